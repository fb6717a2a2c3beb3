// The planning workers of one composed schema and the plannings that wait for them. A worker that had to be ended is
// replaced at once; what waits goes on waiting.
//
//   plan ─ queue, bounded ─┬─ worker   one planning at a time, within its time and memory
//                          └─ worker
//
// The pools that there are (piscina, tinypool) hand out tasks to workers that know nothing. Ours know a schema, whose
// reading takes longer than most plannings, so that a worker's start and its end are the matter here; what
// such a pool does beyond that is the queue.

import type { PlanFailure, PlanOutcome, PlanRequest } from '../PlanOutcome.js';
import type { PlannedSchema } from './messages.js';
import { PlanningQueue, type PlanningJob } from './PlanningQueue.js';
import { PlanningWorker, type PlanningWorkerOptions, type WorkerEnd } from './PlanningWorker.js';

export interface PlanningPoolOptions extends PlanningWorkerOptions {
  /** Processes, 1 or more. */
  readonly workers: number;
  /** Plannings that may wait for one. */
  readonly maxQueued: number;
  /** Hears of each worker that ended by itself or had to be ended, before another takes its place. */
  readonly onWorkerEnded?: (end: WorkerEnd) => void;
}

/** How planning over a schema begins. Never rejects. */
export type StartPlanning = (options: PlanningPoolOptions) => Promise<PoolStart>;

/** In processes of its own. */
export const startPlanningPool: StartPlanning = (options) => PlanningPool.start(options);

export type PoolStart = { readonly kind: 'started'; readonly pool: PlanSource } | { readonly kind: 'unusable'; readonly reason: string };

/** A planning that was asked for. */
export interface Planning {
  /** Never rejects. */
  readonly outcome: Promise<PlanOutcome | PlanFailure>;
  /** Nobody waits for it any more. @returns whether it was dropped: one that has begun goes on. */
  giveUp(): boolean;
}

/** Where plans come from. */
export type PlanSource = Pick<PlanningPool, 'schema' | 'plan' | 'close' | 'waitingCount' | 'busyCount'>;

export class PlanningPool {
  /** What the workers know of the schema. */
  readonly schema: PlannedSchema;
  readonly #options: PlanningPoolOptions;
  readonly #queue: PlanningQueue;
  readonly #workers: Set<PlanningWorker>;
  #busyCount = 0;
  #isClosed = false;

  private constructor(options: PlanningPoolOptions, schema: PlannedSchema, workers: readonly PlanningWorker[]) {
    this.#options = options;
    this.#queue = new PlanningQueue(options.maxQueued);
    this.schema = schema;
    this.#workers = new Set(workers);
    for (const worker of workers) void this.#keepPlanning(worker);
  }

  /** Resolves when the first worker is ready, or has found that the schema cannot be served; never rejects. */
  static async start(options: PlanningPoolOptions): Promise<{ readonly kind: 'started'; readonly pool: PlanningPool } | Extract<PoolStart, { kind: 'unusable' }>> {
    const workers = Array.from({ length: options.workers }, () => new PlanningWorker(options));
    const start = await Promise.race(workers.map((worker) => worker.started));
    if (start.kind === 'ready') return { kind: 'started', pool: new PlanningPool(options, start.schema, workers) };
    await Promise.all(workers.map((worker) => worker.terminate()));
    return { kind: 'unusable', reason: start.kind === 'unusable' ? start.reason : describeEnd(start) };
  }

  /** Plannings that wait for a worker. */
  get waitingCount(): number {
    return this.#queue.waitingCount;
  }

  /** Workers that are planning. */
  get busyCount(): number {
    return this.#busyCount;
  }

  plan(request: PlanRequest): Planning {
    const { promise: outcome, resolve: settle } = Promise.withResolvers<PlanOutcome | PlanFailure>();
    const job: PlanningJob = { request, settle };
    this.#queue.add(job);
    return { outcome, giveUp: () => this.#queue.remove(job) };
  }

  /** Gives up what waits and ends the workers, also in the midst of a planning. Resolves when they are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#queue.close();
    await Promise.all(Array.from(this.#workers, (worker) => worker.terminate()));
  }

  /** The life of one place in the pool, from worker to worker. Never rejects. */
  async #keepPlanning(first: PlanningWorker): Promise<void> {
    let worker = first;
    while (!this.#isClosed) {
      if (worker.end !== undefined) worker = this.#replace(worker);
      const start = await worker.started;
      const job = await this.#queue.take();
      if (job === undefined) break;
      if (start.kind !== 'ready') {
        // Where no worker starts any more, each planning costs one attempt and fails: nothing is tried in a circle.
        job.settle({ kind: 'failed', cause: new Error(`no planning worker starts: ${start.kind === 'unusable' ? start.reason : describeEnd(start)}`) });
        await worker.terminate();
      } else if (worker.end !== undefined) {
        // It ended while it had nothing to do: by what the system did to it.
        this.#queue.putBack(job);
        this.#options.onWorkerEnded?.(worker.end);
      } else {
        this.#busyCount += 1;
        const outcome = await worker.plan(job.request);
        this.#busyCount -= 1;
        const isEnd = isWorkerEnd(outcome);
        job.settle(isEnd && this.#isClosed ? { kind: 'givenUp' } : outcome);
        if (isEnd && !this.#isClosed) this.#options.onWorkerEnded?.(outcome);
      }
    }
  }

  #replace(ended: PlanningWorker): PlanningWorker {
    const worker = new PlanningWorker(this.#options);
    this.#workers.delete(ended);
    // It may be over for us and live on.
    void ended.terminate();
    this.#workers.add(worker);
    return worker;
  }
}

function isWorkerEnd(outcome: PlanOutcome | PlanFailure): outcome is WorkerEnd {
  return outcome.kind === 'outOfTime' || outcome.kind === 'outOfMemory' || outcome.kind === 'failed';
}

/** In a few words, for the operator. */
function describeEnd(end: WorkerEnd): string {
  switch (end.kind) {
    case 'outOfTime':
      return 'planning took too long';
    case 'outOfMemory':
      return 'planning takes more memory than planning.maxWorkerMegabytes allows';
    case 'failed':
      return end.cause instanceof Error ? end.cause.message : String(end.cause);
  }
}
