// The number of series is known beforehand: whatever is told to the tallies, and however often the supergraph changes.

import { describe, expect, it } from 'vitest';
import type { AgencyLine } from '../../../../gateway/subgraph/AgencyLines.js';
import { AnswerTally } from '../../../../gateway/subgraph/AnswerTally.js';
import type { CallEndedEvent } from '../../../../gateway/subgraph/CallEndedEvent.js';
import { AgencyLines } from '../../../../gateway/subgraph/AgencyLines.js';
import { createRegistry } from '../../../../gateway/telemetry/metrics/createRegistry.js';
import { DURATION_BOUNDS_SECONDS, Durations } from '../../../../gateway/telemetry/metrics/Durations.js';
import { readMetrics, type WatchedAgency } from '../../../../gateway/telemetry/metrics/readMetrics.js';
import { Tallies } from '../../../../gateway/telemetry/metrics/Tallies.js';
import { loadConfig } from '../../../../gateway/config/loadConfig.js';
import { systemClock } from '../../../../gateway/util/Clock.js';

const [settings] = Object.values(loadConfig({ env: {} }).agencies);
const lines = new AgencyLines({ clock: systemClock });

function lineTo(agency: string): AgencyLine {
  return lines.lineTo(agency, settings!);
}

function served(agencies: () => readonly string[]) {
  const tallies = new Tallies();
  const watched = (): WatchedAgency[] => agencies().map((name) => ({ name, line: lineTo(name), answerTypes: ['Answer'] }));
  const readers = readMetrics({ tallies, agencies: watched, lines, loadGate: { inFlight: 0 }, eventLoop: { delayMs: 0 }, generation: () => 1, planningLoad: () => undefined });
  const registry = createRegistry(readers);
  const read = async () => (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return { tallies, lines: read, series: async () => (await read()).map((line) => line.slice(0, line.lastIndexOf(' '))) };
}

const event = (more: Partial<CallEndedEvent> = {}): CallEndedEvent => ({
  requestId: 'r',
  agency: 'a',
  operationClass: 'query',
  end: 'answered',
  detail: '',
  latencyMs: 7,
  isSlow: false,
  answers: new AnswerTally(),
  ...more,
});

it('ten thousand answers with statuses, codes, types and agencies that somebody has made up add none', async () => {
  const { tallies, series } = served(() => ['a', 'b']);
  const before = await series();
  for (let n = 0; n < 10_000; n += 1) {
    const answers = new AnswerTally();
    answers.add(`Type${n}`, 'ANSWERED');
    tallies.callEnded(event({ agency: n % 2 === 0 ? 'a' : `agency-${n}`, answers }));
    tallies.answered({ httpStatus: 400 + (n % 600), errors: [{ message: `m${n}`, extensions: { code: `CODE_${n}` } }] });
    tallies.answerDenied(`agency-${n}`, `Type${n}`);
  }
  expect(await series()).toEqual(before);
});

describe('an agency that leaves the supergraph', () => {
  it('takes its series along, and those that stay go on counting', async () => {
    let agencies: readonly string[] = ['a', 'b'];
    const { tallies, lines: read } = served(() => agencies);
    for (const agency of ['a', 'b']) tallies.callEnded(event({ agency }));
    const count = 'qaqpa_agency_call_duration_seconds_count';
    expect(await read()).toEqual(expect.arrayContaining([`${count}{agency="a",class="query"} 1`, `${count}{agency="b",class="query"} 1`]));
    for (let reload = 0; reload < 100; reload += 1) {
      agencies = ['a', `b${reload}`];
      tallies.keepOnly(agencies);
    }
    tallies.callEnded(event());
    const after = await read();
    expect(after).toContain(`${count}{agency="a",class="query"} 2`);
    expect(after.filter((line) => line.startsWith(count))).toHaveLength(6);
    expect(after.some((line) => line.includes('agency="b"'))).toBe(false);
  });
});

it('a status and a code that are not known are counted as such', async () => {
  const { tallies, lines: read } = served(() => []);
  tallies.answered({ httpStatus: 418, errors: [{ message: 'm', extensions: { code: 'TEAPOT' } }, { message: 'm' }, { message: 'm', extensions: { code: 'FORBIDDEN_NOT' } }] });
  expect((await read()).filter((line) => /^qaqpa_request(?:s|_errors)_total.* [1-9]/.test(line))).toEqual(['qaqpa_requests_total{http_status="other"} 1', 'qaqpa_request_errors_total{code="AGENCY_CODE"} 1']);
});

it('answered slowly is slow, and no success besides', async () => {
  const { tallies, lines: read } = served(() => ['a']);
  tallies.callEnded(event({ isSlow: true }));
  expect((await read()).filter((line) => /^qaqpa_agency_calls_total.* [1-9]/.test(line))).toEqual(['qaqpa_agency_calls_total{agency="a",class="query",outcome="slow",code="none",blame="agency"} 1']);
});

it('a call that is answered by what was said before is told as such, and by how it ended', async () => {
  const { tallies, lines: read } = served(() => ['a']);
  tallies.callEnded(event({ end: 'timedOut', operationClass: 'lookup', staleAgeMs: 0 }));
  tallies.callEnded(event({ end: 'timedOut', operationClass: 'lookup' }));
  const told = (await read()).filter((line) => /^qaqpa_agency_(?:calls|stale_answers)_total.* [1-9]/.test(line));
  expect(told).toEqual(['qaqpa_agency_calls_total{agency="a",class="lookup",outcome="failure",code="SUBGRAPH_REQUEST_TIMEOUT",blame="agency"} 2', 'qaqpa_agency_stale_answers_total{agency="a",class="lookup"} 1']);
});

describe('a duration', () => {
  it.each(DURATION_BOUNDS_SECONDS.flatMap((bound, index): [number, number][] => [[bound * 1000, index], [bound * 1000 + 1, index + 1]]))('of %d ms falls into bucket %i', (ms, bucket) => {
    const durations = new Durations();
    durations.add(ms);
    expect(durations.cumulated().indexOf(1)).toBe(bucket);
    expect(durations.sumSeconds).toBe(ms / 1000);
  });
});
