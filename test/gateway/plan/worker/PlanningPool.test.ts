// Real processes: what happens to plannings when one of them takes too long, too much, or too many come.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { PlanningPool } from '../../../../gateway/plan/worker/PlanningPool.js';
import type { PlanRequest } from '../../../../gateway/plan/PlanOutcome.js';
import { composeWorld } from '../../../kit/composeWorld.js';
import { PATIENT_PLANNING, startPool } from '../../../kit/gateway/startPlanning.js';
import { HEAVY_WORLD, heavyOperation } from '../../../kit/heavyWorld.js';
import { waitFor } from '../../../kit/waitFor.js';

const SDL = composeWorld(HEAVY_WORLD);
const LIGHT = '{ t { id } }';
/** Would take minutes. */
const ENDLESS = heavyOperation(5);

const requestOf = (text: string): PlanRequest => ({ text, operationName: null, overrides: new Map() });

let pool: PlanningPool | undefined;

afterEach(() => pool?.close());

const kindOf = async (text: string): Promise<string> => (await pool?.plan(requestOf(text)).outcome)?.kind ?? 'no pool';

describe('the pool', () => {
  it('tells what its workers know of the schema', async () => {
    pool = await startPool(SDL);
    expect(pool.schema.composition.agencies).toEqual(['a', 'b', 'c', 'd', 'root']);
    expect(pool.schema.composition.apiSdl).toContain('type Query {\n  t: T\n}');
  });

  it('does not start over what is no supergraph, and says why', async () => {
    expect(await PlanningPool.start({ ...PATIENT_PLANNING, sdl: 'type Query { a: Int }' })).toEqual({ kind: 'unusable', reason: 'Invalid supergraph: must be a core schema' });
  });

  it('plans with several workers as with one', async () => {
    pool = await startPool(SDL, { workers: 3 });
    expect(await Promise.all(Array.from({ length: 9 }, () => kindOf(LIGHT)))).toEqual(Array(9).fill('planned'));
  });
});

describe('a planning that takes too long', () => {
  it('ends alone: its worker is replaced, and those that waited behind it are planned', async () => {
    const ends: string[] = [];
    pool = await startPool(SDL, { timeoutMs: 2_000, onWorkerEnded: ({ kind }) => ends.push(kind) });
    expect(await Promise.all([ENDLESS, LIGHT, heavyOperation(1), LIGHT].map(kindOf))).toEqual(['outOfTime', 'planned', 'planned', 'planned']);
    expect(ends).toEqual(['outOfTime']);
    expect(await kindOf(LIGHT)).toBe('planned');
  });

  it('leaves the event loop free while it lasts', async () => {
    pool = await startPool(SDL, { timeoutMs: 2_000 });
    let turns = 0;
    const count = setInterval(() => (turns += 1), 10);
    expect(await kindOf(ENDLESS)).toBe('outOfTime');
    clearInterval(count);
    // Planned on this thread, it would have had none until the planning was done.
    expect(turns).toBeGreaterThan(2);
  });
});

it('a planning that takes too much memory ends alone, too', async () => {
  pool = await startPool(SDL, { maxHeapMegabytes: 32 });
  expect(await Promise.all([ENDLESS, LIGHT].map(kindOf))).toEqual(['outOfMemory', 'planned']);
});

