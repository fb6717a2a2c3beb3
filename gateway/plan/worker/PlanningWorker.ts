// One planning worker as the thread sees it that started it: it becomes ready, plans one operation at a time, and ends:
// when it is told to, when a planning takes too long (a thread that computes can only be terminated), or by a fault of
// its own. It is not started again: the pool puts another in its place.

import { Worker } from 'node:worker_threads';
import type { PlanFailure, PlanOutcome, PlanRequest } from '../PlanOutcome.js';
import type { PlannedSchema, WorkerInput, WorkerMessage } from './messages.js';

export interface PlanningWorkerOptions extends WorkerInput {
  /** The longest that one planning may take. */
  readonly timeoutMs: number;
  /** Heap that the worker may use; beyond it ends. */
  readonly maxHeapMegabytes: number;
}

export type WorkerStart = { readonly kind: 'ready'; readonly schema: PlannedSchema } | { readonly kind: 'unusable'; readonly reason: string } | WorkerEnd;

/** How a worker ends that was not told to. */
export type WorkerEnd = Extract<PlanFailure, { readonly kind: (typeof WORKER_ENDS)[number] }>;

export const WORKER_ENDS = ['outOfTime', 'outOfMemory', 'failed'] as const;

type State =
  | { readonly kind: 'starting' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'planning'; readonly settle: (outcome: PlanOutcome | PlanFailure) => void; readonly timer: NodeJS.Timeout }
  | { readonly kind: 'over' };

const ENTRY = new URL('./main.js', import.meta.url);

export class PlanningWorker {
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  readonly #start = Promise.withResolvers<WorkerStart>();
  #state: State = { kind: 'starting' };

  constructor({ sdl, maxFetches, timeoutMs, maxHeapMegabytes }: PlanningWorkerOptions) {
    this.#timeoutMs = timeoutMs;
    this.#worker = new Worker(ENTRY, {
      name: 'planning',
      workerData: { sdl, maxFetches } satisfies WorkerInput,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
      // Nothing of the process's own: no secret of the environment, no module that was preloaded for its sake.
      env: {},
      execArgv: [],
    });
    this.#worker.on('message', (message: WorkerMessage) => this.#hear(message));
    this.#worker.on('error', (error) => this.#end(isOutOfMemory(error) ? { kind: 'outOfMemory' } : { kind: 'failed', cause: error }));
    this.#worker.on('exit', (code) => this.#end({ kind: 'failed', cause: new Error(`a planning worker ended with ${code}`) }));
  }

  /** Never rejects. */
  get started(): Promise<WorkerStart> {
    return this.#start.promise;
  }

  get isOver(): boolean {
    return this.#state.kind === 'over';
  }

  /** To be called when it has started and the last planning is done. Never rejects; after a failure the worker is over. */
  plan(request: PlanRequest): Promise<PlanOutcome | PlanFailure> {
    if (this.#state.kind !== 'idle') return Promise.resolve({ kind: 'failed', cause: new Error(`a planning worker is asked to plan while ${this.#state.kind}`) });
    const { promise, resolve: settle } = Promise.withResolvers<PlanOutcome | PlanFailure>();
    const timer = setTimeout(() => {
      this.#end({ kind: 'outOfTime' });
      void this.#worker.terminate();
    }, this.#timeoutMs);
    this.#state = { kind: 'planning', settle, timer };
    this.#worker.ref();
    this.#worker.postMessage(request);
    return promise;
  }

  /** Ends it, whatever it does. Resolves when the thread is gone. */
  async terminate(): Promise<void> {
    this.#end({ kind: 'failed', cause: new Error('a planning worker was told to end') });
    await this.#worker.terminate();
  }

  #hear(message: WorkerMessage): void {
    if (this.#state.kind === 'over') return;
    switch (message.kind) {
      case 'ready':
        this.#becomeIdle();
        this.#start.resolve(message);
        return;
      case 'unusable':
        this.#start.resolve(message);
        void this.terminate();
        return;
      case 'outcome':
        if (this.#state.kind !== 'planning') return;
        clearTimeout(this.#state.timer);
        this.#state.settle(message.outcome);
        this.#becomeIdle();
    }
  }

  /** A process that has nothing else to do may end while a worker waits for work. */
  #becomeIdle(): void {
    this.#state = { kind: 'idle' };
    this.#worker.unref();
  }

  /** Without effect when it is over: the first reason is the true one. */
  #end(end: WorkerEnd): void {
    const ended = this.#state;
    this.#state = { kind: 'over' };
    if (ended.kind === 'starting') this.#start.resolve(end);
    if (ended.kind !== 'planning') return;
    clearTimeout(ended.timer);
    ended.settle(end);
  }
}

/** Node's own word for a worker that reached its `resourceLimits`. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
