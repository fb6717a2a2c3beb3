// What is served at /metrics, of a running gateway to which a scripted day happens: all well, an agency that fails, one
// whose breaker opens, one that is full, tries that are made again, requests that are shed, answers that are none.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { agencyUrlVariable } from '../../gateway/config/readEnvironment.js';
import { createGateway, type Gateway } from '../../gateway/createGateway.js';
import { createLogger } from '../../gateway/telemetry/createLogger.js';
import { METRICS, type MetricKey } from '../../gateway/telemetry/metrics/catalogue.js';
import type { LabelValues, MetricDefinition } from '../../gateway/telemetry/metrics/MetricDefinition.js';
import { ask } from '../kit/gateway/ask.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../kit/gateway/testWorld.js';
import { waitFor } from '../kit/waitFor.js';

/** By its labels in the order of the catalogue, joined by blanks. */
type Series = ReadonlyMap<string, number>;

interface Scraped {
  readonly text: string;
  /** Lines of the gateway's own metrics, without their values. */
  readonly names: readonly string[];
  readonly of: (key: MetricKey, suffix?: string) => Series;
}

const LINE = /^([a-z_]+?)(?:\{(.*)\})? (\S+)$/;

let world: TestWorld;
let gateway: Gateway;
const logLines: Record<string, unknown>[] = [];

beforeAll(async () => {
  world = await startTestWorld();
  const urls = Object.entries(world).map(([name, { url }]) => [agencyUrlVariable(name), url]);
  const base = loadConfig({ env: { ...Object.fromEntries(urls), PORT: '0' } });
  const agencies = Object.fromEntries(
    Object.entries(base.agencies).map(([name, settings]) => [
      name,
      {
        ...settings,
        timeoutMs: 10_000,
        maxInFlight: name === 'regional-quotas' ? 1 : 500,
        breaker: { ...settings.breaker, minimumCalls: name === 'security-checks' ? 2 : 1_000, openMs: 600_000, maxOpenMs: 600_000 },
        retry: { ...settings.retry, maxRetries: name === 'labour-demand' ? 1 : 0, baseDelayMs: 1, budgetRatio: 0, floor: 1 },
      },
    ]),
  );
  const config = { ...base, agencies, requestTimeoutMs: 20_000, load: { maxInFlight: 2, maxEventLoopDelayMs: 0 } };
  const logger = createLogger({ name: 'gateway', level: 'info', destination: { write: (line: string) => void logLines.push(JSON.parse(line) as Record<string, unknown>) } });
  gateway = await createGateway({ config, logger, admin: { host: '127.0.0.1', port: 0 } });
});

afterAll(async () => {
  await gateway?.close();
  await stopTestWorld(world);
});

