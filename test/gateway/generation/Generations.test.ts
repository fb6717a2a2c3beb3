// Which generation a request gets, and when a replaced one ends. What is built here is only told apart.

import { beforeEach, describe, expect, it } from 'vitest';
import { StartUpError } from '../../../gateway/errors/StartUpError.js';
import { Generations } from '../../../gateway/generation/Generations.js';
import type { RequestStages } from '../../../gateway/handleRequest.js';

let text: string;
let built: string[];
let closed: string[];
let replaced: number[];
let refused: string[];
/** Set: building waits for it. */
let gate: Promise<void> | undefined;

beforeEach(() => {
  text = 'one';
  built = [];
  closed = [];
  replaced = [];
  refused = [];
  gate = undefined;
});

async function build(sdl: string): Promise<RequestStages> {
  built.push(sdl);
  await gate;
  if (sdl.startsWith('bad')) throw new StartUpError(`${sdl} does not load`);
  if (sdl.startsWith('odd')) throw new TypeError(`${sdl} breaks the planner\nat its heart`);
  return { supergraph: { sdl }, engine: { close: async () => void closed.push(sdl) } } as unknown as RequestStages;
}

const begin = () =>
  Generations.begin({
    read: () => {
      if (text === 'gone') throw new StartUpError('the file cannot be read');
      return text;
    },
    build,
    onReplaced: ({ number }) => replaced.push(number),
    onRefused: ({ message }) => refused.push(message),
  });

async function reloadWith(generations: Generations, sdl: string): Promise<string> {
  text = sdl;
  await generations.reload();
  return generations.current.stages.supergraph.sdl;
}

it('without a supergraph that loads there is no beginning', async () => {
  text = 'bad';
  await expect(begin()).rejects.toThrow('bad does not load');
});

describe('a supergraph that was replaced', () => {
  it('serves the requests that come from then on', async () => {
    const generations = await begin();
    expect(generations.current.number).toBe(1);
    expect(await reloadWith(generations, 'two')).toBe('two');
    expect([replaced, refused]).toEqual([[2], []]);
  });

  it('leaves requests under way to the one they began with, which ends with the last of them', async () => {
    const generations = await begin();
    const requests = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const served = requests.map(({ promise }) =>
      generations.current.serve(async ({ supergraph }) => {
        await promise;
        return supergraph.sdl;
      }),
    );
    await reloadWith(generations, 'two');
    expect(await generations.current.serve(async ({ supergraph }) => supergraph.sdl)).toBe('two');
    requests[0].resolve();
    await served[0];
    expect(closed).toEqual([]);
    requests[1].resolve();
    expect(await Promise.all(served)).toEqual(['one', 'one']);
    expect(closed).toEqual(['one']);
  });

  it('ends the old one at once where nothing is under way, also after a request that failed', async () => {
    const generations = await begin();
    await expect(generations.current.serve(() => Promise.reject(new Error('a fault')))).rejects.toThrow('a fault');
    await reloadWith(generations, 'two');
    expect(closed).toEqual(['one']);
  });
});

describe('a supergraph that is not taken', () => {
  it.each([
    ['bad', 'bad does not load'],
    ['odd', 'the supergraph cannot be served: odd breaks the planner'],
    ['gone', 'the file cannot be read'],
  ])('%s leaves the old one in place and says why', async (sdl, reason) => {
    const generations = await begin();
    expect(await reloadWith(generations, sdl)).toBe('one');
    expect([replaced, refused, closed]).toEqual([[], [reason], []]);
    expect(await reloadWith(generations, 'two')).toBe('two');
  });

  it('is not tried again while it is the same, nor is the old one built anew when it comes back', async () => {
    const generations = await begin();
    await reloadWith(generations, 'bad');
    await reloadWith(generations, 'bad');
    await reloadWith(generations, 'one');
    expect([built, refused.length, replaced]).toEqual([['one', 'bad'], 1, []]);
  });
});

it('replacements that come while one is being built become one', async () => {
  const generations = await begin();
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  text = 'two';
  const reloading = [generations.reload()];
  for (const sdl of ['three', 'four', 'five']) {
    text = sdl;
    reloading.push(generations.reload());
  }
  resolve();
  await Promise.all(reloading);
  expect(built).toEqual(['one', 'two', 'five']);
  expect([generations.current.number, replaced, closed]).toEqual([3, [2, 3], ['one', 'two']]);
});

it('the end waits for the last request', async () => {
  const generations = await begin();
  const { promise, resolve } = Promise.withResolvers<void>();
  const served = generations.current.serve(() => promise);
  const ending = generations.close();
  expect(closed).toEqual([]);
  resolve();
  await Promise.all([served, ending]);
  expect(closed).toEqual(['one']);
});

it('a rebuild makes a generation over the same supergraph, and one that fails leaves the old one in place', async () => {
  const rebuilds: boolean[] = [];
  const generations = await Generations.begin({ read: () => text, build, onRefused: (_reason, isRebuild) => rebuilds.push(isRebuild) });
  await generations.rebuild();
  expect([generations.current.number, built, closed]).toEqual([2, ['one', 'one'], ['one']]);
  text = 'bad';
  await generations.rebuild();
  text = 'odd';
  await generations.reload();
  expect([generations.current.number, rebuilds]).toEqual([2, [true, false]]);
});

it('what is built when the end comes is told, and ends as well', async () => {
  const signals: AbortSignal[] = [];
  const generations = await Generations.begin({
    read: () => text,
    build: (sdl, _previous, signal) => {
      signals.push(signal);
      return build(sdl);
    },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  gate = promise;
  text = 'two';
  const reloading = generations.reload();
  const closing = generations.close();
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  resolve();
  await Promise.all([reloading, closing]);
  expect(closed).toEqual(['one', 'two']);
});
