// A time in which an agency has said that it will not answer: once, or again each week. Instants carry their own offset
// from UTC; times of day are those of Kazakhstan, UTC+5 all year.

import type { MaintenanceConfig, WeeklyConfig } from '../../config/maintenanceSchema.js';

/** From its first millisecond to before its last, in epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const KAZAKHSTAN_OFFSET_MS = 5 * 3_600_000;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** @returns the spans of all windows that the moment lies in. */
export function spansAt({ once, weekly }: MaintenanceConfig, atMs: number): readonly Span[] {
  const spans = [...once.map(({ from, until }) => ({ fromMs: Date.parse(from), untilMs: Date.parse(until) })), ...weekly.flatMap((window) => spansAround(window, atMs))];
  return spans.filter(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
}

/** What begins on the day of the moment, and on the day before: it may last over midnight. */
function spansAround({ weekdays, from, until }: WeeklyConfig, atMs: number): Span[] {
  const today = Math.floor((atMs + KAZAKHSTAN_OFFSET_MS) / DAY_MS);
  return [today - 1, today].flatMap((day) => {
    if (!weekdays.some((name) => name === WEEKDAYS[weekdayOf(day)])) return [];
    const fromMs = day * DAY_MS - KAZAKHSTAN_OFFSET_MS + minutesOf(from) * MINUTE_MS;
    const lastsMinutes = (minutesOf(until) - minutesOf(from) + 1_440) % 1_440 || 1_440;
    return [{ fromMs, untilMs: fromMs + lastsMinutes * MINUTE_MS }];
  });
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** `HH:MM`. */
function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
