// One agency's field sets cannot be used: every kind of damage, in a small world on each engine, at the start and at reloads.

import { planInPlace } from '../kit/gateway/planInPlace.js';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../gateway/createGateway.js';
import { createLogger } from '../../gateway/telemetry/createLogger.js';
import { composeWorld, withFederation } from '../kit/composeWorld.js';
import { ENGINES, type EngineName } from '../kit/federation.js';
import { ask } from '../kit/gateway/ask.js';
import { TestSubgraph } from '../kit/gateway/TestSubgraph.js';
import { waitFor } from '../kit/waitFor.js';

const SHOP = `
  type Query { items: [Item!] }
  type Item @key(fields: "id") { id: ID! name: String @shareable weight: Int maker: Maker }
  type Maker { name: String }`;

const SHIPPING = `
  type Query { parcel: Parcel first: Item @provides(fields: "name") }
  type Parcel { number: ID! }
  type Item @key(fields: "id") { id: ID! name: String @external weight: Int @external cost: Int @requires(fields: "weight") }`;

/** What the shop has is not always known to the gate at once. */
const NEXT_SHOP = SHOP.replace('weight: Int', 'weight: Int colour: String');

const ITEMS = [
  { id: '1', name: 'axe', weight: 3, colour: 'red' },
  { id: '2', name: 'bow', weight: 2, colour: 'blue' },
];

let shop: TestSubgraph;
let shipping: TestSubgraph;
let folder: string;
let gateway: Gateway | undefined;
let logged: { msg: string; agency?: string; reason?: string }[];

beforeAll(async () => {
  shop = await new TestSubgraph(withFederation(NEXT_SHOP), { Query: { items: () => ITEMS } }).start();
  shipping = await new TestSubgraph(withFederation(SHIPPING), {
    Query: { parcel: () => ({ number: '7' }), first: () => ITEMS[0] },
    Item: { __resolveReference: (item: object) => item, cost: ({ weight }: { weight: number }) => weight * 10 },
  }).start();
});
afterAll(() => Promise.all([shop.stop(), shipping.stop()]));

beforeEach(async () => {
  logged = [];
  folder = await mkdtemp(join(tmpdir(), 'broken-schema-'));
});
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
  shop.reset();
  shipping.reset();
  await rm(folder, { recursive: true });
});

type Damage = readonly [sound: string, broken: string];

const KEY = '@join__type(graph: SHIPPING, key: "id")';

async function writeSupergraph(damages: readonly Damage[] = [], shopSdl = SHOP): Promise<void> {
  const composed = composeWorld({ shop: { sdl: shopSdl }, shipping: { sdl: SHIPPING } }).replace('http://shop.test/graphql', shop.url).replace('http://shipping.test/graphql', shipping.url);
  const sdl = damages.reduce((text, [sound, broken]) => {
    expect(text).toContain(sound);
    return text.replace(sound, broken);
  }, composed);
  await writeFile(join(folder, 'next.graphql'), sdl);
  await rename(join(folder, 'next.graphql'), join(folder, 'supergraph.graphql'));
}

async function start(engine: EngineName): Promise<string> {
  const base = loadConfig({ env: { PORT: '0' } });
  const [settings] = Object.values(base.agencies);
  if (settings === undefined) throw new Error('no agency is configured');
  // A busy machine is no fault of an agency's.
  const agencies = Object.fromEntries(Object.entries({ shop, shipping }).map(([name, { url }]) => [name, { ...settings, url, timeoutMs: 10_000 }]));
  const config = { ...base, engine, agencies, requestTimeoutMs: 20_000, supergraphFile: join(folder, 'supergraph.graphql'), supergraphPollMs: 5 };
  const logger = createLogger({ name: 'gateway', level: 'info', destination: { write: (line: string) => logged.push(JSON.parse(line) as (typeof logged)[number]) } });
  gateway = await createGateway({ startPlanning: planInPlace, config, logger });
  return gateway.url;
}

