// A policy value with the dates between which it is in force and where it comes from. A case is judged
// by the values of its own date, so an old value is never overwritten: a new one is added behind it.

import type { CalendarDate } from '../time/calendarDate.js';

/**
 * How well a value is known: A official text or state agency, B news report, C private adviser or
 * secondary reprint, D observed in public code, DESIGN our own choice where the record is silent.
 */
export type SourceGrade = 'A' | 'B' | 'C' | 'D' | 'DESIGN';

export interface Dated<Value> {
  /** First day in force. */
  readonly from: CalendarDate;
  /** Last day in force; left out while no end is known. */
  readonly until?: CalendarDate;
  readonly value: Value;
  /** Act and article, or the publication; address where there is one. */
  readonly source: string;
  readonly grade: SourceGrade;
  /** Set where sources contradict each other: what the other reading is. */
  readonly contested?: string;
}

/**
 * The value in force on a date. Entries stand in order of `from`; of overlapping ones the later wins.
 * @throws Error that names the policy when none is in force: a case must never be judged by a guess.
 */
export function inForce<Value>(name: string, entries: readonly Dated<Value>[], date: CalendarDate): Dated<Value> {
  const entry = findInForce(entries, date);
  if (entry === undefined) throw new Error(`policy ${name} has no value in force on ${date}`);
  return entry;
}

/** The same where none may be in force: a duty that begins on a day. */
export function findInForce<Value>(entries: readonly Dated<Value>[], date: CalendarDate): Dated<Value> | undefined {
  return entries.findLast(({ from, until }) => from <= date && (until === undefined || date <= until));
}
