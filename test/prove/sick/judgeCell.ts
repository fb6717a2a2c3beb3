// What was found in a cell, as figures, and what of the promise does not hold in it.

import { BREAKER_CODE } from '../../kit/sick/faults.js';
import { median, percentile } from '../Proof.js';
import type { Cell, Round, Side } from './runCell.js';

export interface CellFigures {
  /** Of the operations that do not need the sick agency; milliseconds. */
  readonly healthyP99: number;
  readonly sickP99: number;
  /** Median over the rounds. */
  readonly ratio: number;
  /** The fewest latencies that a p99 was taken of. */
  readonly samples: number;
  readonly lost: number;
  readonly needing: { readonly count: number; readonly whole: number; readonly rest: Readonly<Record<string, number>>; readonly wrong: number };
  readonly slowestNeedingMs: number;
  /** CPU time of the gateway for a request, sick beside healthy. */
  readonly cpuRatio: number;
  readonly healthyResidentBytes: number;
  readonly sickResidentBytes: number;
  /** Of the heap and of buffers beside it, while sick. */
  readonly heapBytes: number;
  readonly bufferBytes: number;
  readonly loopHeldMs: number;
  /** By how much the clients were late at most. */
  readonly clientLateMs: number;
  readonly recoveredAfterMs: number | undefined;
}

/** What is promised. */
export const PROMISED = {
  ratio: 1.3,
  /** `requestTimeoutMs` of a query by default. */
  deadlineMs: 2_000,
  /** Of the measurement itself: a client that could not send in time has measured its own machine. */
  clientLateMs: 100,
  /** Beside the most of the healthy round before: less than what the bulkhead lets be under way at the cap of each answer. */
  grownBytes: 256 * 1_048_576,
  cpuRatio: 3,
  /** `maxOpenMs` by default, and a second for the probe. */
  recoveryMs: 11_000,
} as const;

export function figuresOf({ rounds }: Cell): CellFigures {
  const [healthy, sick] = [rounds.map((round) => round.healthy), rounds.map((round) => round.sick)];
  const needing = sick.map((side) => side.needing);
  const recoveries = rounds.map(({ recoveredAfterMs }) => recoveredAfterMs);
  return {
    healthyP99: median(healthy.map(p99Of)),
    sickP99: median(sick.map(p99Of)),
    ratio: median(rounds.map((round) => p99Of(round.sick) / p99Of(round.healthy))),
    samples: Math.min(...[...healthy, ...sick].map(({ spared }) => spared.latenciesMs.length)),
    lost: sum(sick.map(({ spared }) => spared.lost)),
    needing: { count: sum(needing.map(({ count }) => count)), whole: sum(needing.map(({ whole }) => whole)), rest: addUp(needing.map(({ rest }) => rest)), wrong: sum(needing.map(({ wrong }) => wrong)) },
    slowestNeedingMs: Math.max(0, ...needing.flatMap(({ latenciesMs }) => latenciesMs)),
    cpuRatio: median(rounds.map((round) => cpuOf(round.sick) / cpuOf(round.healthy))),
    healthyResidentBytes: Math.max(...healthy.map(({ vitals }) => vitals.peakResidentBytes)),
    sickResidentBytes: Math.max(...sick.map(({ vitals }) => vitals.peakResidentBytes)),
    heapBytes: Math.max(...sick.map(({ vitals }) => vitals.peakHeapBytes)),
    bufferBytes: Math.max(...sick.map(({ vitals }) => vitals.peakBufferBytes)),
    loopHeldMs: Math.max(...sick.map(({ vitals }) => vitals.loopHeldMs)),
    clientLateMs: Math.max(...[...healthy, ...sick].map((side) => side.clientLateMs)),
    recoveredAfterMs: recoveries.includes(undefined) ? undefined : Math.max(...recoveries.map((ms) => ms ?? 0)),
  };
}

/** In words; empty where all that is promised holds. */
export function shortfallsOf(cell: Cell, figures: CellFigures): readonly string[] {
  const { fault, rounds } = cell;
  const { needing } = figures;
  const strange = Object.keys(needing.rest).filter((code) => code !== BREAKER_CODE && !fault.codes.some((known) => known === code));
  const checks: readonly (readonly [isBroken: boolean, words: string])[] = [
    [rounds.some(({ healthy }) => healthy.spared.lost + healthy.needing.wrong > 0), `something was lost while all were well: the machine was too busy (${firstProblem(rounds, 'healthy')})`],
    [figures.clientLateMs > PROMISED.clientLateMs, `the clients were late by ${figures.clientLateMs.toFixed(0)} ms: the machine was too busy`],
    [figures.lost > 0, `${figures.lost} that do not need the agency were lost (${firstProblem(rounds, 'sick')})`],
    [figures.ratio > PROMISED.ratio, `p99 × ${figures.ratio.toFixed(2)}`],
    [needing.wrong > 0, `${needing.wrong} answers were wrong (${firstProblem(rounds, 'sick')})`],
    [!fault.isPartial && needing.whole > 0, `${needing.whole} answers were whole although the agency cannot have answered`],
    [strange.length > 0, `${strange.join(', ')} is no code of this fault`],
    [figures.slowestNeedingMs >= PROMISED.deadlineMs, `an answer took ${figures.slowestNeedingMs.toFixed(0)} ms`],
    [figures.sickResidentBytes > figures.healthyResidentBytes + PROMISED.grownBytes, 'memory'],
    [figures.cpuRatio > PROMISED.cpuRatio, `CPU × ${figures.cpuRatio.toFixed(1)}`],
    [(figures.recoveredAfterMs ?? Infinity) > PROMISED.recoveryMs, 'not heard again in time'],
  ];
  return checks.filter(([isBroken]) => isBroken).map(([, words]) => words);
}

function firstProblem(rounds: readonly Round[], side: 'healthy' | 'sick'): string {
  return rounds.flatMap(({ [side]: { spared, needing } }) => [...spared.problems, ...needing.problems])[0] ?? '';
}

function p99Of({ spared }: Side): number {
  return percentile(spared.latenciesMs, 0.99);
}

function cpuOf({ vitals, spared, needing }: Side): number {
  return vitals.cpuMs / (spared.latenciesMs.length + needing.count);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function addUp(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const names = new Set(counts.flatMap((each) => Object.keys(each)));
  return Object.fromEntries(Array.from(names, (name) => [name, sum(counts.map((each) => each[name] ?? 0))]));
}
