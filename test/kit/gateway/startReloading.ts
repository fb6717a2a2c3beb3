// A gateway whose supergraph is replaced back and forth, and a load that tells by each answer which of the two it is of.
//
//   old   type Item { old: String }     { item { __typename ... on Item { old } } }  is answered
//   new   type Item { new: String }     the same is refused before any agency is asked; nothing else is ever said

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadConfig, type GatewayConfig } from '../../../gateway/config/loadConfig.js';
import { createGateway } from '../../../gateway/createGateway.js';
import { createLogger } from '../../../gateway/telemetry/createLogger.js';
import { composeWorld, withFederation } from '../composeWorld.js';
import { ask } from './ask.js';
import { TestSubgraph } from './TestSubgraph.js';

export type ReloadKind = 'old' | 'new';

export interface ReloadLoad {
  /** Answers of each schema. */
  readonly counts: Readonly<Record<ReloadKind, number>>;
  /** What was neither: a connection refused, an answer of both. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

export interface Reloading {
  readonly url: string;
  /** Puts another supergraph in the place of the one that the gateway looks at. */
  replaceBy(kind: ReloadKind): Promise<void>;
  /** Number of the generation that serves. */
  generation(): number;
  load(clients: number): ReloadLoad;
  close(): Promise<void>;
}

const QUERY = '{ item { __typename ... on Item { old } } }';

/** The agency itself has both already: agencies are released before the gate knows. */
const AGENCY = 'type Query { item: Item } type Item { old: String new: String }';

export async function startReloading(settings: Partial<GatewayConfig> = {}): Promise<Reloading> {
  const shop = await new TestSubgraph(withFederation(AGENCY), { Query: { item: () => ({ old: 'o', new: 'n' }) } }).start();
  const folder = await mkdtemp(join(tmpdir(), 'reloading-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const textOf = (kind: ReloadKind) =>
    composeWorld({ shop: { sdl: `type Query { item: Item } type Item { ${kind}: String }` } }).replaceAll(/url: "http:[^"]*"/g, `url: "${shop.url}"`);
  const texts = { old: textOf('old'), new: textOf('new') };
  await writeFile(supergraphFile, texts.old);
  let generation = 1;
  const hear = (line: string) => {
    const { msg, generation: number } = JSON.parse(line) as { msg: string; generation?: number };
    if (msg === 'supergraph replaced' && number !== undefined) generation = number;
  };
  const base = loadConfig({ env: { PORT: '0' } });
  const [agency] = Object.values(base.agencies);
  if (agency === undefined) throw new Error('no agency is configured');
  const gateway = await createGateway({
    // An agency that a busy machine keeps waiting is no fault of the reload.
    config: { ...base, agencies: { ...base.agencies, shop: { ...agency, url: shop.url, timeoutMs: 15_000 } }, supergraphFile, supergraphPollMs: 2, requestTimeoutMs: 20_000, ...settings },
    logger: createLogger({ name: 'gateway', level: 'info', destination: { write: hear } }),
  });
  return {
    url: gateway.url,
    async replaceBy(kind) {
      const next = join(folder, 'next.graphql');
      await writeFile(next, texts[kind]);
      await rename(next, supergraphFile);
    },
    generation: () => generation,
    load: (clients) => startLoad(gateway.url, clients, shop),
    async close() {
      await gateway.close();
      await shop.stop();
      await rm(folder, { recursive: true });
    },
  };
}

function startLoad(url: string, clients: number, shop: TestSubgraph): ReloadLoad {
  const counts = { old: 0, new: 0 };
  const faults: string[] = [];
  const load = { isOver: false };
  const client = async () => {
    while (!load.isOver) {
      // What the agency remembers of its calls is not what is measured.
      shop.calls.length = 0;
      try {
        const { data, errors } = await ask(url, QUERY);
        if (isDeepStrictEqual(data, { item: { __typename: 'Item', old: 'o' } }) && errors === undefined) counts.old += 1;
        else if (data === undefined && errors?.length === 1 && errors[0]?.message === 'Cannot query field "old" on type "Item".') counts.new += 1;
        else faults.push(JSON.stringify({ data, errors }));
      } catch (error) {
        faults.push(String(error));
      }
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  return {
    counts,
    faults,
    async stop() {
      load.isOver = true;
      await running;
    },
  };
}
