// The simulation runs, can be had again, and would show a breaker that got worse. Its figures stand in docs/isolation.md.

import { describe, expect, it } from 'vitest';
import { contendersWith } from './contenders.js';
import { OUTAGES } from './outages.js';
import { proveBreaker } from './proveBreaker.js';
import { seededRandom } from './seededRandom.js';
import { simulate, type SimulationResult } from './simulate.js';

async function print(...args: string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  return { code: await proveBreaker(args, (line) => lines.push(line)), lines };
}

async function run(outageName: string, contenderName: string, settings = {}): Promise<SimulationResult> {
  const outage = OUTAGES.find(({ name }) => name === outageName);
  const contender = contendersWith(settings).find(({ name }) => name === contenderName);
  if (outage === undefined || contender === undefined) throw new Error('there is no such outage or breaker');
  return simulate({ outage, createBreaker: (onStateChange) => contender.create(seededRandom(1), onStateChange), callsPerSecond: 20, timeoutMs: 1_000, random: seededRandom(2) });
}

describe('the command', () => {
  it('prints a row for each outage and breaker, the same for the same seed', async () => {
    const first = await print('--runs', '2', '--rate', '5');
    expect(first.code).toBe(0);
    expect(first.lines.filter((line) => line.startsWith('| '))).toHaveLength(1 + OUTAGES.length * contendersWith({}).length);
    expect(await print('--runs', '2', '--rate', '5')).toEqual(first);
    expect(await print('--runs', '2', '--rate', '5', '--seed', '2')).not.toEqual(first);
  });

  it('tells what it does', async () => {
    const { code, lines } = await print('--help');
    expect(code).toBe(0);
    expect(lines.join('\n')).toContain('--rate N');
  });

  it.each([
    [['--runs', '0'], '--runs: expected a whole number from 1 to 10000, found 0'],
    [['--runs', '10001'], '--runs: expected a whole number from 1 to 10000, found 10001'],
    [['--rate', 'fast'], '--rate: expected a whole number from 1 to 1000, found fast'],
    [['--set', 'minimumCalls=0'], 'found minimumCalls=0'],
    [['--set', 'minimum=1'], 'found minimum=1'],
    [['--set', 'probes'], 'found probes'],
    [['--speed', '1'], '--speed'],
  ])('refuses %j', async (args, says) => {
    const { code, lines } = await print(...args);
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain(says);
  });
});

describe('the gateway\'s breaker', () => {
  it('opens on a dead agency and asks it little, and is heard again', async () => {
    const result = await run('hard failure', 'ours');
    expect(result).toMatchObject({ falseOpens: 0, answeredRatio: 0 });
    expect(result.openedAfterMs).toBeLessThan(6_000);
    expect(result.probesPerWindow).toBeGreaterThan(0);
    expect(result.probesPerWindow).toBeLessThan(4);
    expect(result.recoveredAfterMs).toBeLessThan(12_000);
  });

  it.each(['30 % errors', 'restart', 'health'])('does not open in the case of %s', async (name) => {
    expect(await run(name, 'ours')).toMatchObject({ openedAfterMs: undefined, falseOpens: 0 });
  });

  it('is what is measured: with another setting it does worse', async () => {
    const [usual, slow] = [await run('hard failure', 'ours'), await run('hard failure', 'ours', { maxOpenMs: 60_000 })];
    expect(slow.probesPerWindow).toBeLessThan(usual.probesPerWindow ?? 0);
    expect((await run('30 % errors', 'ours', { failureRatio: 0.2 })).falseOpens).toBeGreaterThan(0);
  });
});

it('opossum, with its usual settings, stays away from an agency that is well again for longer', async () => {
  const [ours, opossum] = [await run('flapping', 'ours'), await run('flapping', 'opossum')];
  expect(opossum.answeredRatio).toBeLessThan(ours.answeredRatio);
  expect(opossum.refusedWhileWell).toBeGreaterThan(ours.refusedWhileWell);
});
