// The options of `npm run prove -- sick`, from texts.

import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';
import { FAULTS, type FaultName } from '../../kit/sick/faults.js';
import { ALL_CELLS, type SickOptions } from './proveSick.js';

export interface SickTexts {
  readonly agency?: readonly string[] | undefined;
  readonly fault?: readonly string[] | undefined;
  readonly rounds?: string | undefined;
  readonly rate?: string | undefined;
  readonly write?: boolean | undefined;
}

/** Undefined where a name is not known or a number is none. */
export function readSickOptions({ agency = ALL_CELLS.agencies, fault = ALL_CELLS.faults, rounds = String(ALL_CELLS.rounds), rate, write = false }: SickTexts): SickOptions | undefined {
  const count = Number(rounds);
  const perSecond = rate === undefined ? undefined : Number(rate);
  if (perSecond !== undefined && !(perSecond >= 1 && perSecond <= 10_000)) return undefined;
  if (!agency.every(isAgency) || !fault.every(isFault) || !Number.isInteger(count) || count < 1 || count > 100) return undefined;
  return { agencies: agency, faults: fault, rounds: count, rate: perSecond, write };
}

function isAgency(text: string): text is AgencyName {
  return AGENCY_NAMES.some((name) => name === text);
}

function isFault(text: string): text is FaultName {
  return FAULTS.some(({ name }) => name === text);
}
