// Log lines about requests that were refused for their number. A flood would fill the log with them, so after one line
// the next comes ten seconds later at the earliest, and tells how many were left out.

import type { Clock } from '../util/Clock.js';
import type { Logger } from './createLogger.js';

const SILENCE_MS = 10_000;

export function createRefusalLog(logger: Logger, clock: Clock, message: string): (refusal: object) => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return (refusal) => {
    const nowMs = clock.nowMs();
    if (nowMs - toldAtMs < SILENCE_MS) {
      leftOut += 1;
      return;
    }
    logger.warn({ ...refusal, leftOut }, message);
    toldAtMs = nowMs;
    leftOut = 0;
  };
}
