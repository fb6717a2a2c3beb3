// Whether an agency is under announced maintenance, and until when. It is then not called: its answers say UNAVAILABLE and
// when to ask again, and no breaker takes the silence for sickness.

import type { MaintenanceConfig } from '../../config/maintenanceSchema.js';
import type { Clock } from '../../util/Clock.js';
import { spansAt } from './MaintenanceWindow.js';

/** Windows that follow each other without a gap are one; further ahead than this nobody wants to be told of. */
const LONGEST_MS = 366 * 86_400_000;

export class Maintenance {
  readonly #windows: MaintenanceConfig;
  readonly #clock: Clock;

  /** @param clock the wall clock: agencies announce by theirs. */
  constructor(windows: MaintenanceConfig, clock: Clock) {
    this.#windows = windows;
    this.#clock = clock;
  }

  /** When the agency will be back; undefined where it is not under maintenance. */
  get until(): Date | undefined {
    if (this.#windows.once.length === 0 && this.#windows.weekly.length === 0) return undefined;
    const endMs = this.#endOf(this.#clock.nowMs());
    return endMs === undefined ? undefined : new Date(endMs);
  }

  /** The end of all windows that follow each other from here without a gap. */
  #endOf(atMs: number): number | undefined {
    let endMs: number | undefined;
    for (;;) {
      const spans = spansAt(this.#windows, endMs ?? atMs);
      if (spans.length === 0) return endMs;
      endMs = Math.max(...spans.map(({ untilMs }) => untilMs));
      if (endMs - atMs > LONGEST_MS) return atMs + LONGEST_MS;
    }
  }
}
