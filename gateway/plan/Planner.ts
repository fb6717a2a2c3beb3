// The plan of an operation: at once where it is known, else from a planning worker, once for all who need it.
// Plans are kept in a cache with a bound, refusals too: else the costliest operations, those that cannot be
// planned, would be planned again for each request.
//
//   key    the document as it is executed (its hash; of one that was cut, with what was cut), the operation's name,
//          the overrides that hold: callers who may see different things never share a plan
//   weight what the plan and all that is compiled from it take in memory, by its size

import type { QueryPlan } from '@apollo/query-planner';
import { print } from 'graphql';
import { ClientError } from '../errors/ClientError.js';
import { InternalError } from '../errors/InternalError.js';
import type { Exchange } from '../Exchange.js';
import type { KnownOperation, Operation } from '../operation/Operation.js';
import { weighDocument } from '../operation/weighDocument.js';
import { systemClock, type Clock } from '../util/Clock.js';
import { LruCache } from '../util/LruCache.js';
import { DataKeys } from './DataKeys.js';
import { OverrideShares } from './OverrideShares.js';
import type { PlanFailure, PlanOutcome } from './PlanOutcome.js';
import type { Planning, PlanSource } from './worker/PlanningPool.js';

/** The same object for every request of one operation that is planned alike, so that what is derived from it can be kept beside it. */
export interface PlannedOperation {
  /** Without a node where no agency need be asked. Fetches have no operation names. */
  readonly queryPlan: QueryPlan;
  /** What the plan calls the client's fields. */
  readonly dataKeys: DataKeys;
}

export interface PlannerOptions {
  /** Bytes of memory that plans and what is compiled from them may take, about. */
  readonly maxCachedBytes: number;
  /** As the pool has it, for the message. */
  readonly maxFetches: number;
  /** As the pool has it, for the message. */
  readonly timeoutMs: number;
  /** 0 to below 1, drawn once per request where the schema moves fields for a share of the requests. */
  readonly random?: () => number;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Hears how each request came to its plan, not of what is planned ahead. Must not throw. */
  readonly onLookup?: (lookup: PlanLookup) => void;
}

/**
 * How a request came to its plan. known: it was there. joined: another request was waiting for the same. planned: a worker
 * was asked. refused: it is known that it cannot be planned.
 */
export const PLAN_LOOKUPS = ['known', 'joined', 'planned', 'refused'] as const;

export type PlanLookup = (typeof PLAN_LOOKUPS)[number];

/** Who waits for a plan, and may leave. */
export type Waiting = Pick<Exchange, 'onAbort' | 'offAbort'>;

type Remembered = PlannedEntry | { readonly kind: 'refused'; readonly reason: Error; readonly untilMs: number };

interface PlannedEntry {
  readonly kind: 'planned';
  readonly operation: PlannedOperation;
  readonly known: KnownOperation;
  useCount: number;
}

/** A planning, and how many wait for it. */
interface Flight {
  readonly planning: Planning;
  readonly planned: Promise<PlannedOperation>;
  waitingCount: number;
}

const NO_OVERRIDES: ReadonlyMap<string, boolean> = new Map();

/**
 * What a plan takes in memory with what is compiled from it, by its bytes as it is sent between processes, beside the
 * document, which the compiled response holds. Measured, document and all: 10 KB at 248 bytes and 15 tokens, 25 KB at
 * 2,633 and 28, 69 KB at 4,408 and 137 (CaseFile), 130 KB at 264 and 494.
 */
const BYTES_PER_PLAN = 2_000;
const BYTES_PER_PLAN_BYTE = 5;
const BYTES_PER_REFUSAL = 1_000;

/**
 * How long an operation is refused unseen that took too much time or memory. Each try costs a worker; but a machine
 * may have been busy, so it is not for ever.
 */
const OVERRUN_REMEMBERED_MS = 60_000;

export class Planner {
  readonly #pool: Pick<PlanSource, 'plan'>;
  readonly #options: PlannerOptions;
  readonly #clock: Clock;
  readonly #shares: OverrideShares;
  readonly #remembered: LruCache<Remembered>;
  readonly #flights = new Map<string, Flight>();

  /** @param pool its life is the caller's affair. */
  constructor(pool: Pick<PlanSource, 'plan' | 'schema'>, options: PlannerOptions) {
    this.#pool = pool;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#shares = new OverrideShares(pool.schema.overridePercents);
    this.#remembered = new LruCache(options.maxCachedBytes);
  }

  /** Bytes of the bound that are taken. */
  get cachedBytes(): number {
    return this.#remembered.weight;
  }

  /**
   * A plan that is known is returned as it is, and costs the request no turn of the event loop.
   * @param waiting the request that needs it; a planning that has not begun is dropped when all who wait for it have left.
   * Undefined where it is planned ahead of the requests.
   * @throws {ClientError} OPERATION_TOO_COMPLEX, OVERLOADED; as the promise rejects.
   * @throws {InternalError} where no agency can answer what the API promises, or no worker can be had.
   */
  plan(operation: Operation, waiting?: Waiting): PlannedOperation | Promise<PlannedOperation> {
    const { onLookup } = this.#options;
    const overrides = this.#shares.areNone ? NO_OVERRIDES : this.#shares.conditions((this.#options.random ?? Math.random)());
    const key = keyOf(operation, overrides);
    const remembered = this.#remembered.get(key);
    if (remembered?.kind === 'planned') {
      if (waiting !== undefined) {
        remembered.useCount += 1;
        onLookup?.('known');
      }
      return remembered.operation;
    }
    if (remembered !== undefined && remembered.untilMs > this.#clock.nowMs()) {
      if (waiting !== undefined) onLookup?.('refused');
      throw remembered.reason;
    }
    const flight = this.#flights.get(key);
    if (waiting !== undefined) onLookup?.(flight === undefined ? 'planned' : 'joined');
    return this.#waitFor(key, flight ?? this.#begin(key, operation, overrides, waiting), waiting);
  }

