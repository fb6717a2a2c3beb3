// One planning worker as the gateway sees it that started it: it becomes ready, plans one operation at a time, and ends:
// when it is told to, when a planning takes too long (what computes without a pause can only be ended), or by a fault of
// its own. It is not started again: the pool puts another in its place.
//
// It is a process, since what keeps it from holding up the requests cannot be had for a thread of the gateway's: a heap
// that is collected without the help of others.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
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
  | { readonly kind: 'over'; readonly end: WorkerEnd };

const ENTRY = new URL('./main.js', import.meta.url);

/**
 * No helpers for compiling and collecting garbage: there are as many as cores in every process, and with those of a
 * planning that makes much garbage the event loop would have had to share two cores with five threads that compute.
 */
const ONE_THREAD = '--single-threaded';

/** Megabytes for young objects from the first on: a worker reads a schema before all else, and would collect it some dozen times. */
const ROOM_TO_START = '--min-semi-space-size=16';

export class PlanningWorker {
  /** Undefined where none could be had. */
  readonly #worker: ChildProcess | undefined;
  readonly #timeoutMs: number;
  readonly #start = Promise.withResolvers<WorkerStart>();
  #state: State = { kind: 'starting' };

  constructor({ sdl, maxFetches, timeoutMs, maxHeapMegabytes }: PlanningWorkerOptions) {
    this.#timeoutMs = timeoutMs;
    try {
      this.#worker = this.#begin(maxHeapMegabytes);
      this.#send({ sdl, maxFetches });
    } catch (cause) {
      // The system has no process to give, or no file.
      this.#end({ kind: 'failed', cause });
    }
  }

  /** Never rejects. */
  get started(): Promise<WorkerStart> {
    return this.#start.promise;
  }

  /** How it ended; undefined as long as it has not. */
  get end(): WorkerEnd | undefined {
    return this.#state.kind === 'over' ? this.#state.end : undefined;
  }

  /** To be called when it has started and the last planning is done. Never rejects; after a failure the worker is over. */
  plan(request: PlanRequest): Promise<PlanOutcome | PlanFailure> {
    if (this.#state.kind !== 'idle') return Promise.resolve({ kind: 'failed', cause: new Error(`a planning worker is asked to plan while ${this.#state.kind}`) });
    const { promise, resolve: settle } = Promise.withResolvers<PlanOutcome | PlanFailure>();
    const timer = setTimeout(() => {
      this.#end({ kind: 'outOfTime' });
      this.#worker?.kill('SIGKILL');
    }, this.#timeoutMs);
    this.#state = { kind: 'planning', settle, timer };
    this.#worker?.ref();
    this.#worker?.channel?.ref();
    this.#send(request);
    return promise;
  }

  /** Ends it, whatever it does. Resolves when the process is gone. */
  async terminate(): Promise<void> {
    this.#end({ kind: 'failed', cause: new Error('a planning worker was told to end') });
    const worker = this.#worker;
    if (worker?.pid === undefined || worker.exitCode !== null || worker.signalCode !== null) return;
    worker.ref();
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }

  #begin(maxHeapMegabytes: number): ChildProcess {
    const worker = fork(ENTRY, [], {
      execArgv: [ONE_THREAD, ROOM_TO_START, `--max-old-space-size=${maxHeapMegabytes}`],
      // Nothing of the gateway's own: no secret of the environment, no module that was preloaded for its sake, no output.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    worker.on('message', (message: WorkerMessage) => this.#hear(message));
    worker.on('error', (error) => this.#end({ kind: 'failed', cause: error }));
    worker.on('exit', (code, signal) => this.#end(isOutOfMemory(code, signal) ? { kind: 'outOfMemory' } : { kind: 'failed', cause: new Error(`a planning worker ended with ${code ?? signal}`) }));
    return worker;
  }

  /** What cannot be sent comes back as the worker's end. */
  #send(message: WorkerInput | PlanRequest): void {
    this.#worker?.send(message, (error) => error && this.#end({ kind: 'failed', cause: error }));
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
    this.#worker?.unref();
    this.#worker?.channel?.unref();
  }

  /** Without effect when it is over: the first reason is the true one. */
  #end(end: WorkerEnd): void {
    const ended = this.#state;
    if (ended.kind === 'over') return;
    this.#state = { kind: 'over', end };
    if (ended.kind === 'starting') this.#start.resolve(end);
    if (ended.kind !== 'planning') return;
    clearTimeout(ended.timer);
    ended.settle(end);
  }
}

/** V8 gives up, and the process with it, where `--max-old-space-size` is reached: 134 is how Windows tells it. */
function isOutOfMemory(code: number | null, signal: NodeJS.Signals | null): boolean {
  return signal === 'SIGABRT' || code === 134;
}
