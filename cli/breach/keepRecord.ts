// The record of breaches as an operator keeps it: what is asked of the gateway, and the lines that are printed.

import { createHash } from 'node:crypto';
import {
  BreachesDocument,
  RecordBreachDocument,
  RecordBreachNoticeDocument,
  type BreachesQuery,
  type RecordBreachInput,
  type RecordBreachNoticeInput,
} from '../../schema/generated/operations.js';
import { CliError } from '../CliError.js';
import { askGate, type Gate } from './askGate.js';

type Print = (line: string) => void;

/** Without one, a key is made of all the rest: the same command does it once. */
export type Keyless<Input> = Omit<Input, 'idempotencyKey'> & { readonly idempotencyKey?: string | undefined };

/** @throws CliError with every reason, where it was not recorded. */
export async function recordBreach(gate: Gate, input: Keyless<RecordBreachInput>, print: Print): Promise<void> {
  const { recordBreach: payload } = await askGate(gate, RecordBreachDocument, { input: withKey('recordBreach', input) });
  const breach = payload?.breach;
  if (breach == null) throw refusal(payload?.refusals);
  print(`recorded: ${breach.id}`);
  print(`the ministry has to hear of it by the end of ${breach.notifyBy} (${breach.state})`);
}

/** @throws CliError with every reason, where it was not recorded. */
export async function recordNotice(gate: Gate, input: Keyless<RecordBreachNoticeInput>, print: Print): Promise<void> {
  const { recordBreachNotice: payload } = await askGate(gate, RecordBreachNoticeDocument, { input: withKey('recordBreachNotice', input) });
  const breach = payload?.breach;
  if (breach == null) throw refusal(payload?.refusals);
  print(`recorded: ${breach.id} is ${breach.state}; the last day was ${breach.notifyBy}`);
}

const PAGE_SIZE = 100;

/** Prints every breach, those detected last first. */
export async function listBreaches(gate: Gate, print: Print): Promise<void> {
  let after: string | null = null;
  let count = 0;
  for (;;) {
    const { breaches }: BreachesQuery = await askGate(gate, BreachesDocument, { first: PAGE_SIZE, after });
    if (breaches == null) throw new CliError('the gateway does not say which breaches there are');
    for (const { state, notifyBy, id, personsConcerned, description } of breaches.nodes) {
      count += 1;
      print(`${state.padEnd(13)} by ${notifyBy}   ${id}   ${personsConcerned ?? 'unknown number of'} persons   ${description.replaceAll(/\s+/g, ' ')}`);
    }
    if (!breaches.pageInfo.hasNextPage) break;
    after = breaches.pageInfo.endCursor ?? null;
  }
  if (count === 0) print('no breach is recorded');
}

function withKey<Input>(operation: string, { idempotencyKey, ...input }: Keyless<Input>): Input {
  const key = idempotencyKey ?? createHash('sha256').update(JSON.stringify([operation, input])).digest('hex');
  return { ...input, idempotencyKey: key } as Input;
}

function refusal(refusals: readonly { readonly code: string; readonly ground: string; readonly message: string }[] = []): CliError {
  return new CliError(refusals.map(({ code, ground, message }) => `not recorded, ${code}: ${message} (${ground})`).join('\n') || 'not recorded');
}
