// The gateway load of the benchmark does what the benchmark says of it. No figure of time is asserted.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configSchema } from '../../gateway/config/configSchema.js';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../gateway/createGateway.js';
import { createLogger } from '../../gateway/telemetry/createLogger.js';
import { ask } from '../kit/gateway/ask.js';
import { UNREACHED_ISSUER } from '../kit/gateway/startTestGateway.js';
import { loadBenchModule } from './benchModule.js';

interface ShopServer {
  readonly urlOf: (name: string) => string;
  readonly requestCount: () => number;
  readonly close: () => Promise<void>;
}

interface ShopRequest {
  readonly body: string;
  readonly check: (text: string) => string | undefined;
}

const { startShopServer } = await loadBenchModule<{ startShopServer: () => Promise<ShopServer> }>('shop/server.mjs');
const { composeShop } = await loadBenchModule<{ composeShop: (urlOf: (name: string) => string) => { supergraphSdl: string; apiSdl: string } }>(
  'shop/supergraph.mjs',
);
const { expectedData, OPERATION, SUBGRAPH_NAMES } = await loadBenchModule<{
  expectedData: (apiSdl: string, shop: string) => Record<string, unknown>;
  OPERATION: string;
  SUBGRAPH_NAMES: readonly string[];
}>('shop/answer.mjs');
const { ANY_SHOP, shopKey } = await loadBenchModule<{ ANY_SHOP: string; shopKey: (number: number) => string }>('shop/world.mjs');
const { createShopRequests } = await loadBenchModule<{
  createShopRequests: (parameters: { distinct: boolean; expected: object; from: number }) => () => ShopRequest;
}>('shop/requests.mjs');

const { OPEN_DOORS } = await loadBenchModule<{ OPEN_DOORS: object }>('measure.mjs');

/** No limit of time is under test here. */
const PATIENCE_MS = 60_000;

let server: ShopServer;
let folder: string;
let apiSdl: string;

beforeAll(async () => {
  server = await startShopServer();
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-shop-'));
  const composed = composeShop((name) => server.urlOf(name));
  apiSdl = composed.apiSdl;
  const agencies = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, { url: server.urlOf(name), timeoutMs: PATIENCE_MS }]));
  const limits = { supergraphFile: path.join(folder, 'supergraph.graphql'), requestTimeoutMs: PATIENCE_MS };
  await writeFile(limits.supergraphFile, composed.supergraphSdl);
  await writeFile(path.join(folder, 'config.json'), JSON.stringify({ ...OPEN_DOORS, ...limits, agencies }));
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function startGateway(engine: string): Promise<Gateway> {
  const config = loadConfig({ file: path.join(folder, 'config.json'), env: { ENGINE: engine, PORT: '0', NODE_ENV: 'production', ...UNREACHED_ISSUER } });
  return createGateway({ config, logger: createLogger({ name: 'gateway', level: 'silent' }) });
}

/** Shops that three requests in a row ask for. */
function shopsOf(distinct: boolean): string[] {
  const next = createShopRequests({ distinct, expected: {}, from: 5 });
  return [next(), next(), next()].map(({ body }) => (JSON.parse(body) as { variables: { shop: string } }).variables.shop);
}

function right(shop: string): string {
  return `{"data":{"users":[{"id":"${shop}/u0","name":"A"}]}}`;
}

describe('the gateway load', () => {
  it.each(configSchema.properties.engine.enum)('has the expected answer on engine %s, for some ten to fifteen fetches', async (engine) => {
    const gateway = await startGateway(engine);
    try {
      const before = server.requestCount();
      const { data, errors } = await ask(gateway.url, OPERATION, { variables: { shop: shopKey(7) } });
      expect(errors).toBeUndefined();
      expect(data).toEqual(expectedData(apiSdl, shopKey(7)));
      const fetches = server.requestCount() - before;
      expect(fetches).toBeGreaterThanOrEqual(9);
      expect(fetches).toBeLessThanOrEqual(18);
    } finally {
      await gateway.close();
    }
  });

  it('ends in an answer of some 85 KB in which two shops share no key', () => {
    const one = JSON.stringify(expectedData(apiSdl, shopKey(1)));
    const two = JSON.stringify(expectedData(apiSdl, shopKey(2)));
    expect(Math.round(one.length / 10_000)).toBe(9);
    expect(one).not.toContain(shopKey(2));
    expect(two).toBe(one.replaceAll(shopKey(1), shopKey(2)));
  });

  it('asks for another shop each time where requests are distinct, and for the same where they are identical', () => {
    expect(shopsOf(true)).toEqual([shopKey(5), shopKey(6), shopKey(7)]);
    expect(shopsOf(false)).toEqual([shopKey(5), shopKey(5), shopKey(5)]);
  });
});

describe('the check of answers', () => {
  const expected = { users: [{ id: `${ANY_SHOP}/u0`, name: 'A' }] };
  /** The problem with the second of two answers, the first of which is right: both ways of checking are met. */
  const problemOf = (text: (shop: string) => string, shopNumber = 2) => {
    const next = createShopRequests({ distinct: true, expected, from: 1 });
    expect(next().check(right(shopKey(1)))).toBeUndefined();
    return next().check(text(shopKey(shopNumber)));
  };

  it.each([
    ['the same text', right],
    ['another order of keys', (shop: string) => `{"data":{"users":[{"name":"A","id":"${shop}/u0"}]}}`],
    ['extensions behind the data', (shop: string) => `${right(shop).slice(0, -1)},"extensions":{"a":1}}`],
  ])('takes %s', (_case, text) => expect(problemOf(text)).toBeUndefined());

  it.each([
    ['another value', (shop: string) => right(shop).replace('"A"', '"B"'), /at data\.users\.0\.name: found "B", expected "A"/],
    ['a missing field', (shop: string) => right(shop).replace(',"name":"A"', ''), /found nothing, expected "A"/],
    ['errors behind right data', (shop: string) => `${right(shop).slice(0, -1)},"errors":[{"message":"x"}]}`, /errors/],
    ['errors before right data', (shop: string) => `{"errors":[],${right(shop).slice(1)}`, /errors/],
    ['right data under another name', (shop: string) => right(shop).replace('data', 'dada'), /found nothing/],
    ['half an answer', (shop: string) => right(shop).slice(0, -3), /no JSON/],
    ['a right answer with the end missing', (shop: string) => right(shop).slice(0, -1), /no JSON/],
  ])('refuses %s', (_case, text, problem) => expect(problemOf(text)).toMatch(problem));

  it("refuses another shop's answer", () => expect(problemOf(right, 3)).toMatch(/found "shop-00000003\/u0", expected "shop-00000002\/u0"/));
});
