// One simulated agency, one breaker before it, and calls that come by chance. Time is made up: nothing waits, so that
// minutes pass in milliseconds, and a seed makes every run the same.

import type { Breaker, BreakerState, AdmittedPermit, CallOutcome } from '../../../gateway/subgraph/breaker/Breaker.js';
import type { Outage } from './outages.js';

/** A breaker with its own share of the made-up time. */
export interface SimulatedBreaker {
  readonly breaker: Breaker;
  /** Time has become this. */
  readonly passTo: (ms: number) => void;
  /** Lets what was settled be heard. */
  readonly settled: () => Promise<void>;
  readonly close: () => void;
}

export interface SimulationOptions {
  readonly outage: Outage;
  readonly createBreaker: (onStateChange: (state: BreakerState) => void) => SimulatedBreaker;
  readonly callsPerSecond: number;
  /** When a caller gives up a call, which is then a failure. */
  readonly timeoutMs: number;
  readonly random: () => number;
}

export interface SimulationResult {
  /** From the begin of the fault to the first opening during it; undefined where there was none. */
  readonly openedAfterMs: number | undefined;
  /** Openings outside the fault, and all where the fault is none that shall open it. */
  readonly falseOpens: number;
  /** Calls that reached the agency while it was at fault, from the first opening on, per 10 s. */
  readonly probesPerWindow: number | undefined;
  /** Calls of the fault's time that were let through and failed: each is a gap that somebody waited for. */
  readonly failedCalls: number;
  /** Share of the calls of the fault's time that were answered. */
  readonly answeredRatio: number;
  /** From the end of the fault to the first moment after which nobody is refused any more. */
  readonly recoveredAfterMs: number;
  /** Share of the calls to a well agency that were refused, after the fault. */
  readonly refusedWhileWell: number;
}

interface CallEnd {
  readonly atMs: number;
  readonly permit: AdmittedPermit;
  readonly outcome: CallOutcome;
}

export async function simulate({ outage, createBreaker, callsPerSecond, timeoutMs, random }: SimulationOptions): Promise<SimulationResult> {
  let nowMs = 0;
  const openings: number[] = [];
  const { breaker, passTo, settled, close } = createBreaker((state) => {
    if (state === 'open') openings.push(nowMs);
  });
  const underWay: CallEnd[] = [];
  const sent: { readonly atMs: number; readonly outcome: CallOutcome }[] = [];
  const refused: number[] = [];
  let comesAtMs = 0;
  let callsAfter = 0;
  while (comesAtMs < outage.lastsMs) {
    const [next] = underWay;
    if (next !== undefined && next.atMs <= comesAtMs) {
      underWay.shift();
      nowMs = next.atMs;
      passTo(nowMs);
      next.permit.settle(next.outcome);
      await settled();
      continue;
    }
    nowMs = comesAtMs;
    passTo(nowMs);
    if (nowMs >= outage.endsAtMs) callsAfter += 1;
    const permit = breaker.request();
    if (permit.kind === 'refused') refused.push(nowMs);
    else {
      const { latencyMs, failureRatio } = outage.stateAt(nowMs);
      // Between half of it and twice of it, as times of answers are: more often near than far.
      const tookMs = latencyMs * 2 ** (random() + random() - 1);
      const isInTime = tookMs < timeoutMs;
      const outcome = isInTime && random() >= failureRatio ? 'success' : 'failure';
      insert(underWay, { atMs: nowMs + Math.min(tookMs, timeoutMs), permit, outcome });
      sent.push({ atMs: nowMs, outcome });
    }
    await settled();
    // Independent callers (Poisson): the time between two is exponential.
    comesAtMs += (-Math.log(1 - random()) / callsPerSecond) * 1_000;
  }
  close();

  const isDuring = (ms: number) => ms >= outage.beginsAtMs && ms < outage.endsAtMs;
  // What was asked of the sick agency in its last moment fails up to a timeout later.
  const isDue = (ms: number) => ms >= outage.beginsAtMs && ms < outage.endsAtMs + timeoutMs;
  const firstOpening = openings.find(isDuring);
  const duringFault = sent.filter(({ atMs }) => isDuring(atMs));
  const askedDuringFault = duringFault.length + refused.filter(isDuring).length;
  const probes = firstOpening === undefined ? undefined : duringFault.filter(({ atMs }) => atMs > firstOpening).length;
  const lastRefused = refused.findLast((atMs) => atMs >= outage.endsAtMs);
  return {
    openedAfterMs: firstOpening === undefined ? undefined : firstOpening - outage.beginsAtMs,
    falseOpens: openings.filter((atMs) => !outage.shallOpen || !isDue(atMs)).length,
    probesPerWindow: probes === undefined || firstOpening === undefined ? undefined : (probes * 10_000) / (outage.endsAtMs - firstOpening),
    failedCalls: duringFault.filter(({ outcome }) => outcome === 'failure').length,
    answeredRatio: duringFault.filter(({ outcome }) => outcome === 'success').length / Math.max(1, askedDuringFault),
    recoveredAfterMs: lastRefused === undefined ? 0 : lastRefused - outage.endsAtMs,
    refusedWhileWell: refused.filter((atMs) => atMs >= outage.endsAtMs).length / Math.max(1, callsAfter),
  };
}

/** Keeps the list in the order of time. */
function insert(list: CallEnd[], end: CallEnd): void {
  const index = list.findLastIndex(({ atMs }) => atMs <= end.atMs);
  list.splice(index + 1, 0, end);
}