describe('plannings that wait', () => {
  it.each([
    [3, ['queueFull', 'queueFull']],
    [4, ['queueFull']],
    [5, []],
  ])('of five, with %i places, are turned away: %j', async (maxQueued, turnedAway) => {
    pool = await startPool(SDL, { maxQueued });
    const busy = pool.plan(requestOf(ENDLESS));
    const waiting = Array.from({ length: 5 }, () => kindOf(LIGHT));
    const settled: string[] = [];
    for (const each of waiting) void each.then((kind) => settled.push(kind));
    await Promise.all(waiting.slice(maxQueued));
    expect(settled).toEqual(turnedAway);
    await pool.close();
    expect(await Promise.all(waiting)).toEqual([...Array(maxQueued).fill('givenUp'), ...turnedAway]);
    expect((await busy.outcome).kind).toBe('givenUp');
  });

  it('are given up where nobody waits for them; one that has begun is not', async () => {
    pool = await startPool(SDL, { maxQueued: 2 });
    const busy = pool.plan(requestOf(heavyOperation(2)));
    const [first, second] = [pool.plan(requestOf(LIGHT)), pool.plan(requestOf(LIGHT))];
    expect([busy.giveUp(), first.giveUp(), first.giveUp()]).toEqual([false, true, false]);
    const third = pool.plan(requestOf(LIGHT));
    expect((await Promise.all([busy, first, second, third].map(({ outcome }) => outcome))).map(({ kind }) => kind)).toEqual(['planned', 'givenUp', 'planned', 'planned']);
  });

  it('end with the pool, and what comes after its end is turned away', async () => {
    pool = await startPool(SDL);
    const outcomes = [ENDLESS, LIGHT].map(kindOf);
    await pool.close();
    expect(await Promise.all([...outcomes, kindOf(LIGHT)])).toEqual(['givenUp', 'givenUp', 'givenUp']);
  });
});

const workersOf = (): readonly number[] => readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number);

describe.runIf(process.platform === 'linux')('a worker', () => {
  it('that is ended while it has nothing to do is replaced when it is needed, and told of', async () => {
    const ends: string[] = [];
    const before = workersOf();
    pool = await startPool(SDL, { onWorkerEnded: ({ kind }) => ends.push(kind) });
    const [worker] = workersOf().filter((pid) => !before.includes(pid));
    process.kill(worker!, 'SIGKILL');
    await waitFor('the worker to be gone', () => (workersOf().includes(worker!) ? null : 'gone'));
    expect(await kindOf(LIGHT)).toBe('planned');
    expect(ends).toEqual(['failed']);
  });

  it('does not take a signal to its group for one to itself', async () => {
    const ends: string[] = [];
    const before = workersOf();
    pool = await startPool(SDL, { onWorkerEnded: ({ kind }) => ends.push(kind) });
    const [worker] = workersOf().filter((pid) => !before.includes(pid));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(worker!, signal);
    expect(await kindOf(LIGHT)).toBe('planned');
    expect(ends).toEqual([]);
  });

  it('that the system does not give costs a planning, and no more', async () => {
    pool = await startPool(SDL, { timeoutMs: 2_000 });
    const { execPath } = process;
    try {
      // Nothing can be started: as where there is no file or no memory for it.
      process.execPath = '';
      expect([await kindOf(ENDLESS), await kindOf(LIGHT)]).toEqual(['outOfTime', 'failed']);
    } finally {
      process.execPath = execPath;
    }
    // The next attempt was made with the last.
    expect([await kindOf(LIGHT), await kindOf(LIGHT)].at(-1)).toBe('planned');
  });
});

it.runIf(process.platform === 'linux')('a worker ends with who started it, in the midst of a planning and without being told', async () => {
  const script = `
    import { PlanningPool } from ${JSON.stringify(import.meta.resolve('../../../../gateway/plan/worker/PlanningPool.js'))};
    import { composeWorld } from ${JSON.stringify(import.meta.resolve('../../../kit/composeWorld.js'))};
    import { HEAVY_WORLD, heavyOperation } from ${JSON.stringify(import.meta.resolve('../../../kit/heavyWorld.js'))};
    const { pool } = await PlanningPool.start({ workers: 1, maxQueued: 1, sdl: composeWorld(HEAVY_WORLD), maxFetches: 1_000, timeoutMs: 60_000, maxHeapMegabytes: 512 });
    pool.plan({ text: heavyOperation(5), operationName: 'Heavy', overrides: new Map() });
    console.log('planning');
  `;
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await once(starter.stdout, 'data');
  expect(String(said)).toBe('planning\n');
  const [worker] = readFileSync(`/proc/${starter.pid}/task/${starter.pid}/children`, 'utf8').trim().split(' ').map(Number);
  expect(worker).toBeGreaterThan(0);
  starter.kill('SIGKILL');
  await waitFor('the worker to be gone', () => (existsSync(`/proc/${worker}/stat`) && !readFileSync(`/proc/${worker}/stat`, 'utf8').includes(') Z ') ? null : 'gone'));
});
