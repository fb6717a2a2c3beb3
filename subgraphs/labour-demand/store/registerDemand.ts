// Records an employer's demand for a year. The caller gives the id, so that a request that is sent twice
// is recorded once.

import type { Transaction } from 'kysely';
import { INDUSTRIES } from '../../../schema/contract/classifiers/industries.js';
import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import type { DemandRegistration } from '../model.js';
import { fitsDemand } from '../rules/fitsDemand.js';
import { mayWriteRegion } from '../rules/mayWriteRegion.js';
import type { Database } from './Database.js';
import { DemandReader } from './DemandReader.js';
import { registrationRow } from './rows.js';

export type DemandRegistered =
  | { readonly kind: 'registered' }
  /** The id is there already; what is recorded stands. */
  | { readonly kind: 'alreadyRegistered' }
  | {
      readonly kind: 'refused';
      readonly reason: 'REGION_NOT_WRITABLE' | 'OCCUPATION_UNKNOWN' | 'INDUSTRY_UNKNOWN' | 'NUMBERS_NOT_VALID' | 'EMPLOYER_UNKNOWN';
    };

export async function registerDemand(transaction: Transaction<Database>, registration: DemandRegistration): Promise<DemandRegistered> {
  const { regionCode, occupationCode, industryCode, headcount, filled, employerBin } = registration;
  if (!mayWriteRegion(regionCode)) return { kind: 'refused', reason: 'REGION_NOT_WRITABLE' };
  if (OCCUPATIONS.find(occupationCode) === undefined) return { kind: 'refused', reason: 'OCCUPATION_UNKNOWN' };
  if (INDUSTRIES.find(industryCode) === undefined) return { kind: 'refused', reason: 'INDUSTRY_UNKNOWN' };
  if (!fitsDemand(headcount, filled)) return { kind: 'refused', reason: 'NUMBERS_NOT_VALID' };
  const [employer] = await new DemandReader(transaction).employers([employerBin]);
  if (employer === undefined) return { kind: 'refused', reason: 'EMPLOYER_UNKNOWN' };
  const inserted = await transaction
    .insertInto('demand_registration')
    .values(registrationRow(registration))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return { kind: inserted === undefined ? 'alreadyRegistered' : 'registered' };
}
