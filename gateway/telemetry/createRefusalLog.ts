// Log lines about requests that were refused for their rate. A flood would fill the log with them, so after one line
// the next comes ten seconds later at the earliest, and tells how many were left out.

import type { RateRefusal } from '../errors/rateLimited.js';
import type { Clock } from '../util/Clock.js';
import type { Logger } from './createLogger.js';

const SILENCE_MS = 10_000;

export function createRefusalLog(logger: Logger, clock: Clock): (refusal: RateRefusal) => void {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return (refusal) => {
    const nowMs = clock.nowMs();
    if (nowMs - toldAtMs < SILENCE_MS) {
      leftOut += 1;
      return;
    }
    logger.warn({ ...refusal, leftOut }, 'request refused for its rate');
    toldAtMs = nowMs;
    leftOut = 0;
  };
}