  /** The operations whose plans requests used most, most used first; none that no request has used. Of one that was cut, the whole. */
  hottest(count: number): KnownOperation[] {
    const byText = new Map<string, { readonly known: KnownOperation; useCount: number }>();
    for (const entry of this.#remembered.values()) {
      if (entry.kind !== 'planned' || entry.useCount === 0) continue;
      const id = `${entry.known.name ?? ''} ${entry.known.text}`;
      const seen = byText.get(id);
      if (seen === undefined) byText.set(id, { known: entry.known, useCount: entry.useCount });
      else seen.useCount += entry.useCount;
    }
    return [...byText.values()]
      .toSorted((a, b) => b.useCount - a.useCount)
      .slice(0, count)
      .map(({ known }) => known);
  }

  #begin(key: string, operation: Operation, overrides: ReadonlyMap<string, boolean>, waiting: Waiting | undefined): Flight {
    // Printed from what is to be executed, never the text that came: parts of it may have been cut.
    const planning = this.#pool.plan({ text: print(operation.document), operationName: operation.name, overrides });
    const planned = planning.outcome.then((outcome) => {
      this.#end(key, flight);
      return this.#conclude(key, outcome, operation, waiting === undefined ? 0 : 1);
    });
    const flight: Flight = { planning, planned, waitingCount: 0 };
    this.#flights.set(key, flight);
    return flight;
  }

  /** Nobody joins it any more. Where it was dropped, another may have begun for the same. */
  #end(key: string, flight: Flight): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  async #waitFor(key: string, flight: Flight, waiting: Waiting | undefined): Promise<PlannedOperation> {
    const leave = () => {
      flight.waitingCount -= 1;
      if (flight.waitingCount === 0 && flight.planning.giveUp()) this.#end(key, flight);
    };
    flight.waitingCount += 1;
    waiting?.onAbort(leave);
    try {
      return await flight.planned;
    } finally {
      waiting?.offAbort(leave);
    }
  }

  /** @throws what the request that waits for the plan is to be told. */
  #conclude(key: string, outcome: PlanOutcome | PlanFailure, { document, name, asked }: Operation, useCount: number): PlannedOperation {
    switch (outcome.kind) {
      case 'planned': {
        const operation = { queryPlan: outcome.queryPlan, dataKeys: new DataKeys(outcome.dataKeyNumbers) };
        const whole = asked?.document ?? document;
        const known = { text: whole.loc?.source.body ?? print(whole), name };
        const weight = BYTES_PER_PLAN + BYTES_PER_PLAN_BYTE * outcome.planBytes + weighDocument(whole);
        this.#remembered.set(key, { kind: 'planned', operation, known, useCount }, weight);
        return operation;
      }
      case 'tooManyFetches':
        return this.#refuse(key, tooComplex(`The operation needs ${outcome.fetchCount} calls to agencies; ${this.#options.maxFetches} are allowed.`));
      case 'tooLarge':
        return this.#refuse(key, tooComplex('The operation is too large to be planned.'));
      case 'impossible':
        return this.#refuse(key, new InternalError('INTERNAL_SERVER_ERROR', 'the operation cannot be planned', { cause: new Error(outcome.reason) }));
      case 'outOfTime':
        return this.#refuse(
          key,
          tooComplex(`The operation cannot be planned within ${this.#options.timeoutMs} ms: ask for less at once, or for its parts in several operations.`),
          this.#clock.nowMs() + OVERRUN_REMEMBERED_MS,
        );
      case 'outOfMemory':
        return this.#refuse(
          key,
          tooComplex('The operation takes too much memory to be planned: ask for less at once, or for its parts in several operations.'),
          this.#clock.nowMs() + OVERRUN_REMEMBERED_MS,
        );
      case 'queueFull':
        throw new ClientError('OVERLOADED', 'Too many new operations wait to be planned. Try again later.', { headers: { 'retry-after': '1' }, transport: true });
      case 'givenUp':
        throw new InternalError('REQUEST_TIMEOUT', 'nobody waits for the plan');
      case 'failed':
        throw new InternalError('INTERNAL_SERVER_ERROR', 'no planning worker could plan', { cause: outcome.cause });
    }
  }

  #refuse(key: string, reason: Error, untilMs = Number.POSITIVE_INFINITY): never {
    this.#remembered.set(key, { kind: 'refused', reason, untilMs }, BYTES_PER_REFUSAL);
    throw reason;
  }
}

function keyOf({ documentHash, name }: Operation, overrides: ReadonlyMap<string, boolean>): string {
  const key = `${documentHash} ${name ?? ''}`;
  if (overrides === NO_OVERRIDES) return key;
  return [key, ...[...overrides.keys()].filter((label) => overrides.get(label))].join(' ');
}

function tooComplex(message: string): ClientError {
  return new ClientError('OPERATION_TOO_COMPLEX', message);
}
