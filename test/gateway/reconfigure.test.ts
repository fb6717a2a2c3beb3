// A running gateway whose configuration is changed: what can change does so by a new generation, what cannot is refused
// as a whole, and the old goes on.

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../gateway/createGateway.js';
import { createLogger } from '../../gateway/telemetry/createLogger.js';
import { composeWorld, withFederation } from '../kit/composeWorld.js';
import { ask } from '../kit/gateway/ask.js';
import { runGateway } from '../kit/gateway/runGateway.js';
import { TestSubgraph } from '../kit/gateway/TestSubgraph.js';
import { waitFor } from '../kit/waitFor.js';

const SDL = 'type Query { item(id: ID): Item secret: String @policy(policies: [["open"]]) } type Item { name: String inner: Item }';
const DEEP = '{ item { inner { inner { name } } } }';

let agencies: TestSubgraph[];
let folder: string;
let gateway: Gateway;
let logged: { msg: string; reason?: string; generation?: number }[];
let configFile: string;
let policiesFile: string;

beforeAll(async () => {
  agencies = await Promise.all(
    ['first', 'second'].map((name) => new TestSubgraph(withFederation(SDL), { Query: { item: () => ({ name, inner: { name, inner: { name } } }), secret: () => 'seen' } }).start()),
  );
});
afterAll(() => Promise.all(agencies.map((agency) => agency.stop())));

/** As Kubernetes and careful people do: all at once. */
async function write(file: string, text: string): Promise<void> {
  await writeFile(`${file}.next`, text);
  await rename(`${file}.next`, file);
}

const settings = (more: object = {}) => ({
  supergraphFile: join(folder, 'supergraph.graphql'),
  supergraphPollMs: 5,
  requestTimeoutMs: 20_000,
  agencies: { shop: { url: agencies[0]?.url, timeoutMs: 10_000 } },
  access: { mode: 'filter', policiesFile },
  ...more,
});
const configure = (more: object = {}) => write(configFile, JSON.stringify(settings(more)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reconfigure-'));
  configFile = join(folder, 'config.json');
  policiesFile = join(folder, 'policies.mjs');
  await writeFile(join(folder, 'supergraph.graphql'), composeWorld({ shop: { sdl: SDL } }));
  await writeFile(policiesFile, 'export const open = () => false;');
  await configure();
  logged = [];
  const read = () => loadConfig({ env: { PORT: '0', QAQPA_CONFIG: configFile } });
  gateway = await createGateway({
    config: read(),
    reread: { file: configFile, read },
    logger: createLogger({ name: 'gateway', level: 'info', destination: { write: (line) => void logged.push(JSON.parse(line)) } }),
  });
});
afterEach(async () => {
  await gateway.close();
  await rm(folder, { recursive: true });
});

const linesOf = (message: string) => logged.filter(({ msg }) => msg === message);
const replaced = (count = 1) => waitFor('the replacement', () => linesOf('configuration replaced').length >= count);
const refused = () => waitFor('the refusal', () => linesOf('configuration not replaced')[0]?.reason ?? null);
const secret = async () => (await ask(gateway.url, '{ secret }')).data;
const nameOf = async () => (await ask(gateway.url, '{ item { name } }')).data?.['item'];

describe('a change that needs no restart takes effect in the file', () => {
  it('limits', async () => {
    expect((await ask(gateway.url, DEEP)).errors).toBeUndefined();
    await configure({ limits: { maxDepth: 3 } });
    await replaced();
    expect((await ask(gateway.url, DEEP)).errors?.[0]?.extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX' });
    expect(linesOf('configuration replaced')).toMatchObject([{ generation: 2 }]);
  });

  it('the address of an agency', async () => {
    expect(await nameOf()).toEqual({ name: 'first' });
    await configure({ agencies: { shop: { url: agencies[1]?.url, timeoutMs: 10_000 } } });
    await replaced();
    expect(await nameOf()).toEqual({ name: 'second' });
  });

  it('maintenance, also where an agency is back before its time', async () => {
    const shop = { url: agencies[0]?.url, timeoutMs: 10_000 };
    const now = Date.now();
    const [from, until] = [now - 60_000, now + 3_600_000].map((ms) => new Date(ms).toISOString().replace(/\.\d+/, ''));
    await configure({ agencies: { shop: { ...shop, maintenance: { once: [{ from, until }] } } } });
    await replaced();
    expect((await ask(gateway.url, '{ item { name } }')).errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_IN_MAINTENANCE', agency: 'shop' });
    await configure({ agencies: { shop } });
    await replaced(2);
    expect(await nameOf()).toEqual({ name: 'first' });
  });

  it('policies, also where only their file has changed', async () => {
    expect(await secret()).toEqual({ secret: null });
    await write(policiesFile, 'export const open = () => true;');
    await replaced();
    expect(await secret()).toEqual({ secret: 'seen' });
  });
});

describe('a configuration that cannot be taken leaves the old one in place and says why', () => {
  it.each<[string, () => object, string]>([
    ['the breaker of an agency', () => ({ agencies: { shop: { ...settings().agencies.shop, breaker: { openMs: 1 } } } }), 'a restart is needed to change agencies.shop.breaker'],
    ['another host and body size', () => ({ host: '::1', maxRequestBytes: 2_048 }), 'a restart is needed to change host, maxRequestBytes'],
    ['a value that does not fit', () => ({ limits: { maxDepth: 'deep' } }), 'maxDepth: expected'],
    ['another file of policies', () => ({ access: { mode: 'filter' } }), 'a restart is needed to change access.policiesFile'],
    ['the time of an agency', () => ({ agencies: { shop: { ...settings().agencies.shop, timeoutMs: 9_000 } } }), 'a restart is needed to change agencies.shop.timeoutMs'],
    ['what the supergraph does not allow', () => ({ agencies: { ...settings().agencies, other: { url: 'http://127.0.0.1:1/graphql' } } }), 'agencies.other: the supergraph has no such agency'],
  ])('%s', async (_what, more, reason) => {
    await configure(more());
    expect(await refused()).toContain(reason);
    expect((await ask(gateway.url, DEEP)).errors).toBeUndefined();
    // The next one that fits is taken.
    await configure({ limits: { maxDepth: 3 } });
    await replaced();
    expect((await ask(gateway.url, DEEP)).errors?.[0]?.extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX' });
  });
});

it.runIf(process.platform !== 'win32')('a gateway that gets SIGHUP reads its configuration again and goes on', async () => {
  const file = join(folder, 'process.json');
  await write(file, JSON.stringify(settings({ supergraphPollMs: 0 })));
  const own = runGateway({ QAQPA_CONFIG: file });
  const url = await own.url();
  expect((await ask(url, DEEP)).errors).toBeUndefined();
  await write(file, JSON.stringify(settings({ supergraphPollMs: 0, limits: { maxDepth: 3 } })));
  own.kill('SIGHUP');
  await waitFor('the replacement', () => own.logLines.some(({ msg }) => msg === 'configuration replaced'));
  expect((await ask(url, DEEP)).errors?.[0]?.extensions).toEqual({ code: 'OPERATION_TOO_COMPLEX' });
  own.kill('SIGTERM');
  expect(await own.ended).toBe(0);
});
