// What a breaker must be, told as slowly and plainly as possible: every call and every change is kept, nothing is
// counted before it is asked for, and no state is worked out but from what was kept. It shares no code with the breaker.

import type { BreakerState, CallOutcome } from '../../../gateway/subgraph/breaker/Breaker.js';
import type { BreakerSettings } from '../../../gateway/subgraph/breaker/RollingBreaker.js';

export interface ModelCall {
  readonly startedAtMs: number;
  /** Number of the state under which it was let through. */
  readonly era: number;
  end?: { readonly atMs: number; readonly outcome: CallOutcome };
}

interface Era {
  readonly state: BreakerState;
  readonly sinceMs: number;
  /** When it ends by itself. */
  readonly untilMs?: number;
}

const BUCKETS = 10;

export class ModelBreaker {
  readonly #settings: BreakerSettings & { readonly probeLeaseMs: number };
  readonly #eras: Era[];
  #calls: ModelCall[] = [];
  /** The latest time it has heard of. */
  #nowMs: number;

  constructor(settings: BreakerSettings & { readonly probeLeaseMs: number }, nowMs: number) {
    this.#settings = settings;
    this.#nowMs = nowMs;
    this.#eras = [{ state: 'closed', sinceMs: nowMs }];
  }

  get state(): BreakerState {
    return this.#era.state;
  }

  /** Every state it has been in, the first included. */
  get states(): readonly BreakerState[] {
    return this.#eras.map(({ state }) => state);
  }

  /** Time has become this, or was said to have become less. */
  passTo(nowMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    const { state, untilMs } = this.#era;
    if (state === 'closed') this.#openWhereUnwell();
    else if (untilMs !== undefined && this.#nowMs >= untilMs) this.#begin(state === 'metricsOnly' ? 'closed' : 'halfOpen');
  }

  /** A call that is let through, or when the next may be. */
  request(): ModelCall | { readonly retryAtMs: number } {
    const { state, untilMs } = this.#era;
    if (state === 'open' || state === 'forcedOpen') return { retryAtMs: untilMs ?? Number.NaN };
    const places = this.#probes.filter((probe) => this.#isLeased(probe) || isCounted(probe));
    if (state === 'halfOpen' && places.length >= this.#settings.probes) {
      const leaseEnds = this.#probes.filter((probe) => this.#isLeased(probe)).map(({ startedAtMs }) => startedAtMs + this.#settings.probeLeaseMs);
      return { retryAtMs: Math.min(...leaseEnds) };
    }
    const call: ModelCall = { startedAtMs: this.#nowMs, era: this.#eras.length };
    this.#calls.push(call);
    return call;
  }

  settle(call: ModelCall, outcome: CallOutcome): void {
    if (call.end !== undefined) return;
    const wasLeased = this.#isLeased(call);
    const isOfThisEra = call.era === this.#eras.length;
    // Outside its lease a probe has no say: it is as if its caller had left.
    call.end = { atMs: this.#nowMs, outcome: this.state === 'halfOpen' && !wasLeased ? 'neutral' : outcome };
    if (!isOfThisEra) return;
    if (this.state === 'closed') this.#openWhereUnwell();
    if (this.state !== 'halfOpen' || !wasLeased || outcome === 'neutral') return;
    const { probes, slowCallMs, failureRatio, slowCallRatio } = this.#settings;
    const ended = this.#probes.filter(isCounted);
    const failed = ended.filter(({ end }) => end?.outcome === 'failure');
    const slow = ended.filter(({ end, startedAtMs }) => (end?.atMs ?? 0) - startedAtMs >= slowCallMs);
    if (failed.length / probes > failureRatio || slow.length / probes > slowCallRatio) this.#begin('open');
    else if (ended.length >= probes) this.#begin('closed');
  }

  override(state: 'forcedOpen' | 'metricsOnly', forMs: number): void {
    this.#begin(state, this.#nowMs + forMs);
  }

  release(): void {
    if (this.state === 'forcedOpen') this.#begin('halfOpen');
    else if (this.state === 'metricsOnly') this.#begin('closed');
  }

  /** What the window holds now. */
  counts(): { readonly calls: number; readonly failures: number; readonly slowCalls: number } {
    const { windowMs, slowCallMs } = this.#settings;
    const bucketOf = (ms: number) => Math.floor(ms / (windowMs / BUCKETS));
    const ofEra = this.state === 'halfOpen' ? [] : this.#calls.filter(({ era }) => era === this.#eras.length);
    const ended = ofEra.filter(({ end }) => end !== undefined && end.outcome !== 'neutral' && bucketOf(this.#nowMs) - bucketOf(end.atMs) < BUCKETS);
    const slowInFlight = ofEra.filter(({ end, startedAtMs }) => end === undefined && this.#nowMs - startedAtMs >= slowCallMs);
    const slowEnded = ended.filter(({ end, startedAtMs }) => (end?.atMs ?? 0) - startedAtMs >= slowCallMs);
    return {
      calls: ended.length + slowInFlight.length,
      failures: ended.filter(({ end }) => end?.outcome === 'failure').length,
      slowCalls: slowEnded.length + slowInFlight.length,
    };
  }

  get #era(): Era {
    return this.#eras.at(-1) ?? { state: 'closed', sinceMs: 0 };
  }

  get #probes(): readonly ModelCall[] {
    return this.state === 'halfOpen' ? this.#calls.filter(({ era }) => era === this.#eras.length) : [];
  }

  #isLeased(probe: ModelCall): boolean {
    return this.#probes.includes(probe) && probe.end === undefined && this.#nowMs - probe.startedAtMs < this.#settings.probeLeaseMs;
  }

  #openWhereUnwell(): void {
    const { minimumCalls, failureRatio, slowCallRatio } = this.#settings;
    const { calls, failures, slowCalls } = this.counts();
    if (calls >= minimumCalls && (failures / calls > failureRatio || slowCalls / calls > slowCallRatio)) this.#begin('open');
  }

  #begin(state: BreakerState, untilMs?: number): void {
    const openUntilMs = state === 'open' ? this.#nowMs + this.#openMs() : undefined;
    const end = untilMs ?? openUntilMs;
    this.#eras.push({ state, sinceMs: this.#nowMs, ...(end !== undefined && { untilMs: end }) });
  }

  /** Doubled for each time it opened since the last whole window of health, up to the cap. */
  #openMs(): number {
    const { openMs, maxOpenMs, windowMs } = this.#settings;
    let times = 0;
    for (let index = this.#eras.length - 1; index >= 0; index -= 1) {
      const era = this.#eras[index];
      const endedAtMs = this.#eras[index + 1]?.sinceMs ?? this.#nowMs;
      const isFollowedByOpen = (this.#eras[index + 1]?.state ?? 'open') === 'open';
      if (era?.state === 'closed' && isFollowedByOpen && endedAtMs - era.sinceMs >= windowMs) break;
      if (era?.state === 'open') times += 1;
    }
    return Math.min(maxOpenMs, openMs * 2 ** times);
  }
}

function isCounted({ end }: ModelCall): boolean {
  return end !== undefined && end.outcome !== 'neutral';
}
