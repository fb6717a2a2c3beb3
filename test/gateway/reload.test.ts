// A running gateway whose supergraph file is replaced: what requests under way and new ones get, on each engine.

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../gateway/createGateway.js';
import { createLogger } from '../../gateway/telemetry/createLogger.js';
import { composeWorld, withFederation } from '../kit/composeWorld.js';
import { ENGINES } from '../kit/federation.js';
import { ask } from '../kit/gateway/ask.js';
import { TestSubgraph } from '../kit/gateway/TestSubgraph.js';
import { waitFor } from '../kit/waitFor.js';

const OLD = { shop: { sdl: 'type Query { item: Item } type Item { old: String }' } };
const NEW = { shop: { sdl: 'type Query { item: Item } type Item { new: String }' } };
/** The agency itself has both already: agencies are released before the gate knows. */
const BOTH = 'type Query { item: Item } type Item { old: String new: String }';

const unknown = (field: string) => [expect.objectContaining({ message: `Cannot query field "${field}" on type "Item".` })];

let shop: TestSubgraph;
let folder: string;

beforeAll(async () => {
  shop = await new TestSubgraph(withFederation(BOTH), { Query: { item: () => ({ old: 'o', new: 'n' }) } }).start();
});

afterAll(() => shop.stop());

/** With the real address of the agency. */
function composed(world: typeof OLD | typeof NEW): string {
  return composeWorld(world).replaceAll(/url: "http:[^"]*"/g, `url: "${shop.url}"`);
}

async function replaceBy(sdl: string): Promise<void> {
  const next = join(folder, 'next.graphql');
  await writeFile(next, sdl);
  await rename(next, join(folder, 'supergraph.graphql'));
}

describe.each(ENGINES)('on %s', (engine) => {
  let gateway: Gateway;
  let logged: { msg: string; reason?: string; generation?: number }[];

  beforeEach(async () => {
    shop.reset();
    logged = [];
    folder = await mkdtemp(join(tmpdir(), 'reload-'));
    await replaceBy(composed(OLD));
    const base = loadConfig({ env: { PORT: '0' } });
    gateway = await createGateway({
      // Time enough for an answer that is held back while the next generation is built.
      config: { ...base, engine, agencies: { shop: { ...base.agencies['applicants']!, url: shop.url, timeoutMs: 15_000 } }, supergraphFile: join(folder, 'supergraph.graphql'), supergraphPollMs: 5, requestTimeoutMs: 20_000 },
      logger: createLogger({ name: 'gateway', level: 'info', destination: { write: (line) => void logged.push(JSON.parse(line)) } }),
    });
  });

  afterEach(async () => {
    await gateway.close();
    await rm(folder, { recursive: true });
  });

  const linesOf = (message: string) => logged.filter(({ msg }) => msg === message);
  const replaced = (count = 1) => waitFor('the replacement', () => linesOf('supergraph replaced').length === count);

  it('new requests are answered by the new schema', async () => {
    expect(await ask(gateway.url, '{ item { old } }')).toMatchObject({ data: { item: { old: 'o' } } });
    await replaceBy(composed(NEW));
    await replaced();
    expect(await ask(gateway.url, '{ item { new } }')).toMatchObject({ data: { item: { new: 'n' } } });
    expect((await ask(gateway.url, '{ item { old } }')).errors).toEqual(unknown('old'));
    expect(linesOf('supergraph replaced')).toMatchObject([{ generation: 2, agencies: ['shop'] }]);
  });

  it('a request under way ends on the schema that it began with', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    shop.behaviour = {
      kind: 'rewrite',
      change: async (response) => {
        await released;
        return response;
      },
    };
    const underWay = ask(gateway.url, '{ item { old } }');
    await waitFor('the call', () => shop.openCalls === 1);
    await replaceBy(composed(NEW));
    await replaced();
    shop.behaviour = { kind: 'answer' };
    expect(await ask(gateway.url, '{ item { new } }')).toMatchObject({ data: { item: { new: 'n' } } });
    release();
    expect(await underWay).toMatchObject({ data: { item: { old: 'o' } } });
  });

  it('a file that does not load keeps the old schema and says why, once; the next good one is taken', async () => {
    await replaceBy('type Query {');
    await waitFor('the refusal', () => linesOf('supergraph not replaced').length === 1);
    expect(linesOf('supergraph not replaced')[0]?.reason).toContain(`${join(folder, 'supergraph.graphql')}: no usable supergraph: Syntax Error`);
    expect(await ask(gateway.url, '{ item { old } }')).toMatchObject({ data: { item: { old: 'o' } } });
    await replaceBy(composed(NEW));
    await replaced();
    expect(linesOf('supergraph not replaced')).toHaveLength(1);
    expect(await ask(gateway.url, '{ item { new } }')).toMatchObject({ data: { item: { new: 'n' } } });
  });

  it('under load no request is refused, and each is answered wholly by one schema', async () => {
    const load = { isOver: false };
    const counts = { old: 0, new: 0 };
    const client = async () => {
      while (!load.isOver) {
        const { data, errors } = await ask(gateway.url, '{ item { __typename ... on Item { old } } }');
        // The schema without the field refuses before any agency is asked; nothing else is ever said.
        if (errors === undefined) expect(data).toEqual({ item: { __typename: 'Item', old: 'o' } });
        else expect([data, errors]).toEqual([undefined, unknown('old')]);
        counts[errors === undefined ? 'old' : 'new'] += 1;
      }
    };
    const clients = Array.from({ length: 8 }, client);
    for (let round = 1; round <= 20; round += 1) {
      const before = { ...counts };
      const kind = round % 2 === 1 ? 'new' : 'old';
      await replaceBy(composed(kind === 'new' ? NEW : OLD));
      await replaced(round);
      await waitFor('an answer of the new schema', () => counts[kind] > before[kind] + 8);
    }
    load.isOver = true;
    await Promise.all(clients);
    expect(linesOf('supergraph not replaced')).toEqual([]);
  });
});
