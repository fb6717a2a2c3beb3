// What only the composition library can tell of a composed schema: whether it is one that the gateway may serve, the
// API that clients see, the agencies behind it. Loading the library costs some 50 MB and reading a schema blocks for
// tens of milliseconds, so the gateway has this done where it plans (plan/worker) and gets plain data back.

import { Supergraph as ComposedSchema } from '@apollo/federation-internals';
import { parse, print, printSchema } from 'graphql';
import { SUPPORTED_FEATURES } from '../../schema/contract/supportedFeatures.js';
import { findBrokenGraphs } from './quarantine/findBrokenGraphs.js';
import { withoutBrokenParts } from './quarantine/withoutBrokenParts.js';
import { withoutAccessRules } from './withoutAccessRules.js';

/** Can be sent between processes. */
export interface Composition {
  /** The API as SDL. */
  readonly apiSdl: string;
  /** The composed schema without the parts of those that are quarantined; where nobody is, the very same text. */
  readonly servedSdl: string;
  /** `servedSdl` as engines take it: see `Supergraph.engineSdl`. */
  readonly engineSdl: string;
  /** Names of the subgraphs. */
  readonly agencies: readonly string[];
  /** Agencies whose part of the schema cannot be used, each with the reason, one line; never all of them. */
  readonly quarantined: ReadonlyMap<string, string>;
}

/** @throws where the text is no GraphQL, no supergraph of federation 2 that the gateway can serve, or every agency's part of it is broken. */
export function readComposition(sdl: string): Composition {
  const document = parse(sdl, { noLocation: true });
  const composed = ComposedSchema.build(sdl, { supportedFeatures: SUPPORTED_FEATURES });
  const apiSdl = printSchema(composed.apiSchema().toGraphQLJSSchema());
  const agencies = composed.subgraphsMetadata().map(({ name }) => name);
  const broken = findBrokenGraphs(document);
  if (broken.length === agencies.length) throw new Error(`no agency's part of it can be used: ${broken.map(({ agency, reason }) => `${agency}: ${reason}`).join('; ')}`);
  const served = withoutBrokenParts(document, new Set(broken.map(({ graph }) => graph)));
  const servedSdl = served === document ? sdl : print(served);
  return {
    apiSdl,
    servedSdl,
    engineSdl: withoutAccessRules(servedSdl, served),
    agencies,
    quarantined: new Map(broken.map(({ agency, reason }) => [agency, reason])),
  };
}
