// Carries a mutation out once for each key, however often and from however many sides it is asked: a client that heard no
// answer asks again with the same key, and gets what came of the first time.
//
// The key is written in the transaction of the mutation itself, before anything else: both stand, or neither. Who comes
// with the same key meanwhile waits at that row (PostgreSQL "INSERT, ON CONFLICT") until the first has ended.

import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Caller } from '../../../schema/contract/Caller.js';
import { badInput } from '../errors/badInput.js';
import { canonicalJson } from './canonicalJson.js';
import type { IdempotencyTable } from './idempotencyTable.js';

export interface KeyedRequest {
  /** Undefined where nobody is known to ask: all of these share their keys. */
  readonly caller: Caller | undefined;
  /** The mutation's field: each has keys of its own. */
  readonly operation: string;
  /** What the client chose: 1 to 128 characters of [A-Za-z0-9._-], a UUID for one. */
  readonly key: string;
  /** Everything else that was asked, as JSON can hold it; dates are instants. */
  readonly input: unknown;
  readonly now: Date;
}

export type Once<Outcome> =
  /** Now or before. */
  | { readonly kind: 'carriedOut'; readonly outcome: Outcome }
  /** The key was given before, with another input: nothing is done. */
  | { readonly kind: 'keyReused' };

/**
 * @param act writes within the transaction. What it returns is kept as JSON and returned to whoever comes with the same
 * key, so it names what was done, or says that it was refused, and copies nothing that may change. What it throws undoes all.
 * @throws GraphQLError BAD_USER_INPUT for a key that is not well formed.
 */
export async function once<Database, Outcome>(
  transaction: Transaction<Database>,
  { caller, operation, key, input, now }: KeyedRequest,
  act: () => Promise<Outcome>,
): Promise<Once<Outcome>> {
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(key)) throw badInput('idempotencyKey must be 1 to 128 letters, digits, dots, dashes and underscores');
  const id = { account: caller === undefined ? '' : JSON.stringify([caller.issuer, caller.subject]), operation, key };
  const inputDigest = createHash('sha256').update(canonicalJson(input)).digest('hex');
  const keys = narrow(transaction);

  const { numInsertedOrUpdatedRows: inserted } = await keys
    .insertInto('idempotency_key')
    .values({ ...id, input_digest: inputDigest, outcome: null, carried_out_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (inserted === 0n) {
    const before = await keys.selectFrom('idempotency_key').select(['input_digest', 'outcome']).where((row) => row.and(id)).executeTakeFirstOrThrow();
    return before.input_digest === inputDigest ? { kind: 'carriedOut', outcome: before.outcome as Outcome } : { kind: 'keyReused' };
  }
  const outcome = await act();
  await keys.updateTable('idempotency_key').set({ outcome: JSON.stringify(outcome) }).where((row) => row.and(id)).execute();
  return { kind: 'carriedOut', outcome };
}

/** The agency's database has the table; only the kit knows it. */
function narrow<Database>(db: Kysely<Database>): Kysely<IdempotencyTable> {
  return db as unknown as Kysely<IdempotencyTable>;
}
