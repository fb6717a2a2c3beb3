// An agency without a usable endpoint, or whose part of the supergraph cannot be used, takes its own fields with it and nothing
// else: at the start, at a reload, on each engine.

import { planInPlace } from '../kit/gateway/planInPlace.js';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../gateway/createGateway.js';
import { createLogger } from '../../gateway/telemetry/createLogger.js';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import { ENGINES, type EngineName } from '../kit/federation.js';
import { ask, reportOf } from '../kit/gateway/ask.js';
import { startTestWorld, stopTestWorld, SUPERGRAPH_FILE, type TestWorld } from '../kit/gateway/testWorld.js';
import { waitFor } from '../kit/waitFor.js';

const NEEDING: Readonly<Record<AgencyName, string>> = {
  applicants: '{ application(id: "case-ready") { stage } }',
  'security-checks': '{ authorities { code } }',
  'labour-demand': '{ demandRegistrations { nodes { id } } }',
  'regional-quotas': '{ regions { code } }',
};

let world: TestWorld;
let folder: string;
let gateway: Gateway | undefined;
let logged: { msg: string; agency?: string; reason?: string }[];

beforeAll(async () => {
  world = await startTestWorld();
});
afterAll(() => stopTestWorld(world));

beforeEach(async () => {
  logged = [];
  folder = await mkdtemp(join(tmpdir(), 'quarantine-'));
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  for (const subgraph of Object.values(world)) subgraph.reset();
  await rm(folder, { recursive: true });
});

/**
 * With the real addresses, but for those that are given.
 * @param damage what happens to the text before it is written.
 */
async function writeSupergraph(given: Partial<Record<AgencyName, string>>, damage: (sdl: string) => string = (sdl) => sdl): Promise<void> {
  const sdl = AGENCY_NAMES.reduce(
    (text, name) => text.replace(new RegExp(`name: "${name}", url: "[^"]*"`), `name: "${name}", url: "${given[name] ?? world[name].url}"`),
    await readFile(SUPERGRAPH_FILE, 'utf8'),
  );
  await writeFile(join(folder, 'next.graphql'), damage(sdl));
  await rename(join(folder, 'next.graphql'), join(folder, 'supergraph.graphql'));
}

type Settings = ReturnType<typeof loadConfig>['agencies'];

async function start(engine: EngineName, agencies: Settings = {}): Promise<string> {
  const config = { ...loadConfig({ env: { PORT: '0' } }), engine, agencies, supergraphFile: join(folder, 'supergraph.graphql'), supergraphPollMs: 5 };
  const logger = createLogger({ name: 'gateway', level: 'info', destination: { write: (line: string) => logged.push(JSON.parse(line) as (typeof logged)[number]) } });
  gateway = await createGateway({ startPlanning: planInPlace, config, logger, admin: { host: '127.0.0.1', port: 0 } });
  return gateway.url;
}

const quarantineLines = () => logged.filter(({ msg }) => msg === 'agency quarantined').map(({ agency, reason }) => [agency, reason]);

/** The lines that tell of the agency, by what stands before their values. */
async function metricsOf(agency: AgencyName): Promise<ReadonlyMap<string, string>> {
  const text = await (await fetch(`${gateway?.adminUrl}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.includes(`agency="${agency}"`));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]));
}

const replaced = () => logged.filter(({ msg }) => msg === 'supergraph replaced').length;

async function expectAlone(url: string, broken: AgencyName): Promise<void> {
  for (const name of AGENCY_NAMES) {
    const answer = await ask(url, NEEDING[name]);
    if (name !== broken) expect([name, reportOf(answer, name)?.status, reportOf(answer, broken)]).toEqual([name, 'OK', undefined]);
    else expect([answer.status, reportOf(answer, name), answer.errors?.[0]?.extensions]).toMatchObject([200, { status: 'UNAVAILABLE', calls: 0, code: 'SUBGRAPH_REQUEST_FAILED' }, { code: 'SUBGRAPH_REQUEST_FAILED', agency: name }]);
  }
  expect(world[broken].calls).toEqual([]);
}

/** Puts another field set in the place of the agency's first of the kind. */
function damaging(agency: AgencyName, kind: 'key' | 'requires', fields: string): (sdl: string) => string {
  const graph = agency.toUpperCase().replace('-', '_');
  return (sdl) => {
    const damaged = sdl.replace(new RegExp(`(graph: ${graph}, ${kind}: )"[^"]*"`), `$1"${fields}"`);
    expect(damaged).not.toBe(sdl);
    return damaged;
  };
}