const linesOf = (message: string) => logged.filter(({ msg }) => msg === message);

const reload = (number: number, message: string) => waitFor(message, () => linesOf(message).length === number || null, { boundMs: 30_000 });

const REFUSED = { code: 'SUBGRAPH_REQUEST_FAILED', agency: 'shipping' };

async function expectAlone(url: string): Promise<void> {
  const whole = await ask(url, '{ items { id name weight maker { name } } }');
  expect([whole.data, whole.errors]).toEqual([{ items: ITEMS.map(({ id, name, weight }) => ({ id, name, weight, maker: null })) }, undefined]);
  const mixed = await ask(url, '{ items { name cost } parcel { number } first { name weight } }');
  expect(mixed.data).toEqual({ items: ITEMS.map(({ name }) => ({ name, cost: null })), parcel: null, first: null });
  expect(mixed.errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual(['first', 'items.0.cost', 'items.1.cost', 'parcel']);
  for (const { extensions } of mixed.errors ?? []) expect(extensions).toMatchObject(REFUSED);
  expect(shipping.calls).toEqual([]);
  expect(shop.calls).toHaveLength(2);
}

describe.each(ENGINES)('on %s', (engine) => {
  it.each<[kind: string, damage: Damage, reason: string]>([
    ['a key that cannot be read', [KEY, '@join__type(graph: SHIPPING, key: "id {")'], 'Item @key(fields: "id {"): Syntax Error: Expected Name, found "}".'],
    ['a key without a field', [KEY, '@join__type(graph: SHIPPING, key: "")'], 'Item @key(fields: ""): Syntax Error: Expected Name, found "}".'],
    ['a key that is no text', [KEY, '@join__type(graph: SHIPPING, key: 5)'], 'Item @key(fields: null): Expected a text.'],
    ['a key of an unknown field', [KEY, '@join__type(graph: SHIPPING, key: "number")'], 'Item @key(fields: "number"): Cannot query field "number" on type "Item". Did you mean "name"?'],
    ["a key of another's field", [KEY, '@join__type(graph: SHIPPING, key: "maker { name }")'], 'Item @key(fields: "maker { name }"): The agency has no field "Item.maker".'],
    ['a requirement that cannot be read', ['requires: "weight"', 'requires: "weight }"'], 'Item.cost @requires(fields: "weight }"): Syntax Error: Unexpected "}".'],
    ['a requirement of two selections', ['requires: "weight"', 'requires: "weight } fragment Other on Item { id"'], 'Item.cost @requires(fields: "weight } fragment Other on Item { id"): Expected one selection of fields.'],
    ['a requirement of an unknown field', ['requires: "weight"', 'requires: "mass"'], 'Item.cost @requires(fields: "mass"): Cannot query field "mass" on type "Item".'],
    ['a requirement below a value', ['requires: "weight"', 'requires: "weight { grams }"'], 'Item.cost @requires(fields: "weight { grams }"): Field "weight" must not have a selection since type "Int" has no subfields.'],
    ['a requirement with an unknown argument', ['requires: "weight"', 'requires: "weight(in: 1)"'], 'Item.cost @requires(fields: "weight(in: 1)"): Unknown argument "in" on field "Item.weight".'],
    ['a provision that cannot be read', ['provides: "name"', 'provides: "{ name }"'], 'Query.first @provides(fields: "{ name }"): Syntax Error: Expected Name, found "{".'],
    ['a provision of an unknown field', ['provides: "name"', 'provides: "title"'], 'Query.first @provides(fields: "title"): Cannot query field "title" on type "Item".'],
  ])('an agency with %s takes its own fields with it and no others', async (_kind, damage, reason) => {
    await writeSupergraph([damage]);
    const url = await start(engine);
    expect(linesOf('agency quarantined')).toMatchObject([{ agency: 'shipping', reason: `the agency's part of the supergraph cannot be used: ${reason}` }]);
    await expectAlone(url);
  });

  it('it is said once of an agency, with the first that is wrong and how many more', async () => {
    await writeSupergraph([[KEY, '@join__type(graph: SHIPPING, key: "number")'], ['requires: "weight"', 'requires: "mass"'], ['provides: "name"', 'provides: "title"']]);
    const url = await start(engine);
    expect(linesOf('agency quarantined')).toMatchObject([{ reason: expect.stringMatching(/Item @key\(fields: "number"\): .* \(and 2 more\)$/) as string }]);
    await expectAlone(url);
  });

  it('it begins and ends by a reload, and the others are answered whole all the time', async () => {
    await writeSupergraph();
    const url = await start(engine);
    const load = { isOver: false, count: 0, faults: [] as unknown[] };
    const running = (async () => {
      while (!load.isOver) {
        const { data, errors } = await ask(url, '{ items { name weight } }');
        load.count += 1;
        if (errors !== undefined || (data?.['items'] as unknown[] | undefined)?.length !== ITEMS.length) load.faults.push(errors ?? data);
      }
    })();
    expect((await ask(url, '{ items { cost } }')).data).toEqual({ items: [{ cost: 30 }, { cost: 20 }] });
    await writeSupergraph([[KEY, '@join__type(graph: SHIPPING, key: "id {")']]);
    await reload(1, 'supergraph replaced');
    expect((await ask(url, '{ items { cost } }')).data).toEqual({ items: [{ cost: null }, { cost: null }] });
    expect(linesOf('agency quarantined')).toHaveLength(1);
    await writeSupergraph();
    await reload(2, 'supergraph replaced');
    expect(await ask(url, '{ items { cost } first { name } }')).toMatchObject({ data: { items: [{ cost: 30 }, { cost: 20 }], first: { name: 'axe' } } });
    expect(linesOf('agency quarantined')).toHaveLength(1);
    load.isOver = true;
    await running;
    expect(load.faults).toEqual([]);
    expect(load.count).toBeGreaterThan(0);
  });

  it("another agency's change is taken from the file in which one is broken", async () => {
    await writeSupergraph();
    const url = await start(engine);
    expect((await ask(url, '{ items { colour } }')).data).toBeUndefined();
    await writeSupergraph([['requires: "weight"', 'requires: "mass"']], NEXT_SHOP);
    await reload(1, 'supergraph replaced');
    expect(await ask(url, '{ items { colour } }')).toMatchObject({ data: { items: [{ colour: 'red' }, { colour: 'blue' }] } });
    expect((await ask(url, '{ items { cost } }')).errors).toHaveLength(ITEMS.length);
    expect(shipping.calls).toEqual([]);
  });

  it('where every agency is broken the file is refused, with all reasons: at the start, and at a reload', async () => {
    const both: Damage[] = [[KEY, '@join__type(graph: SHIPPING, key: "mass")'], ['@join__type(graph: SHOP, key: "id")', '@join__type(graph: SHOP, key: "id }")']];
    const refusal = /no usable supergraph: no agency's part of it can be used: shipping: Item @key\(fields: "mass"\): .*; shop: Item @key\(fields: "id }"\): Syntax Error/;
    await writeSupergraph(both);
    await expect(start(engine)).rejects.toThrow(refusal);
    await writeSupergraph();
    const url = await start(engine);
    await writeSupergraph(both);
    await reload(1, 'supergraph not replaced');
    expect(linesOf('supergraph not replaced')).toMatchObject([{ reason: expect.stringMatching(refusal) as string }]);
    expect((await ask(url, '{ items { cost } }')).data).toEqual({ items: [{ cost: 30 }, { cost: 20 }] });
  });

  it('what is the fault of no one agency is refused as ever', async () => {
    await writeSupergraph([[KEY, '@join__type(graph: SHIPPING, key: "mass")'], ['maker: Maker', 'maker: NoSuchType']]);
    await expect(start(engine)).rejects.toThrow(/no usable supergraph: .*NoSuchType/);
  });
});
