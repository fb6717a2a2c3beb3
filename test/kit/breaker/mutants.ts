// Breakers with one mistake each: the compiled breaker with one piece of its text exchanged. Each mistake is one that
// breakers have had, or that a hand slips into; a test that does not find it would not find the real one either.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OperableBreaker } from '../../../gateway/subgraph/breaker/Breaker.js';
import type { BreakerOptions } from '../../../gateway/subgraph/breaker/RollingBreaker.js';
import { PACKAGE_ROOT } from '../packageRoot.js';

const BREAKER = 'gateway/subgraph/breaker/RollingBreaker.js';
const IN_FLIGHT = 'gateway/subgraph/breaker/CallsInFlight.js';
const COUNTS = 'gateway/util/RollingCounts.js';

export interface Mutation {
  readonly mistake: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly from: string;
  readonly to: string;
}

export const MUTATIONS: readonly Mutation[] = [
  { mistake: 'a late result has a say in the state that came after it', file: BREAKER, from: 'permit.generation !== this.#generation', to: 'false' },
  { mistake: 'a neutral outcome closes a half-open breaker', file: BREAKER, from: "!isLeased || outcome === 'neutral'", to: '!isLeased' },
  { mistake: 'a neutral outcome counts as a success', file: BREAKER, from: "if (outcome === 'neutral')", to: 'if (false)' },
  { mistake: 'a probe has a say after its lease', file: BREAKER, from: 'state.leases.delete(probe);\n        if (!isLeased', to: 'state.leases.delete(probe) || true;\n        if (!isLeased' },
  { mistake: 'a probe that hangs keeps its place for ever', file: BREAKER, from: 'nowMs - probe.startedAtMs < this.#options.probeLeaseMs', to: 'true' },
  { mistake: 'one probe more than allowed is let through', file: BREAKER, from: 'state.endedCount + state.leases.size >= this.#options.probes', to: 'state.endedCount + state.leases.size > this.#options.probes' },
  { mistake: 'one success closes, however many probes are wanted', file: BREAKER, from: 'if (state.endedCount >= probes)', to: 'if (true)' },
  { mistake: 'one failed probe opens, however many may fail', file: BREAKER, from: 'this.#isTooMuch(state.failures, state.slowCalls, probes)', to: '(state.failures > 0 || state.slowCalls / probes > this.#options.slowCallRatio)' },
  { mistake: 'slow probes close', file: BREAKER, from: 'if (isSlow)\n            state.slowCalls', to: 'if (false)\n            state.slowCalls' },
  { mistake: 'the failures of an outage are still counted after it', file: BREAKER, from: 'this.#counts.clear();', to: '' },
  { mistake: 'calls in flight of an outage are still counted after it', file: BREAKER, from: 'this.#inFlight.clear();', to: '' },
  { mistake: 'opens at its share of failures, not above it', file: BREAKER, from: '> this.#options.failureRatio', to: '>= this.#options.failureRatio' },
  { mistake: 'opens at its share of slow calls, not above it', file: BREAKER, from: '> this.#options.slowCallRatio', to: '>= this.#options.slowCallRatio' },
  { mistake: 'wants one call more than the minimum', file: BREAKER, from: 'calls < this.#options.minimumCalls', to: 'calls <= this.#options.minimumCalls' },
  { mistake: 'wants no minimum of calls', file: BREAKER, from: 'calls < this.#options.minimumCalls', to: 'calls < 1' },
  { mistake: 'the open time does not grow', file: BREAKER, from: '2 ** this.#openedInARow', to: '1' },
  { mistake: 'the open time grows without a cap', file: BREAKER, from: 'Math.min(maxOpenMs, ', to: 'Math.max(0, ' },
  { mistake: 'the open time never comes down again', file: BREAKER, from: 'this.#openedInARow = 0;', to: ';' },
  { mistake: 'the open time comes down with each closing', file: BREAKER, from: "this.#state.kind === 'closed' && nowMs - this.#state.sinceMs >= windowMs", to: "this.#state.kind === 'closed'" },
  { mistake: 'a clock that is set back is believed', file: BREAKER, from: 'Math.max(this.#nowMs, this.#options.clock.nowMs())', to: 'this.#options.clock.nowMs()' },
  { mistake: 'a call that is settled twice counts twice', file: BREAKER, from: 'if (this.#isSettled)', to: 'if (false)' },
  { mistake: 'a forced breaker that is released lets everybody through at once', file: BREAKER, from: "kind === 'forcedOpen' ? halfOpen()", to: "kind === '' ? halfOpen()" },
  { mistake: 'a breaker that shall only count opens', file: BREAKER, from: "if (this.#state.kind === 'closed')\n            this.#openWhereUnwell(this.#nowMs);", to: 'this.#openWhereUnwell(this.#nowMs);' },
  { mistake: 'calls that have ended are counted as in flight', file: BREAKER, from: 'this.#inFlight.remove(permit);', to: '' },
  { mistake: 'calls in flight are never slow', file: IN_FLIGHT, from: 'this.#slowCount += 1', to: 'this.#slowCount += 0' },
  { mistake: 'a call in flight is slow one moment late', file: IN_FLIGHT, from: '>= this.#slowAfterMs', to: '> this.#slowAfterMs' },
  { mistake: 'a slow call that ends is forgotten and not counted', file: BREAKER, from: 'if (isSlow)\n            this.#counts', to: 'if (false)\n            this.#counts' },
  { mistake: 'an idle gap moves the window by one step, however long it was', file: COUNTS, from: 'Math.max(this.#newest + 1, now - BUCKETS + 1)', to: 'now' },
  { mistake: 'the newest step of the window keeps what stood there before', file: COUNTS, from: 'bucket <= now;', to: 'bucket < now;' },
];

/**
 * Loads the breaker with the mistake in it.
 * @throws where the text to exchange does not stand exactly once in the file: the breaker was changed, and the mutation must be too.
 */
export async function loadMutant(mutation: Mutation): Promise<new (options: BreakerOptions) => OperableBreaker> {
  const { file } = mutation;
  const folder = mkdtempSync(join(tmpdir(), 'qaqpa-mutant-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const each of [BREAKER, IN_FLIGHT, COUNTS]) {
    mkdirSync(dirname(join(folder, each)), { recursive: true });
    writeFileSync(join(folder, each), each === file ? exchange(read(each), mutation) : read(each));
  }
  const { RollingBreaker } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, BREAKER)).href)) as { RollingBreaker: new (options: BreakerOptions) => OperableBreaker };
  rmSync(folder, { recursive: true });
  return RollingBreaker;
}

/** Without the comment that names its source map, which stays behind. */
function read(file: string): string {
  return readFileSync(join(PACKAGE_ROOT, 'dist', file), 'utf8').replace(/^\/\/# sourceMappingURL.*$/m, '');
}

function exchange(text: string, { file, from, to }: Mutation): string {
  const count = text.split(from).length - 1;
  if (count !== 1) throw new Error(`${file}: expected once, found ${count} times: ${from}`);
  return text.replace(from, () => to);
}
