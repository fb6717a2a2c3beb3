// What a planning worker and the gateway that started it say to each other. A worker plans one operation after the
// other: it is sent the next when it has answered the last.

import type { Composition } from '../../supergraph/readComposition.js';
import type { PlanOutcome } from '../PlanOutcome.js';

/** What a worker is started with. */
export interface WorkerInput {
  /** The composed schema. */
  readonly sdl: string;
  /** Fetches that a plan may have. */
  readonly maxFetches: number;
}

/** What a worker knows of its schema when it is ready to plan. */
export interface PlannedSchema {
  readonly composition: Composition;
  /** Labels of progressive @override, each with its percentage. */
  readonly overridePercents: ReadonlyMap<string, number>;
}

export type WorkerMessage =
  | { readonly kind: 'ready'; readonly schema: PlannedSchema }
  /** The schema is none that can be served; the worker ends. */
  | { readonly kind: 'unusable'; readonly reason: string }
  | { readonly kind: 'outcome'; readonly outcome: PlanOutcome };
