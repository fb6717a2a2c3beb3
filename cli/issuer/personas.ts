// Who can be played on a developer's machine: accounts of the development issuer, one for each kind of user. They are
// bound to the synthetic world: the person of the first story, the employer that this story brings, its region.

import { SCOPES } from '../../schema/contract/scopes.js';

export interface Persona {
  readonly name: string;
  /** One line for help texts. */
  readonly title: string;
  /** What the account may do; `scope` of its tokens. */
  readonly scopes: readonly string[];
  /** KATO prefixes of the regions whose cases an officer works on. */
  readonly regions: readonly string[];
  readonly applicantId?: string;
  readonly employerBin?: string;
  readonly authority?: string;
}

export const PERSONAS: readonly Persona[] = [
  {
    name: 'officer',
    title: 'prepares and decides the cases of two regions',
    scopes: [SCOPES.readCases],
    // Of the first story, and of those that leave the choice open.
    regions: ['35', '19'],
  },
  { name: 'security-clerk', title: 'answers for an authority about a case', scopes: [SCOPES.readSecurity], regions: [], authority: 'KNB' },
  { name: 'employer', title: 'looks at the registrations of one firm', scopes: [SCOPES.readEmployers], regions: [], employerBin: '000040000029' },
  { name: 'applicant', title: 'looks at the own case', scopes: [SCOPES.readOwn], regions: [], applicantId: 'person-000001' },
  { name: 'ops', title: 'runs the gate', scopes: [SCOPES.operate], regions: [] },
  { name: 'auditor', title: 'looks whether the others may have looked', scopes: [SCOPES.readAudit], regions: [] },
];

/** Undefined for a name that is nobody's. */
export function findPersona(name: string): Persona | undefined {
  return PERSONAS.find((persona) => persona.name === name);
}

export const PERSONA_NAMES: readonly string[] = PERSONAS.map(({ name }) => name);
