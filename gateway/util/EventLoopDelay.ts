// How late the event loop is: what every request waits each time that it comes to its turn. Told as the mean of the last
// half second, so that one long turn is no alarm.

import { monitorEventLoopDelay } from 'node:perf_hooks';

const SAMPLE_MS = 500;
/** How often the loop is looked at; part of what the histogram counts. */
const RESOLUTION_MS = 20;

export class EventLoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;
  #delayMs = 0;

  constructor() {
    this.#histogram.enable();
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  get delayMs(): number {
    return this.#delayMs;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#histogram.disable();
  }

  #sample(): void {
    const { mean } = this.#histogram;
    // Without a single look at the loop it has stood still all the time.
    this.#delayMs = Number.isNaN(mean) ? SAMPLE_MS : Math.max(0, mean / 1e6 - RESOLUTION_MS);
    this.#histogram.reset();
  }
}
