// What a request gets for its operation: a plan that is there, one that it waits for with others, or a refusal. The
// workers are a script here; worker/PlanningPool.test.ts has real ones.

import type { QueryPlan } from '@apollo/query-planner';
import { parse } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Operation } from '../../../gateway/operation/Operation.js';
import { weighDocument } from '../../../gateway/operation/weighDocument.js';
import type { PlanFailure, PlanOutcome, PlanRequest } from '../../../gateway/plan/PlanOutcome.js';
import { Planner, type PlannerOptions } from '../../../gateway/plan/Planner.js';
import type { PlannedSchema } from '../../../gateway/plan/worker/messages.js';
import type { Planning } from '../../../gateway/plan/worker/PlanningPool.js';
import { operationOf } from '../../kit/gateway/executeOver.js';

/** What the plan of such an operation weighs. */
const WEIGHT = 2_500 + weighDocument(parse('{ a }'));

class ScriptedPool {
  readonly schema: PlannedSchema;
  readonly asked: PlanRequest[] = [];
  readonly settle: ((outcome: PlanOutcome | PlanFailure) => void)[] = [];
  /** Whether a planning can still be dropped. */
  hasBegun = false;

  constructor(overridePercents: ReadonlyMap<string, number>) {
    this.schema = { composition: { apiSdl: '', servedSdl: '', engineSdl: '', agencies: [], quarantined: new Map() }, overridePercents };
  }

  plan(request: PlanRequest): Planning {
    const { promise: outcome, resolve } = Promise.withResolvers<PlanOutcome | PlanFailure>();
    this.asked.push(request);
    this.settle.push(resolve);
    return {
      outcome,
      giveUp: () => {
        if (!this.hasBegun) resolve({ kind: 'givenUp' });
        return !this.hasBegun;
      },
    };
  }
}

/** A request that waits. */
class Waiter {
  readonly listeners = new Set<() => void>();
  onAbort(listener: () => void): void {
    this.listeners.add(listener);
  }
  offAbort(listener: () => void): void {
    this.listeners.delete(listener);
  }
  leave(): void {
    for (const listener of this.listeners) listener();
  }
}

const PLAN: QueryPlan = { kind: 'QueryPlan' };
const PLANNED: PlanOutcome = { kind: 'planned', queryPlan: PLAN, dataKeyNumbers: new Map(), planBytes: 100 };

let nowMs: number;
let pool: ScriptedPool;

beforeEach(() => {
  nowMs = 0;
  pool = new ScriptedPool(new Map());
});

const planner = (more: Partial<PlannerOptions> = {}) =>
  new Planner(pool, { maxCachedBytes: 1_000_000, maxFetches: 9, timeoutMs: 1_000, clock: { nowMs: () => nowMs }, ...more });

/** Plans an operation whose outcome is already known. */
async function planAs(plans: Planner, operation: Operation, outcome: PlanOutcome | PlanFailure = PLANNED): Promise<unknown> {
  const count = pool.asked.length;
  const planned = plans.plan(operation, new Waiter());
  if (pool.asked.length > count) pool.settle.at(-1)?.(outcome);
  return planned;
}

describe('a plan that is known', () => {
  it('is there at once, the same object each time', async () => {
    const plans = planner();
    const first = await planAs(plans, operationOf('{ a }'));
    expect(plans.plan(operationOf('{ a }'))).toBe(first);
    expect(pool.asked).toHaveLength(1);
  });

  it('is of one operation of its document', async () => {
    const plans = planner();
    const [a, b] = ['A', 'B'].map((name) => ({ ...operationOf('query A { a } query B { b }'), name })) as [Operation, Operation];
    expect(await planAs(plans, a)).not.toBe(await planAs(plans, b));
    expect(pool.asked.map(({ operationName }) => operationName)).toEqual(['A', 'B']);
  });

  it.each([
    [3 * WEIGHT, 3],
    [3 * WEIGHT - 1, 2],
    [2 * WEIGHT, 2],
    [WEIGHT - 1, 0],
  ])('is forgotten where all weigh more than %i bytes: of three, %i are kept', async (maxCachedBytes, kept) => {
    const plans = planner({ maxCachedBytes });
    for (const text of ['{ a }', '{ b }', '{ c }']) await planAs(plans, operationOf(text));
    expect(plans.cachedBytes).toBe(kept * WEIGHT);
    for (const text of ['{ c }', '{ b }', '{ a }'].slice(0, kept)) await planAs(plans, operationOf(text));
    expect(pool.asked).toHaveLength(3);
  });
});