async function scrape(): Promise<Scraped> {
  const response = await fetch(`${gateway.adminUrl}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  const text = await response.text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const parsed = lines.map((line) => {
    const [, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    return { name, labels: new Map([...labels.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, label = '', of = '']) => [label, of])), value: Number(value) };
  });
  return {
    text,
    names: lines.map((line) => line.slice(0, line.lastIndexOf(' '))),
    of: (key, suffix = '') => {
      const { name, labels }: MetricDefinition = METRICS[key];
      const own = parsed.filter((line) => line.name === `${name}${suffix}`);
      return new Map(own.map((line) => [Object.keys(labels).map((label) => line.labels.get(label)).join(' '), line.value]));
    },
  };
}

/** What is not zero. */
const moved = (series: Series) => Object.fromEntries([...series].filter(([, value]) => value !== 0));

const askForCase = () => ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });

describe('before anything has happened', () => {
  it('every series is there, at zero', async () => {
    const { of } = await scrape();
    expect([of('agencyCalls').size, moved(of('agencyCalls')), moved(of('requests'))]).toEqual([4 * 3 * 22, {}, {}]);
    expect(moved(of('breakerState'))).toEqual(Object.fromEntries(Object.keys(world).flatMap((name) => ['lookup', 'query', 'mutation'].map((each) => [`${name} ${each} closed`, 1]))));
    expect(Object.fromEntries(of('quarantined'))).toEqual(Object.fromEntries(Object.keys(world).map((name) => [name, 0])));
    expect([...of('generation').values()]).toEqual([1]);
  });

  it('nothing else is served', async () => {
    for (const path of ['/', '/console', '/metrics/x', '/health/live']) {
      const response = await fetch(`${gateway.adminUrl}${path}`);
      expect([response.status, await response.json()]).toEqual([404, { error: 'There is nothing here; metrics are at /metrics.' }]);
    }
  });
});

describe('a day', () => {
  it('all are well', async () => {
    await askForCase();
    const { of } = await scrape();
    const all = { 'applicants query': 1, 'applicants lookup': 1, 'labour-demand lookup': 1, 'regional-quotas lookup': 1, 'security-checks lookup': 1 };
    expect(moved(of('agencyCalls'))).toEqual(Object.fromEntries(Object.entries(all).map(([at, count]) => [`${at} success none none`, count])));
    expect(moved(of('agencyAttempts'))).toEqual(all);
    expect(moved(of('agencyCallSeconds', '_count'))).toEqual(all);
    expect(moved(of('answers'))).toEqual({
      'applicants Readiness ANSWERED agency': 1,
      'labour-demand DemandMatch ANSWERED agency': 1,
      'regional-quotas Placement ANSWERED agency': 1,
      'security-checks SecurityClearance ANSWERED agency': 1,
      'security-checks AuthorityCheck ANSWERED agency': 1,
    });
    expect(moved(of('planLookups'))).toEqual({ planned: 1 });
    expect(moved(of('requests'))).toEqual({ '200': 1 });
    expect(moved(of('requestSeconds', '_count'))).toEqual({ query: 1 });
  });

  it('one agency fails, until its breaker opens', async () => {
    world['security-checks'].behaviour = { kind: 'reply', status: 500, body: '' };
    // One call succeeded before: of three two have failed, more than half.
    for (let request = 0; request < 3; request += 1) await askForCase();
    world['security-checks'].reset();
    const { of } = await scrape();
    expect(of('agencyCalls').get('security-checks lookup failure SUBGRAPH_REQUEST_FAILED agency')).toBe(2);
    expect(of('agencyCalls').get('security-checks lookup refused SUBGRAPH_CIRCUIT_BREAKER_REJECTED gateway')).toBe(1);
    expect(of('breakerState').get('security-checks lookup open')).toBe(1);
    expect(of('breakerState').get('security-checks lookup closed')).toBe(0);
    expect(moved(of('breakerChanges'))).toEqual({ 'security-checks lookup open': 1 });
    expect(of('agencyAttempts').get('security-checks lookup')).toBe(3);
    // A refused call took no time; nothing was sent.
    expect(of('agencyCallSeconds', '_count').get('security-checks lookup')).toBe(3);
    expect(of('answers').get('security-checks SecurityClearance UNAVAILABLE gateway')).toBe(3);
    expect(of('planLookups').get('known')).toBe(3);
  });

  it('one is full, and the process after it', async () => {
    world['regional-quotas'].behaviour = { kind: 'hang' };
    const first = ask(gateway.url, '{ regions { code } }');
    await waitFor('the call to arrive', () => world['regional-quotas'].openCalls === 1);
    const refused = await ask(gateway.url, '{ regions { name } }');
    await ask(gateway.url, '{ regions { code name } }');
    let now = await scrape();
    expect([...now.of('requestsInFlight').values()]).toEqual([1]);
    expect(now.of('agencyAttemptsInFlight').get('regional-quotas query')).toBe(1);
    expect(refused.errors?.[0]?.extensions?.['code']).toBe('SUBGRAPH_OVERLOADED');
    expect(now.of('bulkheadRefusals').get('regional-quotas query')).toBe(2);
    expect(now.of('agencyCalls').get('regional-quotas query refused SUBGRAPH_OVERLOADED gateway')).toBe(2);
    expect(now.of('requestErrors').get('SUBGRAPH_OVERLOADED')).toBe(2);

    world.applicants.behaviour = { kind: 'hang' };
    const third = ask(gateway.url, '{ applications { nodes { id } } }');
    await waitFor('the call to arrive', () => world.applicants.openCalls === 1);
    expect((await ask(gateway.url, '{ __typename }')).status).toBe(503);
    now = await scrape();
    expect(moved(now.of('requestsShed'))).toEqual({ inFlight: 1 });
    expect(now.of('requests').get('503')).toBe(1);
    expect(now.of('requestErrors').get('OVERLOADED')).toBe(1);
    for (const name of ['regional-quotas', 'applicants'] as const) {
      await world[name].stop();
      await world[name].start();
      world[name].reset();
    }
    await Promise.all([first, third]);
    now = await scrape();
    expect(now.of('agencyCalls').get('applicants query failure SUBGRAPH_REQUEST_FAILED network')).toBe(1);
    expect(now.of('agencyCalls').get('regional-quotas query failure SUBGRAPH_REQUEST_FAILED network')).toBe(1);
    expect([...now.of('requestsInFlight').values()]).toEqual([0]);
    expect(moved(now.of('agencyAttemptsInFlight'))).toEqual({});
  });

  it('one is asked again, within its budget', async () => {
    world['labour-demand'].behaviour = { kind: 'reply', status: 503, body: '' };
    const before = (await scrape()).of('agencyAttempts').get('labour-demand lookup') ?? 0;
    await askForCase();
    await askForCase();
    world['labour-demand'].reset();
    const { of } = await scrape();
    expect(moved(of('retries'))).toEqual({ 'labour-demand asked': 1, 'labour-demand overBudget': 1 });
    expect(of('agencyAttempts').get('labour-demand lookup')).toBe(before + 3);
    expect(of('agencyCalls').get('labour-demand lookup failure SUBGRAPH_REQUEST_FAILED agency')).toBe(2);
  });

  it('an agency has words of its own', async () => {
    world.applicants.behaviour = { kind: 'rewrite', change: () => ({ data: null, errors: [{ message: 'm', extensions: { code: 'KANAREIKA' } }] }) };
    await ask(gateway.url, '{ applications { nodes { id } } }');
    world.applicants.reset();
    const { of, text } = await scrape();
    expect(of('agencyCalls').get('applicants query neutral SUBGRAPH_REQUEST_FAILED caller')).toBe(1);
    expect(of('requestErrors').get('AGENCY_CODE')).toBe(1);
    expect(text).not.toContain('KANAREIKA');
  });

  it('and the log has had a line for each call that failed, with the same blame', async () => {
    const lines = logLines.filter(({ msg }) => msg === 'agency call failed');
    const counted = [...(await scrape()).of('agencyCalls')].filter(([labels]) => !/ (?:success|slow) /.test(labels)).reduce((sum, [, count]) => sum + count, 0);
    expect(lines).toHaveLength(counted);
    expect(lines.find(({ end }) => end === 'serverError')).toMatchObject({ level: 40, agency: 'security-checks', operationClass: 'lookup', code: 'SUBGRAPH_REQUEST_FAILED', blame: 'agency', detail: 'HTTP 500' });
    expect(lines.find(({ end }) => end === 'refusedByAgency')).toMatchObject({ level: 30, blame: 'caller' });
  });
});

it('exactly the metrics of the catalogue are served, each label within its set', async () => {
  const { text, of } = await scrape();
  const typed = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`);
  expect(typed.toSorted()).toEqual(Object.values(METRICS).map(({ name, type }) => `${name} ${type}`).toSorted());
  const answerTypes = ['SecurityClearance', 'AuthorityCheck', 'DemandMatch', 'RegionLabourDemand', 'Placement', 'KandasStatus', 'Readiness'];
  const allowed = (values: LabelValues) => (values === 'agency' ? Object.keys(world) : values === 'answerType' ? answerTypes : values);
  for (const key of Object.keys(METRICS) as MetricKey[]) {
    const sets = Object.values<LabelValues>(METRICS[key].labels).map(allowed);
    const series = [...of(key, METRICS[key].type === 'histogram' ? '_count' : '').keys()];
    expect(series.length, key).toBeGreaterThan(0);
    expect(series.filter((labels) => sets.length > 0 && !labels.split(' ').every((value, index) => sets[index]?.includes(value))), key).toEqual([]);
  }
});

