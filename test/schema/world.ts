// A small world for tests about schemas: three agencies that keep every rule, and a way to replace
// one of them by a schema that does not.

import type { SchemaProblem } from '../../schema/check/SchemaProblem.js';
import { composeSupergraph, type CompositionResult, type SubgraphSource } from '../../schema/compose/composeSupergraph.js';

export const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@tag", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy"])`;

export const INTERFACE_FIELDS =
  'agency: String! status: AnswerStatus! asOf: DateTime validUntil: DateTime retryAt: DateTime attestation: String';

export const ANSWER_STATUS_SDL =
  'enum AnswerStatus { ANSWERED NO_RECORD NOT_APPLICABLE NOT_REQUESTED PENDING NOT_DETERMINED UNAVAILABLE DENIED }';

/** What every agency declares that answers. */
export const CONTRACT = `${HEAD}
scalar DateTime
${ANSWER_STATUS_SDL}
interface AgencyAnswer { ${INTERFACE_FIELDS} }`;

const GOOD_WORLD = {
  applicants: `${HEAD}
type Query { application(id: ID!): Application }
type Application @key(fields: "id") { id: ID! track: String! region: Region }
type Region @key(fields: "code") { code: ID! name: String! @shareable }`,

  'labour-demand': `${CONTRACT}
type Query { employer(bin: ID!): Employer }
type Employer @key(fields: "bin") { bin: ID! name: String! region: Region }
type Region @key(fields: "code") { code: ID! name: String! @shareable }
type Application @key(fields: "id") { id: ID! track: String! @external demandMatch: DemandMatch! @requires(fields: "track") }
type DemandMatch implements AgencyAnswer { ${INTERFACE_FIELDS} openPlaces: Int employers: [Employer!] }`,

  'regional-quotas': `${CONTRACT}
type Query { regions: [Region!] }
type Region @key(fields: "code") { code: ID! name: String! @shareable receivesKandas: Boolean! }
type Application @key(fields: "id") { id: ID! placement: Placement! }
type Placement implements AgencyAnswer { ${INTERFACE_FIELDS} region: Region }`,
};

export type WorldAgency = keyof typeof GOOD_WORLD;

/** The sources of the good world, with the given agencies' schemas replaced. */
export function world(replaced: Partial<Record<WorldAgency, string>> = {}): SubgraphSource[] {
  return Object.entries({ ...GOOD_WORLD, ...replaced }).map(([name, sdl]) => ({ name, url: `http://${name}.test/graphql`, sdl }));
}

/** The good world's SDL of one agency with one piece of text exchanged; the piece must be there. */
export function edited(agency: WorldAgency, from: string, to: string): string {
  const sdl = GOOD_WORLD[agency];
  if (!sdl.includes(from)) throw new Error(`the schema of ${agency} has no ${JSON.stringify(from)}`);
  return sdl.replace(from, () => to);
}

/** Composes the good world with one edit. */
export function composeEdited(agency: WorldAgency, from: string, to: string): CompositionResult {
  return composeSupergraph(world({ [agency]: edited(agency, from, to) }));
}

/** Problems of one rule after one edit, as `agency place:line`; empty where the rule is content. */
export function findingsOf(rule: string, agency: WorldAgency, from: string, to: string): string[] {
  return problemsOf(rule, composeEdited(agency, from, to)).map(
    (problem) => `${problem.agency} ${problem.place}:${problem.line}`,
  );
}

/** Problems of one rule. A composed supergraph has none. */
export function problemsOf(rule: string, result: CompositionResult): SchemaProblem[] {
  return result.kind === 'composed' ? [] : result.problems.filter((problem) => problem.rule === rule);
}
