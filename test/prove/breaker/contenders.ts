// The breakers of the simulation: the gateway's with the defaults of its configuration, and opossum as its own
// documentation sets it up.

import { mock } from 'node:test';
import type { BreakerState } from '../../../gateway/subgraph/breaker/Breaker.js';
import { RollingBreaker, type BreakerSettings } from '../../../gateway/subgraph/breaker/RollingBreaker.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { PlainOpossum } from '../../kit/breaker/plainOpossum.js';
import type { SimulatedBreaker } from './simulate.js';

export interface Contender {
  readonly name: string;
  readonly settings: string;
  create(random: () => number, onStateChange: (state: BreakerState) => void): SimulatedBreaker;
}

/** When callers give up a call: the default of `agencies.<name>.timeoutMs`, for both. */
export const TIMEOUT_MS = 1_000;

/** As in the example of opossum's README, which is where most of its users begin. Its timeout is the callers'. */
const USUAL = { timeout: TIMEOUT_MS, errorThresholdPercentage: 50, resetTimeout: 30_000 };

/** @param overrides settings of ours that differ from the defaults. */
export function contendersWith(overrides: Partial<BreakerSettings>): readonly Contender[] {
  return [
    { name: 'ours', settings: `the defaults of agencies.<name>.breaker${Object.entries(overrides).map(([name, value]) => `, ${name} ${value}`).join('')}`, create: ours(overrides) },
    { name: 'ours, impatient', settings: 'the same with slowCallRatio 0.5', create: ours({ ...overrides, slowCallRatio: 0.5 }) },
    { name: 'opossum', settings: 'timeout 1000, errorThresholdPercentage 50, resetTimeout 30000, volumeThreshold 0, window 10000', create: opossum },
  ];
}

function ours(settings: Partial<BreakerSettings>): Contender['create'] {
  const [agency] = Object.values(loadConfig({ env: {} }).agencies);
  if (agency === undefined) throw new Error('no agency is configured');
  return (random, onStateChange) => {
    let nowMs = 0;
    const breaker = new RollingBreaker({
      ...agency.breaker,
      slowCallMs: agency.breaker.slowCallMs ?? TIMEOUT_MS / 2,
      ...settings,
      name: 'simulated',
      probeLeaseMs: 2 * TIMEOUT_MS,
      clock: { nowMs: () => nowMs },
      random,
      onStateChange: (_name, state) => onStateChange(state),
    });
    return { breaker, passTo: (ms) => void (nowMs = ms), settled: async () => undefined, close: () => undefined };
  };
}

function opossum(_random: () => number, onStateChange: (state: BreakerState) => void): SimulatedBreaker {
  let nowMs = 0;
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 0 });
  const breaker = new PlainOpossum({ ...USUAL }, () => nowMs, onStateChange);
  return {
    breaker,
    passTo: (ms) => {
      mock.timers.tick(Math.floor(ms) - Math.floor(nowMs));
      nowMs = ms;
    },
    // It hears of an outcome some promises after it.
    settled: async () => {
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
    close: () => {
      breaker.close();
      mock.timers.reset();
    },
  };
}
