// What can be wrong with one agency during one operation, as data.

import * as fc from 'fast-check';
import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';

/** Nothing of the call's answer can be used. */
export const WHOLE_FAULTS = [
  'silent',
  'late',
  'refused',
  'cutOff',
  'status500',
  'status503',
  'html',
  'emptyObject',
  'halfText',
  'noData',
  'refusal',
  'fewerEntities',
  'noEntities',
  'moreEntities',
] as const;

/** About half of the call's answers cannot be used, or a part of them; the others can. */
export const PART_FAULTS = [
  'nullEntities',
  'saysUnavailable',
  'noStatus',
  'unknownStatus',
  'nullStatus',
  'otherAgency',
  'answerIsText',
  'answerIsList',
  'answerIsNull',
  'answerIsMissing',
  'failedAnswers',
  'checksSayUnavailable',
  'wrongTypes',
  'brokenLists',
  'halfOfFields',
] as const;

export type WireFault = 'well' | (typeof WHOLE_FAULTS)[number] | (typeof PART_FAULTS)[number];

/** The agency is not asked. */
export const GATE_FAULTS = ['breakerOpen', 'bulkheadFull', 'maintenance'] as const;

export type Trouble =
  /** One fault for each attempt in its order; the last one holds for all that come after. */
  | { readonly kind: 'wire'; readonly faults: readonly WireFault[] }
  | { readonly kind: (typeof GATE_FAULTS)[number] };

export type Troubles = Readonly<Record<AgencyName, Trouble>>;

const WELL: Trouble = { kind: 'wire', faults: ['well'] };

export const ALL_WELL = Object.fromEntries(AGENCY_NAMES.map((name) => [name, WELL])) as Troubles;

export function isTroubled(trouble: Trouble): boolean {
  return trouble.kind !== 'wire' || trouble.faults.some((fault) => fault !== 'well');
}

const wireFault = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...WHOLE_FAULTS) }, { weight: 2, arbitrary: fc.constantFrom(...PART_FAULTS) }, { weight: 1, arbitrary: fc.constant('well' as const) });

/** Shrinks towards an agency that is well. */
const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(WELL) },
  { weight: 4, arbitrary: fc.array(wireFault, { minLength: 1, maxLength: 3 }).map((faults) => ({ kind: 'wire' as const, faults })) },
  { weight: 1, arbitrary: fc.constantFrom(...GATE_FAULTS).map((kind) => ({ kind })) },
);

/** The agency of the cases fails less often than it would by chance: where it is silent, nothing else is asked. */
export const troubles: fc.Arbitrary<Troubles> = fc.record({
  applicants: fc.oneof({ weight: 1, arbitrary: fc.constant(WELL) }, { weight: 1, arbitrary: trouble }),
  'security-checks': trouble,
  'labour-demand': trouble,
  'regional-quotas': trouble,
});