describe('a plan that is not known', () => {
  it('is made once for all who need it', async () => {
    const plans = planner();
    const all = Array.from({ length: 20 }, async () => plans.plan(operationOf('{ a }'), new Waiter()));
    pool.settle[0]?.(PLANNED);
    expect(new Set(await Promise.all(all)).size).toBe(1);
    expect(pool.asked).toHaveLength(1);
  });

  it('goes on for the others when one who waits leaves, and ends for nobody once it has begun', async () => {
    const plans = planner();
    const [first, second] = [new Waiter(), new Waiter()];
    const all = [first, second].map(async (waiter) => plans.plan(operationOf('{ a }'), waiter));
    first.leave();
    pool.hasBegun = true;
    second.leave();
    pool.settle[0]?.(PLANNED);
    await Promise.all(all);
    expect(plans.plan(operationOf('{ a }'))).not.toBeInstanceOf(Promise);
    expect([first.listeners.size, second.listeners.size]).toEqual([0, 0]);
  });

  it('is dropped when all have left before it began; who comes at that moment has it made', async () => {
    const plans = planner();
    const gone = new Waiter();
    const dropped = plans.plan(operationOf('{ a }'), gone);
    gone.leave();
    const joined = plans.plan(operationOf('{ a }'), new Waiter());
    await expect(dropped).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
    pool.settle[1]?.(PLANNED);
    expect(await joined).toMatchObject({ queryPlan: PLAN });
    // The first one's end has not made the second one's plan unknown, nor the planning begun anew.
    expect(pool.asked).toHaveLength(2);
    expect(plans.plan(operationOf('{ a }'))).not.toBeInstanceOf(Promise);
  });
});

describe('an operation that is refused', () => {
  it.each<[PlanOutcome, string, string]>([
    [{ kind: 'tooManyFetches', fetchCount: 10 }, 'OPERATION_TOO_COMPLEX', 'The operation needs 10 calls to agencies; 9 are allowed.'],
    [{ kind: 'tooLarge' }, 'OPERATION_TOO_COMPLEX', 'The operation is too large to be planned.'],
    [{ kind: 'impossible', reason: 'why' }, 'INTERNAL_SERVER_ERROR', 'the operation cannot be planned'],
  ])('by its text alone (%o) is refused unseen from then on', async (outcome, code, message) => {
    const plans = planner();
    await expect(planAs(plans, operationOf('{ a }'), outcome)).rejects.toMatchObject({ code, message });
    nowMs += 86_400_000;
    expect(() => plans.plan(operationOf('{ a }'))).toThrow(expect.objectContaining({ code }));
    expect(pool.asked).toHaveLength(1);
  });

  it.each<[PlanFailure, string]>([
    [{ kind: 'outOfTime' }, 'The operation cannot be planned within 1000 ms: ask for less at once, or for its parts in several operations.'],
    [{ kind: 'outOfMemory' }, 'The operation takes too much memory to be planned: ask for less at once, or for its parts in several operations.'],
  ])('because of %o is refused unseen for a minute, then tried again', async (failure, message) => {
    const plans = planner();
    await expect(planAs(plans, operationOf('{ a }'), failure)).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX', message });
    nowMs = 59_999;
    expect(() => plans.plan(operationOf('{ a }'))).toThrow(message);
    nowMs = 60_000;
    await planAs(plans, operationOf('{ a }'));
    expect(plans.plan(operationOf('{ a }'))).toMatchObject({ queryPlan: PLAN });
  });

  it.each<[PlanFailure, string]>([
    [{ kind: 'queueFull' }, 'OVERLOADED'],
    [{ kind: 'failed', cause: new Error('a fault') }, 'INTERNAL_SERVER_ERROR'],
  ])('because of %o may be asked again at once', async (failure, code) => {
    const plans = planner();
    await expect(planAs(plans, operationOf('{ a }'), failure)).rejects.toMatchObject({ code });
    await planAs(plans, operationOf('{ a }'));
    expect(plans.plan(operationOf('{ a }'))).toMatchObject({ queryPlan: PLAN });
  });
});

it('a plan is kept per share of a field that is moved, not per request', async () => {
  pool = new ScriptedPool(new Map([['percent(30)', 30]]));
  const draws = [0.1, 0.2, 0.8, 0.9];
  const plans = planner({ random: () => draws.shift() ?? 0 });
  const [a, b, c, d] = [await planAs(plans, operationOf('{ a }')), plans.plan(operationOf('{ a }')), await planAs(plans, operationOf('{ a }')), plans.plan(operationOf('{ a }'))];
  expect([a === b, b === c, c === d]).toEqual([true, false, true]);
  expect(pool.asked.map(({ overrides }) => overrides.get('percent(30)'))).toEqual([true, false]);
});

describe('the hottest operations', () => {
  it('are those whose plans were used most, of all callers together, whole', async () => {
    const plans = planner();
    const uses = { '{ a }': 1, '{ b c }': 2, '{ d }': 4 };
    for (const [text, count] of Object.entries(uses)) for (let use = 0; use < count; use += 1) await planAs(plans, operationOf(text));
    // Cut for a caller who may not see b.
    const { document, definition } = operationOf('{ b c }');
    const cut: Operation = { ...operationOf('{ c }'), documentHash: 'cut', asked: { document, definition, refused: new Set(), refusals: [] } };
    for (let use = 0; use < 3; use += 1) await planAs(plans, cut);
    expect(plans.hottest(2)).toEqual([
      { text: '{ b c }', name: null },
      { text: '{ d }', name: null },
    ]);
    expect(plans.hottest(9)).toHaveLength(3);
  });

  it('are none that were only planned ahead', async () => {
    const plans = planner();
    const ahead = plans.plan(operationOf('{ a }'));
    pool.settle[0]?.(PLANNED);
    await ahead;
    await plans.plan(operationOf('{ a }'));
    expect(plans.hottest(9)).toEqual([]);
    await planAs(plans, operationOf('{ a }'));
    expect(plans.hottest(9)).toEqual([{ text: '{ a }', name: null }]);
  });
});
