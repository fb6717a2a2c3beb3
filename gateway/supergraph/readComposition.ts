// What only the composition library can tell of a composed schema: whether it is one that the gateway may serve, the
// API that clients see, the agencies behind it. Loading the library costs some 50 MB and reading a schema blocks for
// tens of milliseconds, so the gateway has this done where it plans (plan/worker) and gets plain data back.

import { Supergraph as ComposedSchema } from '@apollo/federation-internals';
import { parse, printSchema } from 'graphql';
import { SUPPORTED_FEATURES } from '../../schema/contract/supportedFeatures.js';
import { withoutAccessRules } from './withoutAccessRules.js';

/** Can be sent between processes. */
export interface Composition {
  /** The API as SDL. */
  readonly apiSdl: string;
  /** The composed schema as engines take it: see `Supergraph.engineSdl`. */
  readonly engineSdl: string;
  /** Names of the subgraphs. */
  readonly agencies: readonly string[];
}

/** @throws where the text is no GraphQL, or no supergraph of federation 2 that the gateway can serve. */
export function readComposition(sdl: string): Composition {
  const document = parse(sdl, { noLocation: true });
  const composed = ComposedSchema.build(sdl, { supportedFeatures: SUPPORTED_FEATURES });
  return {
    apiSdl: printSchema(composed.apiSchema().toGraphQLJSSchema()),
    engineSdl: withoutAccessRules(sdl, document),
    agencies: composed.subgraphsMetadata().map(({ name }) => name),
  };
}
