// One response while it is written: where in its lists the writing stands, and what did not fit the schema.
// That is one error per value, unless an error that execution reported lies at the same place, above it or
// below it and so explains the gap already.

import type { GraphQLFormattedError } from 'graphql';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import { ErrorPaths } from './ErrorPaths.js';
import { fieldOf, pathOf, type Place } from './Place.js';

/** Agencies that resolve a field (Supergraph.agenciesOf). */
export type AgenciesOf = (typeName: string, fieldName: string) => readonly string[];

export class Writing {
  /** The index of the item being written in each open list, outermost first. */
  readonly indices: number[] = [];
  /** See ExecutedData. */
  readonly isPlain: boolean;
  readonly #reported: readonly GraphQLFormattedError[];
  readonly #agenciesOf: AgenciesOf;
  readonly #found: GraphQLFormattedError[] = [];
  #explained: ErrorPaths | undefined;

  /** @param reported errors of execution, by client paths. */
  constructor(reported: readonly GraphQLFormattedError[], agenciesOf: AgenciesOf, isPlain = false) {
    this.isPlain = isPlain;
    this.#reported = reported;
    this.#agenciesOf = agenciesOf;
  }

  get errors(): readonly GraphQLFormattedError[] {
    return this.#found.length === 0 ? this.#reported : [...this.#reported, ...this.#found];
  }

  /** Returns undefined, which is what a writer answers for a value that cannot be written. */
  reject(place: Place): undefined {
    const path = pathOf(place, this.indices);
    this.#explained ??= new ErrorPaths(this.#reported);
    if (this.#explained.overlap(path)) return undefined;
    const { typeName, fieldName } = fieldOf(place);
    const [agency, ...others] = this.#agenciesOf(typeName, fieldName);
    this.#found.push({
      message: ERROR_REGISTRY.SUBGRAPH_BAD_RESPONSE.message,
      path,
      extensions: { code: 'SUBGRAPH_BAD_RESPONSE', ...(agency !== undefined && others.length === 0 && { agency }) },
    });
    return undefined;
  }
}
