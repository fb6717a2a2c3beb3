// Plannings that wait for a worker, in the order in which they came, a bounded number. Workers that have nothing to do
// wait for plannings, so one of the two lists is always empty.

import type { PlanFailure, PlanOutcome, PlanRequest } from '../PlanOutcome.js';

export interface PlanningJob {
  readonly request: PlanRequest;
  readonly settle: (outcome: PlanOutcome | PlanFailure) => void;
}

export class PlanningQueue {
  readonly #maxWaiting: number;
  #jobs: PlanningJob[] = [];
  #takers: ((job: PlanningJob | undefined) => void)[] = [];
  #isClosed = false;

  /** @param maxWaiting jobs that may wait, beside those that are being planned. */
  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /** Jobs that nobody has taken. */
  get waitingCount(): number {
    return this.#jobs.length;
  }

  /** Settles the job at once where there is no place for it. */
  add(job: PlanningJob): void {
    if (this.#isClosed) return job.settle({ kind: 'givenUp' });
    const taker = this.#takers.shift();
    if (taker !== undefined) return taker(job);
    if (this.#jobs.length >= this.#maxWaiting) return job.settle({ kind: 'queueFull' });
    this.#jobs.push(job);
  }

  /** The next job goes to who has waited longest for one; undefined once the queue is closed. */
  take(): Promise<PlanningJob | undefined> {
    const job = this.#jobs.shift();
    if (job !== undefined || this.#isClosed) return Promise.resolve(job);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  /** Gives a job that was taken to who waits for one, or puts it back before all others. */
  putBack(job: PlanningJob): void {
    if (this.#isClosed) return job.settle({ kind: 'givenUp' });
    const taker = this.#takers.shift();
    if (taker !== undefined) taker(job);
    else this.#jobs.unshift(job);
  }

  /** Gives up a job that still waits. @returns false for one that was taken. */
  remove(job: PlanningJob): boolean {
    if (!this.#jobs.includes(job)) return false;
    this.#jobs = this.#jobs.filter((each) => each !== job);
    job.settle({ kind: 'givenUp' });
    return true;
  }

  /** Gives up all that wait. */
  close(): void {
    this.#isClosed = true;
    for (const job of this.#jobs.splice(0)) job.settle({ kind: 'givenUp' });
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }
}
