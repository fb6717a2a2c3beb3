// Random histories of a breaker and their judge: fast-check's commands, each of which does the same to a breaker and to
// the model and compares all that can be seen of the two.

import {
  asyncModelRun,
  commands,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  record,
  type Arbitrary,
  type AsyncCommand,
} from 'fast-check';
import type { AdmittedPermit, BreakerState, CallOutcome, OperableBreaker } from '../../../gateway/subgraph/breaker/Breaker.js';
import type { BreakerOptions, BreakerSettings } from '../../../gateway/subgraph/breaker/RollingBreaker.js';
import { ModelBreaker, type ModelCall } from './ModelBreaker.js';

/** A breaker in a world of its own, with time that only moves when it is told to. */
export interface BreakerWorld {
  readonly breaker: Pick<OperableBreaker, 'state' | 'request'> & Partial<OperableBreaker>;
  /** Told of each change, the last at the end. */
  readonly changes: readonly BreakerState[];
  /** Moves time; below 0 the clock is set back. */
  move(ms: number): Promise<void>;
  /** Lets what was settled be heard. */
  settled(): Promise<void>;
}

export type CreateWorld = (options: Omit<BreakerOptions, 'clock'>) => BreakerWorld;

/** Small numbers: edges are met often. Windows of a tenth of 1,000 ms are 100 ms wide. */
export const SETTINGS: BreakerSettings & { readonly probeLeaseMs: number } = {
  minimumCalls: 3,
  failureRatio: 0.5,
  slowCallMs: 300,
  slowCallRatio: 0.6,
  windowMs: 1_000,
  openMs: 400,
  maxOpenMs: 1_500,
  probes: 3,
  probeLeaseMs: 700,
};

export type Step =
  | { readonly kind: 'call' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'settle'; readonly which: number; readonly outcome: CallOutcome }
  | { readonly kind: 'settleAgain'; readonly which: number; readonly outcome: CallOutcome }
  | { readonly kind: 'override'; readonly state: 'forcedOpen' | 'metricsOnly'; readonly forMs: number }
  | { readonly kind: 'release' };

interface Pair {
  readonly permit: AdmittedPermit;
  readonly call: ModelCall;
}

interface Run {
  readonly model: ModelBreaker;
  readonly underWay: Pair[];
  readonly ended: Pair[];
  nowMs: number;
}

interface Real {
  readonly world: BreakerWorld;
}

const START_MS = 5_000;

const outcome = constantFrom<CallOutcome>('success', 'success', 'failure', 'failure', 'failure', 'neutral');

const plainStep: readonly { readonly weight: number; readonly arbitrary: Arbitrary<Step> }[] = [
  { weight: 6, arbitrary: constant<Step>({ kind: 'call' }) },
  // The edges of windows, leases and open times, long gaps, and arbitrary moments.
  { weight: 2, arbitrary: record({ kind: constant('wait' as const), ms: oneof(constantFrom(1, 99, 100, 299, 300, 399, 400, 699, 700, 800, 1_500, 5_000), integer({ min: 1, max: 2_000 })) }) },
  { weight: 7, arbitrary: record({ kind: constant('settle' as const), which: nat(7), outcome }) },
];

const operatedStep: typeof plainStep = [
  ...plainStep.map(({ weight, arbitrary }) => ({ weight: 10 * weight, arbitrary })),
  { weight: 10, arbitrary: record({ kind: constant('wait' as const), ms: constantFrom(-1, -350, -5_000) }) },
  { weight: 10, arbitrary: record({ kind: constant('settleAgain' as const), which: nat(20), outcome }) },
  { weight: 3, arbitrary: record({ kind: constant('override' as const), state: constantFrom('forcedOpen' as const, 'metricsOnly' as const), forMs: constantFrom(1, 500, 2_000) }) },
  { weight: 3, arbitrary: constant<Step>({ kind: 'release' }) },
];

