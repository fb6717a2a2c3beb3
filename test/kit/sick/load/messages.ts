// What is said between the load's process and who runs it. One answer to each message.

import type { AskedOperation } from '../operations.js';

export type LoadMessage =
  | { readonly kind: 'learn'; readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly operations: readonly AskedOperation[]; readonly boundMs: number }
  | { readonly kind: 'saturate'; readonly connections: number; readonly durationMs: number }
  | ({ readonly kind: 'run' } & Arrivals)
  | { readonly kind: 'recover'; readonly agency: string; readonly boundMs: number };

/** An open loop: requests come when they come, however long the answers before them take. */
export interface Arrivals {
  /** On average; the gaps between two are as chance has it (exponential). */
  readonly perSecond: number;
  readonly durationMs: number;
  /** The same arrivals of the same requests for the same seed. */
  readonly seed: string;
  /** Operations that ask this agency are needing ones; all others are spared. */
  readonly agency: string;
  /** Whether it is sick. */
  readonly isSick: boolean;
}

/** What was learned: which agencies each operation asks, and how often it comes among the others. */
export interface Learned {
  readonly operations: readonly { readonly name: string; readonly weight: number; readonly agencies: readonly string[] }[];
}

export interface Saturated {
  readonly perSecond: number;
}

/** Latencies are milliseconds from the moment when the request was to be sent, so that a late client counts as well. */
export interface RunResult {
  readonly spared: {
    readonly latenciesMs: readonly number[];
    /** Not answered whole: how many, and what was wrong with the first of them. */
    readonly lost: number;
    readonly problems: readonly string[];
  };
  readonly needing: {
    readonly count: number;
    /** Answered whole, although the agency is sick. */
    readonly whole: number;
    /** Answered with the rest: how many with each code. */
    readonly rest: Readonly<Record<string, number>>;
    readonly wrong: number;
    readonly problems: readonly string[];
    readonly latenciesMs: readonly number[];
  };
  /** By how much the client itself was late at most: where that is long, the machine was too busy to measure. */
  readonly clientLateMs: number;
}

export interface Recovered {
  /** Until each operation that needs the agency was answered whole; undefined where that did not happen in time. */
  readonly afterMs: number | undefined;
}
