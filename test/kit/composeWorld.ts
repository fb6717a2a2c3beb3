// Subgraphs of a test's own, composed by the composition library alone: the rules of this house do not
// hold for other people's schemas.

import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { Resolvers } from './gateway/TestSubgraph.js';

export interface SubgraphSource {
  /** Without the `@link` to federation: it is put on top, with every directive imported. */
  readonly sdl: string;
  readonly resolvers?: Resolvers;
}

/** By name: lower case letters, digits and hyphens. */
export type FederationWorld = Readonly<Record<string, SubgraphSource>>;

/** The supergraph's SDL. */
export function composeWorld(world: FederationWorld): string {
  const { errors, supergraphSdl } = composeServices(
    Object.entries(world).map(([name, { sdl }]) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(withFederation(sdl)) })),
  );
  if (supergraphSdl === undefined) throw new Error(`the world does not compose:\n${errors?.join('\n')}`);
  return supergraphSdl;
}

const FEDERATION_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@requires", "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@extends", "@context", "@fromContext", "@tag", "@authenticated", "@requiresScopes", "@policy"
])\n`;

export function withFederation(sdl: string): string {
  return FEDERATION_LINK + sdl;
}
