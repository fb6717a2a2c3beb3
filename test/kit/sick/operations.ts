// What the clients ask while an agency is sick: named operations of the front ends, and small ones that need one agency or
// two, so that each agency has some that need it and more that do not. Which agencies one asks is not written here: the
// answers of well agencies say it.

import { print } from 'graphql';
import { CaseFileDocument, RegionQuotasDocument } from '../../../schema/generated/operations.js';

/** What the variables of an operation are taken from: one request for each member. */
export type Variables = 'cases' | 'regions' | 'employers' | 'none';

export interface AskedOperation {
  readonly name: string;
  readonly document: string;
  readonly variables: Variables;
  /** How often it comes among the others. */
  readonly weight: number;
}

export const OPERATIONS: readonly AskedOperation[] = [
  { name: 'CaseFile', document: print(CaseFileDocument), variables: 'cases', weight: 1 },
  { name: 'RegionQuotas', document: print(RegionQuotasDocument), variables: 'none', weight: 1 },
  { name: 'Clearance', document: 'query Clearance($id: ID!) { application(id: $id) { stage clearance { status outcome } } }', variables: 'cases', weight: 1 },
  { name: 'Demand', document: 'query Demand($id: ID!) { application(id: $id) { stage demandMatch { status openPlaces } } }', variables: 'cases', weight: 1 },
  { name: 'Placement', document: 'query Placement($id: ID!) { application(id: $id) { stage placement { status state } } }', variables: 'cases', weight: 1 },
  { name: 'Case', document: 'query Case($id: ID!) { application(id: $id) { stage track applicant { fullName } } }', variables: 'cases', weight: 3 },
  { name: 'Region', document: 'query Region($id: ID!) { region(code: $id) { name receivesKandas } }', variables: 'regions', weight: 3 },
  { name: 'Employer', document: 'query Employer($id: ID!) { employer(bin: $id) { name } }', variables: 'employers', weight: 3 },
  { name: 'Authorities', document: 'query Authorities { authorities { code name } }', variables: 'none', weight: 2 },
];

/** Where the variables come from, in one request. */
export const VARIABLES_DOCUMENT = '{ applications(first: 24) { nodes { id } } regions { code } employers(first: 24) { nodes { bin } } }';
