// Whether an agency can answer: its store answers, within a bound. A probe that waits is no probe.

import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** A statement of no work takes a few milliseconds; who waits longer stands in a line behind others. */
export const READY_BOUND_MS = 1_000;

export async function probeStore<Database>(db: Kysely<Database>, boundMs = READY_BOUND_MS): Promise<Readiness> {
  const bound = new AbortController();
  const answered = sql`select 1`.execute(db).then(
    (): Readiness => ({ ready: true }),
    // Its own words are for the log of the store's side; they may name hosts and users.
    (): Readiness => ({ ready: false, reason: 'the store refuses statements' }),
  );
  const late = sleep(boundMs, undefined, { signal: bound.signal }).then(
    (): Readiness => ({ ready: false, reason: `the store has not answered within ${boundMs} ms` }),
    (): Readiness => ({ ready: true }),
  );
  return Promise.race([answered, late]).finally(() => bound.abort());
}
