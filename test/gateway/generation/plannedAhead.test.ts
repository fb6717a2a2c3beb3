// What is planned before anybody asks: the persisted operations at the start, the hottest ones before a new supergraph
// serves.

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../../gateway/createGateway.js';
import { createLogger } from '../../../gateway/telemetry/createLogger.js';
import { composeWorld } from '../../kit/composeWorld.js';
import { ask } from '../../kit/gateway/ask.js';
import { committedManifest, manifestOf } from '../../kit/manifests.js';
import { waitFor } from '../../kit/waitFor.js';

let folder: string;
let gateway: Gateway | undefined;
let logged: { msg: string; known?: number; ready?: number }[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'planned-ahead-'));
  logged = [];
});
afterEach(async () => {
  await gateway?.close();
  await rm(folder, { recursive: true });
});

const aheadLines = () => logged.filter(({ msg }) => msg === 'operations planned ahead').map(({ known, ready }) => ({ known, ready }));

async function start(sdl: string | undefined, manifest: string, warmOperations = 100): Promise<string> {
  const base = loadConfig({ env: { PORT: '0' } });
  const supergraphFile = sdl === undefined ? base.supergraphFile : join(folder, 'supergraph.graphql');
  if (sdl !== undefined) await writeFile(supergraphFile, sdl);
  const manifestFile = join(folder, 'manifest.json');
  await writeFile(manifestFile, manifest);
  gateway = await createGateway({
    config: {
      ...base,
      supergraphFile,
      supergraphPollMs: 5,
      requestTimeoutMs: 20_000,
      planning: { ...base.planning, timeoutMs: 60_000, warmMs: 60_000, warmOperations },
      persistedOperations: { mode: 'open', manifestFile },
    },
    logger: createLogger({ name: 'gateway', level: 'debug', destination: { write: (line) => void logged.push(JSON.parse(line)) } }),
  });
  return gateway.url;
}

it('at the start, every persisted operation', async () => {
  const { text, size } = committedManifest();
  await start(undefined, text);
  expect(size).toBeGreaterThan(1);
  expect(aheadLines()).toEqual([{ known: size, ready: size }]);
});

const WORLD = (more = '') => composeWorld({ shop: { sdl: `type Query { a: Int b: Int c: Int ${more} }` } });

async function replaceBy(sdl: string): Promise<void> {
  await writeFile(join(folder, 'next'), sdl);
  await rename(join(folder, 'next'), join(folder, 'supergraph.graphql'));
  await waitFor('the replacement', () => logged.some(({ msg }) => msg === 'supergraph replaced'));
}

it('before a new supergraph serves, what was asked most, as far as it still fits, then what is persisted', async () => {
  const url = await start(WORLD('gone: Int'), manifestOf(['{ c }']));
  for (const query of ['{ a }', '{ b }', '{ gone }', '{ a }', '{ a }', '{ gone }']) await ask(url, query);
  await replaceBy(WORLD('new: Int'));
  // The persisted one stands in both lists.
  expect(aheadLines()).toEqual([
    { known: 1, ready: 1 },
    { known: 4, ready: 3 },
  ]);
});

it.each([
  [0, { known: 0, ready: 0 }],
  [1, { known: 1, ready: 1 }],
  [2, { known: 2, ready: 1 }],
])('no more than %i of them where the configuration says so', async (warmOperations, expected) => {
  const url = await start(WORLD('gone: Int'), manifestOf([]), warmOperations);
  for (const query of ['{ a }', '{ gone }', '{ a }', '{ gone }', '{ a }', '{ b }']) await ask(url, query);
  await replaceBy(WORLD('new: Int'));
  expect(aheadLines().at(-1)).toEqual(expected);
});
