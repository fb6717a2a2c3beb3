// The two scalars of time that every agency uses.

import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isCalendarDate, type CalendarDate } from '../time/calendarDate.js';

/** An instant, ISO 8601 in UTC with milliseconds: 2026-03-02T09:15:00.000Z. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant, ISO 8601 in UTC: 2026-03-02T09:15:00.000Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: (value) => {
    if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
    throw new GraphQLError('DateTime cannot represent a value that is not an instant');
  },
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : undefined),
});

/** A business date in Kazakhstan (UTC+5): 2026-03-02. */
export const DateScalar = new GraphQLScalarType<CalendarDate, string>({
  name: 'Date',
  description: 'A calendar date in Kazakhstan (UTC+5): 2026-03-02.',
  serialize: readDate,
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : undefined),
});

function readInstant(value: unknown): Date {
  const instant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(instant.getTime())) throw new GraphQLError('DateTime must be an ISO 8601 instant such as 2026-03-02T09:15:00.000Z');
  return instant;
}

function readDate(value: unknown): CalendarDate {
  if (typeof value === 'string' && isCalendarDate(value)) return value;
  throw new GraphQLError('Date must be a calendar date such as 2026-03-02');
}
