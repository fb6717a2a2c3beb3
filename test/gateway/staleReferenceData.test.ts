// Reference data from memory through the whole gateway, on each engine: beside answers that are never told from it, in work
// that requests share, and when supergraph and configuration are replaced.

import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway/createGateway.js';
import { ENGINES } from '../kit/federation.js';
import { ask, reportOf, type GatewayAnswer } from '../kit/gateway/ask.js';
import { startTestGateway } from '../kit/gateway/startTestGateway.js';
import { startTestWorld, stopTestWorld, SUPERGRAPH_FILE, type TestWorld } from '../kit/gateway/testWorld.js';
import { waitFor } from '../kit/waitFor.js';

const CASE = '{ application(id: "case-ready") { stage region { code name kind } placement { status state } readiness { status ready missing { code } } } }';
const QUOTA = '{ regions { name quota(year: 2026, kind: KANDAS) { free } } }';
const NAMES = '{ regions { name } }';

let world: TestWorld;
let folder: string;
let gateway: Gateway | undefined;

beforeAll(async () => {
  world = await startTestWorld();
  // It allows everything, as a good agency would not.
  world['regional-quotas'].answerHeaders = { 'cache-control': 'stale-if-error=60' };
});

afterAll(() => stopTestWorld(world));

afterEach(async () => {
  await gateway?.close();
  for (const subgraph of Object.values(world)) subgraph.reset();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

async function copyOfSupergraph(): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'stale-'));
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, await readFile(SUPERGRAPH_FILE, 'utf8'));
  return file;
}

const staleOf = (answer: GatewayAnswer) => reportOf(answer, 'regional-quotas')?.stale;

describe.each(ENGINES)('on %s', (engine) => {
  it('names are told with their age, and nothing about a case, a place or readiness is', async () => {
    gateway = await startTestGateway(world, { config: { engine } });
    const well = await ask(gateway.url, CASE);
    expect(well.data).toMatchObject({ application: { region: { kind: 'REGION' }, placement: { status: 'ANSWERED' }, readiness: { ready: true } } });
    await ask(gateway.url, QUOTA);
    world['regional-quotas'].behaviour = { kind: 'reset' };
    const sick = await ask(gateway.url, CASE);
    expect(sick.data).toEqual({
      application: {
        stage: 'INTERVIEW',
        region: { code: '71', name: 'Astana', kind: 'REGION' },
        placement: { status: 'UNAVAILABLE', state: null },
        readiness: { status: 'ANSWERED', ready: false, missing: [{ code: 'PLACEMENT' }] },
      },
    });
    expect(sick.errors).toBeUndefined();
    expect(reportOf(sick, 'regional-quotas')).toMatchObject({ status: 'UNAVAILABLE', code: 'SUBGRAPH_REQUEST_FAILED', stale: { ageMs: expect.any(Number) as number, asOf: expect.stringMatching(/^\d{4}-.*Z$/) as string } });
    const quota = await ask(gateway.url, QUOTA);
    expect([quota.data, quota.errors?.[0]?.extensions?.['code'], staleOf(quota)]).toEqual([{ regions: null }, 'SUBGRAPH_REQUEST_FAILED', undefined]);
  });

  it('everybody who shares a query is told how old its data is', async () => {
    gateway = await startTestGateway(world, { config: { engine } });
    await ask(gateway.url, NAMES);
    world['regional-quotas'].behaviour = { kind: 'hang' };
    const { url } = gateway;
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(url, NAMES)));
    for (const answer of answers) {
      expect(answer.data).toEqual({ regions: [{ name: 'Region 71' }, { name: 'Region 59' }] });
      expect([answer.errors, staleOf(answer)]).toEqual([undefined, { ageMs: expect.any(Number) as number, asOf: expect.any(String) as string }]);
    }
  });

  it('what was said outlives a supergraph that is replaced, and is judged by the new one', async () => {
    const supergraphFile = await copyOfSupergraph();
    const logged: { msg: string }[] = [];
    gateway = await startTestGateway(world, { config: { engine, supergraphFile, supergraphPollMs: 5 }, onLogLine: (line) => logged.push(JSON.parse(line) as { msg: string }) });
    const { url } = gateway;
    const replaceBy = async (change: (sdl: string) => string) => {
      const [count, sdl] = [replacedCount(), await readFile(SUPERGRAPH_FILE, 'utf8')];
      await writeFile(`${supergraphFile}.next`, change(sdl));
      await rename(`${supergraphFile}.next`, supergraphFile);
      await waitFor('the supergraph to be replaced', () => replacedCount() > count || null, { boundMs: 30_000 });
    };
    const replacedCount = () => logged.filter(({ msg }) => msg === 'supergraph replaced').length;
    await ask(url, NAMES);
    world['regional-quotas'].behaviour = { kind: 'reset' };
    await replaceBy((sdl) => `${sdl}\n# replaced\n`);
    const kept = await ask(url, NAMES);
    expect([kept.data, staleOf(kept) === undefined]).toEqual([{ regions: [{ name: 'Region 71' }, { name: 'Region 59' }] }, false]);
    await replaceBy((sdl) => sdl.replaceAll('@tag(name: "reference-data")', ''));
    const untagged = await ask(url, NAMES);
    expect([untagged.data, untagged.errors?.length, staleOf(untagged)]).toEqual([{ regions: null }, 1, undefined]);
  });

  it.each([
    ['maxAgeMs', { maxAgeMs: 0, maxBytes: 1_000_000 }],
    ['maxBytes', { maxAgeMs: 1_000_000, maxBytes: 0 }],
  ])('with staleIfError.%s 0 nothing is told from memory', async (_setting, staleIfError) => {
    gateway = await startTestGateway(world, { config: { engine }, agency: { staleIfError } });
    await ask(gateway.url, NAMES);
    world['regional-quotas'].behaviour = { kind: 'reset' };
    const answer = await ask(gateway.url, NAMES);
    expect([answer.data, answer.errors?.[0]?.extensions?.['code'], staleOf(answer)]).toEqual([{ regions: null }, 'SUBGRAPH_REQUEST_FAILED', undefined]);
  });
});
