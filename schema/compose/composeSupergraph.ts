// From the agencies' schemas to the supergraph: read each, check the rules of the house, compose,
// and print what the gateway loads and what clients see. All problems are told at once, as values.

import { compose, type CompositionResult as LibraryResult } from '@apollo/composition';
import { buildSubgraph, Subgraphs, Supergraph } from '@apollo/federation-internals';
import { GraphQLError, printSchema } from 'graphql';
import { checkSubgraphs } from '../check/checkSubgraphs.js';
import type { SchemaProblem } from '../check/SchemaProblem.js';
import { SUPPORTED_FEATURES } from '../contract/supportedFeatures.js';
import { OWNERSHIP, type Ownership } from '../ownership.js';
import { compositionProblems } from './compositionProblems.js';

export interface SubgraphSource {
  /** The agency's name. */
  readonly name: string;
  /** Where the gateway finds it unless configured otherwise; written into the supergraph. */
  readonly url: string;
  readonly sdl: string;
}

export type CompositionResult =
  | {
      readonly kind: 'composed';
      /** What the gateway loads. */
      readonly supergraphSdl: string;
      /** What clients see: no federation directives, nothing marked @inaccessible. */
      readonly apiSdl: string;
      /** The composition library's remarks on schemas that compose but look unintended, one line each. */
      readonly hints: readonly string[];
    }
  | { readonly kind: 'rejected'; readonly problems: readonly SchemaProblem[] };

export interface ComposeOptions {
  /** Who owns which entity. Default: the table of this repository. */
  readonly ownership?: Ownership;
}

/**
 * Composes the agencies' schemas and checks them against the rules of the house. Never throws for
 * what stands in a schema.
 */
export function composeSupergraph(sources: readonly SubgraphSource[], options: ComposeOptions = {}): CompositionResult {
  const read = readSubgraphs(sources);
  if (read.kind === 'rejected') return read;
  const { subgraphs } = read;

  const ruleProblems = checkSubgraphs(subgraphs.values(), options.ownership ?? OWNERSHIP);
  const composition = tryCompose(subgraphs);
  const errors = composition.errors ?? [];
  const problems = [...ruleProblems, ...errors.flatMap((error) => compositionProblems(error))];
  if (problems.length > 0 || composition.errors !== undefined) return { kind: 'rejected', problems };

  return {
    kind: 'composed',
    supergraphSdl: composition.supergraphSdl,
    apiSdl: printSchema(Supergraph.build(composition.supergraphSdl, { supportedFeatures: SUPPORTED_FEATURES }).apiSchema().toGraphQLJSSchema()),
    hints: composition.hints.map((hint) => `${hint.definition.code}: ${hint.message}`),
  };
}

type ReadResult = { readonly kind: 'read'; readonly subgraphs: Subgraphs } | Extract<CompositionResult, { kind: 'rejected' }>;

/** Reads every schema before giving up, so that two broken ones are told in one go. */
function readSubgraphs(sources: readonly SubgraphSource[]): ReadResult {
  const subgraphs = new Subgraphs();
  const problems = sources.flatMap(({ name, url, sdl }) => {
    try {
      subgraphs.add(buildSubgraph(name, url, sdl));
      return [];
    } catch (error) {
      return compositionProblems(error, name);
    }
  });
  return problems.length > 0 ? { kind: 'rejected', problems } : { kind: 'read', subgraphs };
}

/** The library returns most errors, but throws some: an interface that is an object elsewhere, for one. */
function tryCompose(subgraphs: Subgraphs): LibraryResult {
  try {
    return compose(subgraphs);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}