/** @param withOperators also overrides, clocks that are set back and calls that end twice, which not every breaker has. */
export function histories(withOperators: boolean) {
  const step = oneof(...(withOperators ? operatedStep : plainStep));
  return commands([step.map((each): AsyncCommand<Run, Real> => new StepCommand(each))], { maxCommands: 80, size: 'max' });
}

/** @throws an Error that tells both sides where they differ. */
export async function follow(history: Iterable<AsyncCommand<Run, Real>>, createWorld: CreateWorld, settings = SETTINGS): Promise<void> {
  await asyncModelRun(() => {
    const world = createWorld({ ...settings, name: 'test', random: () => 0 });
    return { model: { model: new ModelBreaker(settings, START_MS), underWay: [], ended: [], nowMs: START_MS }, real: { world } };
  }, history);
}

/** A history that somebody has written down. */
export function historyOf(...steps: readonly Step[]): AsyncCommand<Run, Real>[] {
  return steps.map((step) => new StepCommand(step));
}

class StepCommand implements AsyncCommand<Run, Real> {
  readonly #step: Step;

  constructor(step: Step) {
    this.#step = step;
  }

  check(): boolean {
    return true;
  }

  async run(run: Run, { world }: Real): Promise<void> {
    const { model } = run;
    const step = this.#step;
    if (step.kind === 'wait') {
      await world.move(step.ms);
      run.nowMs += step.ms;
    }
    const state = world.breaker.state;
    model.passTo(run.nowMs);
    agree(step, 'state', state, model.state);
    await this.#act(run, world);
    agree(step, 'state', world.breaker.state, model.state);
    agree(step, 'changes', world.changes, model.states.slice(1));
    const snapshot = world.breaker.snapshot?.();
    if (snapshot === undefined) return;
    const { calls, failures, slowCalls } = snapshot;
    agree(step, 'counts', { calls, failures, slowCalls }, model.counts());
  }

  async #act({ model, underWay, ended }: Run, world: BreakerWorld): Promise<void> {
    const step = this.#step;
    const { breaker } = world;
    switch (step.kind) {
      case 'wait':
        return;
      case 'call': {
        const permit = breaker.request();
        const call = model.request();
        agree(step, 'admitted', permit.kind === 'admitted', 'era' in call);
        if (permit.kind === 'refused' && 'retryAtMs' in call) agree(step, 'retryAt', permit.retryAt.getTime(), call.retryAtMs);
        else if (permit.kind === 'admitted' && 'era' in call) underWay.push({ permit, call });
        break;
      }
      case 'settle': {
        const [pair] = underWay.splice(step.which % Math.max(1, underWay.length), 1);
        if (pair === undefined) return;
        pair.permit.settle(step.outcome);
        model.settle(pair.call, step.outcome);
        ended.push(pair);
        break;
      }
      case 'settleAgain':
        ended[step.which % Math.max(1, ended.length)]?.permit.settle(step.outcome);
        break;
      case 'override':
        breaker.override?.({ kind: step.state, reason: 'a test', forMs: step.forMs });
        model.override(step.state, step.forMs);
        break;
      case 'release':
        breaker.release?.();
        model.release();
        break;
    }
    await world.settled();
  }

  toString(): string {
    return JSON.stringify(this.#step);
  }
}

function agree(step: Step, what: string, found: unknown, expected: unknown): void {
  const [is, must] = [JSON.stringify(found), JSON.stringify(expected)];
  if (is !== must) throw new Error(`after ${JSON.stringify(step)}: ${what}: expected ${must}, found ${is}`);
}

/** The world of a breaker of ours: nothing in it runs by itself. */
export function worldOf(Breaker: new (options: BreakerOptions) => OperableBreaker): CreateWorld {
  return (options) => {
    let nowMs = START_MS;
    const changes: BreakerState[] = [];
    const breaker = new Breaker({ ...options, clock: { nowMs: () => nowMs }, onStateChange: (_name, state) => changes.push(state) });
    return {
      breaker,
      changes,
      move: async (ms) => {
        nowMs += ms;
      },
      settled: async () => undefined,
    };
  };
}
