// How column values become JavaScript values, the same for both stores. The drivers' own defaults
// differ (bigint, date), and a difference would show only in production.

const INT8 = 20;
const DATE = 1082;

/** By PostgreSQL type id. Everything else keeps the drivers' common default. */
export const COLUMN_PARSERS: Readonly<Record<number, (value: string) => unknown>> = {
  // Counts and sums are far below 2^53 here; a string would sort and add wrongly.
  [INT8]: Number,
  // A calendar date has no time zone: 'YYYY-MM-DD' stays text instead of becoming a local midnight.
  [DATE]: (value) => value,
};
