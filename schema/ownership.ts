// Who owns each entity, by which key every agency refers to it, and which other agencies add an
// answer of their own to it. Composition enforces this table (check/), so it cannot drift from the
// schemas; README.md shows it to people.

import type { AgencyName } from './contract/AgencyName.js';

export interface EntityOwnership<Agency extends string = string> {
  /** The selection of the @key that every agency may use, in GraphQL's own notation. */
  readonly key: string;
  /** The agency whose register is the source of the entity. */
  readonly owner: Agency;
  /** Agencies that add fields of their own, each of them an AgencyAnswer. Mere references do not count. */
  readonly contributors: readonly Agency[];
}

/** Entity name → ownership. */
export type Ownership<Agency extends string = string> = Readonly<Record<string, EntityOwnership<Agency>>>;

export const OWNERSHIP: Ownership<AgencyName> = {
  Applicant: { key: 'id', owner: 'applicants', contributors: ['regional-quotas'] },
  Household: { key: 'id', owner: 'applicants', contributors: [] },
  Document: { key: 'id', owner: 'applicants', contributors: [] },
  Application: {
    key: 'id',
    owner: 'applicants',
    contributors: ['security-checks', 'labour-demand', 'regional-quotas'],
  },
  Authority: { key: 'code', owner: 'security-checks', contributors: [] },
  Employer: { key: 'bin', owner: 'labour-demand', contributors: [] },
  Industry: { key: 'code', owner: 'labour-demand', contributors: [] },
  Occupation: { key: 'code', owner: 'labour-demand', contributors: [] },
  DemandRegistration: { key: 'id', owner: 'labour-demand', contributors: [] },
  Vacancy: { key: 'id', owner: 'labour-demand', contributors: [] },
  Region: { key: 'code', owner: 'regional-quotas', contributors: ['labour-demand'] },
};

/** The ownership of an entity, or undefined for a name the table does not know. */
export function findOwnership(ownership: Ownership, entity: string): EntityOwnership | undefined {
  return Object.hasOwn(ownership, entity) ? ownership[entity] : undefined;
}