it('requests and agencies that mean no good add no series', async () => {
  const before = (await scrape()).names;
  for (let n = 0; n < 300; n += 1) {
    world.applicants.behaviour = { kind: 'reply', body: `{"data":null,"errors":[{"message":"m${n}","extensions":{"code":"MADE_UP_${String.fromCodePoint(65 + (n % 26))}"}}]}` };
    const query = [`query Op${n} { applications { nodes { id } } }`, `query Op${n} { nothing${n} }`, `{ a${n}`][n % 3];
    await ask(gateway.url, query, { headers: { 'x-request-id': `id-${n}`, 'user-agent': `agent-${n}` } });
  }
  world.applicants.reset();
  const after = await scrape();
  expect(after.of('requestErrors').get('AGENCY_CODE')).toBeGreaterThanOrEqual(100);
  expect(after.names).toEqual(before);
});

it('a drain can be watched to its end', async () => {
  world.applicants.behaviour = { kind: 'hang' };
  const underWay = ask(gateway.url, '{ applications { nodes { id } } }');
  await waitFor('the call to arrive', () => world.applicants.openCalls === 1);
  const { adminUrl } = gateway;
  const closing = gateway.close();
  expect([...(await scrape()).of('requestsInFlight').values()]).toEqual([1]);
  await world.applicants.stop();
  await underWay;
  await closing;
  await expect(fetch(`${adminUrl}/metrics`)).rejects.toThrow();
});
