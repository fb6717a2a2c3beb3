// The agencies that stand behind the gate, by the name that is at once the subgraph's name, the
// `agency` of every answer, and the folder under subgraphs/.

export const AGENCY_NAMES = ['applicants', 'security-checks', 'labour-demand', 'regional-quotas'] as const;

export type AgencyName = (typeof AGENCY_NAMES)[number];

/** Guard for names that come from outside: command line, configuration, headers. */
export function isAgencyName(name: string): name is AgencyName {
  return (AGENCY_NAMES as readonly string[]).includes(name);
}