describe.each(ENGINES)('on %s', (engine) => {
  it.each(AGENCY_NAMES)('%s without an address costs its own fields', async (broken) => {
    await writeSupergraph({ [broken]: '' });
    const url = await start(engine);
    expect(quarantineLines()).toEqual([[broken, expect.stringContaining(`set agencies.${broken}.url`)]]);
    await expectAlone(url, broken);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  it('one whose certificate cannot be read costs its own fields', async () => {
    await writeSupergraph({});
    const configured = loadConfig({ env: {} }).agencies['regional-quotas']!;
    const url = await start(engine, { 'regional-quotas': { ...configured, url: 'https://localhost/', tls: { caFile: '/nowhere/ca.crt' } } });
    expect(quarantineLines()).toEqual([['regional-quotas', 'agencies.regional-quotas.tls.caFile: /nowhere/ca.crt: expected a readable file, found no file']]);
    await expectAlone(url, 'regional-quotas');
  });

  it('one whose own signing key cannot be used costs its own fields, until the file is mended and read again', async () => {
    await writeSupergraph({});
    const signingKeyFile = join(folder, 'shared.jwk');
    const writeKey = async (kid: string) => {
      await writeFile(`${signingKeyFile}.new`, JSON.stringify({ kty: 'oct', kid, k: Buffer.alloc(32, 1).toString('base64url') }));
      await rename(`${signingKeyFile}.new`, signingKeyFile);
    };
    const signedWith = (agency: AgencyName) => /keyid="([^"]*)"/.exec(String(world[agency].calls.at(-1)?.headers['signature-input']))?.[1];
    const settings = loadConfig({ env: {} }).agencies['regional-quotas']!;
    const url = await start(engine, { 'regional-quotas': { ...settings, url: world['regional-quotas'].url, signature: 'hmac-sha256', signingKeyFile } });
    expect(quarantineLines()).toEqual([['regional-quotas', `agencies.regional-quotas.signingKeyFile: ${signingKeyFile}: expected a readable file, found no file`]]);
    await expectAlone(url, 'regional-quotas');
    await writeKey('shared-1');
    await gateway?.reconfigure();
    expect((await ask(url, NEEDING['regional-quotas'])).errors).toBeUndefined();
    expect(signedWith('regional-quotas')).toBe('shared-1');
    expect(quarantineLines()).toHaveLength(1);
    // It changes like any other key from then on.
    await writeKey('shared-2');
    await waitFor('the next key', async () => {
      await ask(url, NEEDING['regional-quotas']);
      return signedWith('regional-quotas') === 'shared-2' || null;
    }, { boundMs: 30_000 });
  });

  it.each(AGENCY_NAMES)('%s with a key that names no field costs its own fields', async (broken) => {
    await writeSupergraph({}, damaging(broken, 'key', 'noSuchField'));
    const url = await start(engine);
    expect(quarantineLines()).toEqual([[broken, expect.stringMatching(/^the agency's part of the supergraph cannot be used: \w+ @key\(fields: "noSuchField"\): Cannot query field "noSuchField"/)]]);
    await expectAlone(url, broken);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  it('an answer that is owed by one whose schema is broken says that it is unavailable', async () => {
    await writeSupergraph({}, damaging('security-checks', 'requires', 'noSuchField'));
    const { data, errors } = await ask(await start(engine), '{ application(id: "case-ready") { clearance { status outcome } placement { status } readiness { status ready } } }');
    expect([data, errors]).toEqual([{ application: { clearance: { status: 'UNAVAILABLE', outcome: null }, placement: { status: 'ANSWERED' }, readiness: { status: 'ANSWERED', ready: false } } }, undefined]);
    expect(world['security-checks'].calls).toEqual([]);
  });

  it('an answer that such an agency owes says that it is unavailable', async () => {
    await writeSupergraph({ 'security-checks': '' });
    const { data, errors } = await ask(await start(engine), '{ application(id: "case-ready") { clearance { status outcome } placement { status } readiness { status ready } } }');
    expect([data, errors]).toEqual([{ application: { clearance: { status: 'UNAVAILABLE', outcome: null }, placement: { status: 'ANSWERED' }, readiness: { status: 'ANSWERED', ready: false } } }, undefined]);
  });

  it('the metrics go on telling of such an agency, with the same series, and say what it is', async () => {
    const quarantined = 'qaqpa_agency_quarantined{agency="security-checks"}';
    const closed = 'qaqpa_agency_breaker_state{agency="security-checks",class="lookup",state="closed"}';
    const refused = 'qaqpa_agency_calls_total{agency="security-checks",class="lookup",outcome="refused",code="SUBGRAPH_REQUEST_FAILED",blame="operator"}';
    const unavailable = 'qaqpa_answers_total{agency="security-checks",type="SecurityClearance",status="UNAVAILABLE",writer="gateway"}';
    const told = async () => {
      const metrics = await metricsOf('security-checks');
      return { names: [...metrics.keys()], values: [quarantined, closed, refused, unavailable].map((name) => metrics.get(name)) };
    };
    await writeSupergraph({ 'security-checks': '' });
    const url = await start(engine);
    await ask(url, '{ application(id: "case-ready") { clearance { status } } }');
    const alone = await told();
    expect(alone.values).toEqual(['1', '0', '1', '1']);
    expect((await metricsOf('applicants')).get('qaqpa_agency_quarantined{agency="applicants"}')).toBe('0');
    await writeSupergraph({});
    await waitFor('the first reload', () => replaced() === 1 || null, { boundMs: 30_000 });
    expect(await told()).toEqual({ names: alone.names, values: ['0', '1', '1', '1'] });
    await writeSupergraph({ 'security-checks': '' });
    await waitFor('the second reload', () => replaced() === 2 || null, { boundMs: 30_000 });
    expect(await told()).toEqual({ names: alone.names, values: ['1', '0', '1', '1'] });
  });

  it('it begins and ends by a reload, and the others are answered whole all the time', async () => {
    await writeSupergraph({});
    const url = await start(engine);
    const load = { isOver: false, count: 0, faults: [] as unknown[] };
    const running = (async () => {
      while (!load.isOver) {
        const { errors } = await ask(url, NEEDING['security-checks']);
        load.count += 1;
        if (errors !== undefined) load.faults.push(errors);
      }
    })();
    await writeSupergraph({ 'regional-quotas': '' });
    await waitFor('the first reload', () => replaced() === 1 || null, { boundMs: 30_000 });
    expect((await ask(url, NEEDING['regional-quotas'])).errors).toHaveLength(1);
    expect(quarantineLines()).toHaveLength(1);
    await writeSupergraph({});
    await waitFor('the second reload', () => replaced() === 2 || null, { boundMs: 30_000 });
    expect((await ask(url, NEEDING['regional-quotas'])).errors).toBeUndefined();
    expect(quarantineLines()).toHaveLength(1);
    load.isOver = true;
    await running;
    expect(load.faults).toEqual([]);
    expect(load.count).toBeGreaterThan(0);
  });

  it('where no agency is left the gateway does not start', async () => {
    await writeSupergraph(Object.fromEntries(AGENCY_NAMES.map((name) => [name, ''])));
    await expect(start(engine)).rejects.toThrow(/(agency .* has no address.*\n?){4}/);
  });
});
