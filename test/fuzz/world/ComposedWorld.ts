// A world that is ready to be asked: composed once, whatever number of operations and gateways come to it.

import { DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { buildASTSchema, parse, type GraphQLSchema } from 'graphql';
import { composeWorld } from '../../kit/composeWorld.js';
import { generateWorld } from './generateWorld.js';
import { printWorld } from './printSubgraph.js';
import { Truth } from './Truth.js';
import type { World } from './World.js';

export interface ComposedWorld {
  readonly world: World;
  readonly truth: Truth;
  /** By subgraph. */
  readonly sdls: Readonly<Record<string, string>>;
  readonly supergraphSdl: string;
  /** What clients may ask, as the composition library says. */
  readonly apiSchema: GraphQLSchema;
  /** Everything, the inaccessible parts included. */
  readonly fullSchema: GraphQLSchema;
}

const SUPPORTED_FEATURES = new Set([
  ...DEFAULT_SUPPORTED_SUPERGRAPH_FEATURES,
  'https://specs.apollo.dev/authenticated/v0.1',
  'https://specs.apollo.dev/requiresScopes/v0.1',
]);

/** @throws where the world does not compose, with composition's words. */
export function composed(world: World): ComposedWorld {
  const printed = printWorld(world);
  const supergraphSdl = composeWorld(printed);
  return {
    world,
    truth: new Truth(world),
    sdls: Object.fromEntries(Object.entries(printed).map(([graph, { sdl }]) => [graph, sdl])),
    supergraphSdl,
    apiSchema: Supergraph.build(supergraphSdl, { supportedFeatures: SUPPORTED_FEATURES }).apiSchema().toGraphQLJSSchema(),
    fullSchema: buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true }),
  };
}

/** The world of the seed; where that does not compose, the next of its kind. */
export function composable(seed: string): { readonly composed: ComposedWorld; readonly refused: number } {
  let refused = 0;
  for (let last: unknown; ; refused += 1) {
    if (refused === MAX_REFUSED) throw new Error(`no world of the seed ${seed} composes: ${String(last)}`);
    try {
      return { composed: composed(generateWorld(refused === 0 ? seed : `${seed}.${refused}`)), refused };
    } catch (error) {
      last = error;
    }
  }
}

const MAX_REFUSED = 20;
