// A federation feature as a test: subgraphs with their data, operations, and the whole expected response,
// asked of every engine. Each subgraph is a real HTTP server on a free port; the gateway is the whole one.
//
// The engines stand in one place, ENGINES. Where one of them is known to be wrong the case says so and
// why (`wrongOn`), and the test insists that it still is: a note that no longer holds fails.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLFormattedError } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig, type GatewayConfig } from '../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../gateway/createGateway.js';
import { createLogger } from '../../gateway/telemetry/createLogger.js';
import type { StartPlanning } from '../../gateway/plan/worker/PlanningPool.js';
import { planInPlace } from './gateway/planInPlace.js';
import { composeWorld, withFederation, type FederationWorld } from './composeWorld.js';
import { ask } from './gateway/ask.js';
import { TestSubgraph, type Behaviour, type RecordedCall } from './gateway/TestSubgraph.js';

/** Every engine that `config.engine` can name. */
export const ENGINES = ['apollo', 'compiled'] as const satisfies readonly GatewayConfig['engine'][];

export type EngineName = (typeof ENGINES)[number];

export interface FederationResponse {
  readonly data?: Record<string, unknown> | null;
  /** In any order; `retryAfterMs` is left out, it depends on the clock. */
  readonly errors?: readonly GraphQLFormattedError[];
}

export interface FederationCase {
  /** A sentence of behaviour. */
  readonly behaviour: string;
  readonly operation: string;
  readonly variables?: Record<string, unknown>;
  /** Subgraphs that do something else than to answer. */
  readonly faults?: Readonly<Record<string, Behaviour>>;
  /** The whole response, keys in the order in which they must stand. */
  readonly expected: FederationResponse;
  /** More that must hold once the operation has been answered: what each subgraph was asked. */
  readonly also?: (calls: Readonly<Record<string, readonly RecordedCall[]>>) => void;
  /** Engines that answer otherwise, and why `expected` is right and they are not. */
  readonly wrongOn?: Partial<Record<EngineName, string>>;
}

/**
 * Registers the cases of one feature for every engine.
 * @param makeWorld called once per engine, so that what mutations change stays with one engine.
 * @param refusedBy engines that say at the start that they cannot do it, and with which words.
 */
export function federation(
  feature: string,
  makeWorld: () => FederationWorld,
  cases: readonly FederationCase[],
  refusedBy: Partial<Record<EngineName, string>> = {},
): void {
  describe.each(ENGINES)(`${feature} on %s`, (engine) => {
    const refusal = refusedBy[engine];
    if (refusal !== undefined) {
      it(`are refused at the start: ${refusal}`, async () => {
        await expect(serveWorld(makeWorld(), engine)).rejects.toThrow(refusal);
      });
      return;
    }
    let served: ServedWorld | undefined;
    const world = (): ServedWorld => served ?? fail('the world was not started');

    beforeAll(async () => {
      served = await serveWorld(makeWorld(), engine);
    });
    afterAll(() => served?.close());

    describe.each(cases)('$behaviour', ({ operation, variables, faults = {}, expected, also, wrongOn }) => {
      const wrong = wrongOn?.[engine];
      it(wrong === undefined ? 'is answered as expected' : `is answered wrongly: ${wrong}`, async () => {
        const { url, subgraphs } = world();
        for (const [name, subgraph] of Object.entries(subgraphs)) {
          subgraph.reset();
          subgraph.behaviour = faults[name] ?? subgraph.behaviour;
        }
        const answer = await ask(url, operation, variables === undefined ? {} : { variables });
        const isAsExpected = () => {
          expect(comparable(answer)).toEqual(comparable(expected));
          // The same data, in the order in which the client selected it (GraphQL §7.2.2).
          expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data));
        };
        if (wrong !== undefined) {
          expect(isAsExpected, 'the note in `wrongOn` no longer holds').toThrow();
          return;
        }
        isAsExpected();
        also?.(Object.fromEntries(Object.entries(subgraphs).map(([name, { calls }]) => [name, calls])));
      });
    });
  });
}

export interface ServedWorld {
  /** Of the gateway, without a path. */
  readonly url: string;
  readonly subgraphs: Readonly<Record<string, TestSubgraph>>;
  close(): Promise<void>;
}

/**
 * Composes the world, serves each subgraph and puts a gateway with the engine before them.
 * @param settings in place of those of every federation test.
 * @param startPlanning default: nothing is planned elsewhere.
 */
export async function serveWorld(world: FederationWorld, engine: EngineName, settings: Partial<GatewayConfig> = {}, startPlanning: StartPlanning = planInPlace): Promise<ServedWorld> {
  const subgraphs: Record<string, TestSubgraph> = {};
  const folder = await mkdtemp(join(tmpdir(), 'federation-'));
  let gateway: Gateway | undefined;
  const close = async () => {
    await gateway?.close();
    await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (const [name, { sdl, resolvers = {} }] of Object.entries(world)) {
      subgraphs[name] = await new TestSubgraph(withFederation(sdl), resolvers).start();
    }
    const supergraphFile = join(folder, 'supergraph.graphql');
    await writeFile(supergraphFile, composeWorld(world));
    gateway = await createGateway({
      config: { ...configOf(subgraphs, supergraphFile, engine), ...settings },
      logger: createLogger({ name: 'gateway', level: 'silent', destination: { write: () => undefined } }),
      startPlanning,
    });
    return { url: gateway.url, subgraphs, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** No breaker opens, no agency is hurried, and lists may multiply: a test that wants otherwise has its own. */
function configOf(subgraphs: Readonly<Record<string, TestSubgraph>>, supergraphFile: string, engine: EngineName): GatewayConfig {
  const base = loadConfig({ env: { PORT: '0' } });
  const [settings = fail('no agency is configured')] = Object.values(base.agencies);
  const breaker = { ...settings.breaker, minimumCalls: 1_000 };
  const agencies = Object.fromEntries(
    Object.entries(subgraphs).map(([name, { url }]) => [name, { ...settings, url, timeoutMs: 10_000, breaker }]),
  );
  const limits = { ...base.limits, maxCost: 1_000_000_000 };
  return { ...base, engine, supergraphFile, limits, agencies, requestTimeoutMs: 20_000, mutationTimeoutMs: 20_000 };
}

function comparable({ data, errors = [] }: FederationResponse): FederationResponse {
  const located = errors.map(({ message, path, extensions = {} }) => {
    const { retryAfterMs: _dependsOnTheClock, ...shown } = extensions;
    return { message, ...(path !== undefined && { path }), extensions: shown };
  });
  return { ...(data !== undefined && { data }), errors: located.toSorted((a, b) => (JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1)) };
}

function fail(why: string): never {
  throw new Error(why);
}
