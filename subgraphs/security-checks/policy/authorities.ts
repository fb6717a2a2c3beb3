// Which authorities a case must be checked by, by track and date, and how long each has.
//
// What the law says: no permanent residence without a positive agreement of the national security bodies
// (Law on Migration, Art. 49). What it does not: the list of bodies in the pilot's inter-agency stage is
// not in the public record. The others here answer questions that the rules on *temporary* residence of
// 2026 name; that the pilot asks them is our reading, so those entries are marked as contested. Whoever
// deploys replaces the list by the order's own.

import { inForce, type Dated } from '../../kit/policy/dated.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { AuthorityCode, Track } from '../model.js';

/** A term with its unit: working days skip weekends and holidays. */
export interface Term {
  readonly count: number;
  readonly unit: 'WORKING_DAYS' | 'CALENDAR_DAYS';
}

export interface RequiredAuthority {
  readonly code: AuthorityCode;
  readonly term: Term;
}

export interface AuthorityPolicy {
  /** Name under which requests remember this policy. */
  readonly version: string;
  readonly required: Readonly<Record<Track, readonly RequiredAuthority[]>>;
}

/**
 * Term of the inter-agency stage (acsour.kz, 18 May 2026; grade C). One report says "29 days" for the whole
 * filter without naming the kind of day; 20 working days alone are about 28 calendar days.
 */
const STAGE_TERM: Term = { count: 20, unit: 'WORKING_DAYS' };

/** Digital nomads: the MIA verifies in three working days (qazinform.com, after September 2025; grade A). */
const NOMAD_MIA_TERM: Term = { count: 3, unit: 'WORKING_DAYS' };

const KNB: RequiredAuthority = { code: 'KNB', term: STAGE_TERM };

const EVERYBODY: readonly RequiredAuthority[] = [
  KNB,
  { code: 'MIA', term: STAGE_TERM },
  { code: 'BERKUT', term: STAGE_TERM },
  { code: 'NATIONAL_REGISTER', term: STAGE_TERM },
];

const AUTHORITIES: readonly Dated<AuthorityPolicy>[] = [
  {
    // The wording read is that of July 2017; the year's first day stands for its own, which is not known.
    from: '2017-01-01',
    value: {
      version: 'concurrence-2017',
      required: { GENERAL: [KNB], KANDAS: [KNB], IN_DEMAND_PROFESSION: [KNB], DIGITAL_NOMAD: [KNB] },
    },
    source: 'Law on Migration No. 477-IV, Art. 49, wording of 2017 (continent-online.com, doc 31038298): national security concurrence',
    grade: 'A',
    contested: 'the law sets no term for the concurrence in the part read; the later pilot’s term stands in',
  },
  {
    // One report ends the pilot with 2026; its exact last day is not in the public record, and what follows
    // neither, so the entry stays open: asking too many authorities is the safe side.
    from: '2026-02-13',
    value: {
      version: 'pilot-2026',
      required: {
        GENERAL: EVERYBODY,
        KANDAS: EVERYBODY,
        IN_DEMAND_PROFESSION: EVERYBODY,
        DIGITAL_NOMAD: [KNB, { code: 'MIA', term: NOMAD_MIA_TERM }],
      },
    },
    source: 'Art. 49 for KNB; rules on temporary residence of 2026 (konsugroup.com, April 2026; fbrk.kz) for MIA, Berkut and the national register',
    grade: 'C',
    contested: 'the pilot’s own list of authorities is not in the public record: only the KNB concurrence is certain (grade A)',
  },
];

/**
 * Who must be asked about a case that is sent to the authorities on that day.
 * @throws Error where no policy is in force: a case must never be cleared by an empty list.
 */
export function requiredAuthorities(track: Track, date: CalendarDate): readonly RequiredAuthority[] {
  return inForce('authorities', AUTHORITIES, date).value.required[track];
}

export function authorityPolicyVersion(date: CalendarDate): string {
  return inForce('authorities', AUTHORITIES, date).value.version;
}
