// One response while it is written: where in its lists the writing stands, and what did not fit the schema.
// That is one error per value, unless an error that execution reported lies at the same place, above it or
// below it and so explains the gap already.

import type { GraphQLFormattedError } from 'graphql';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import type { ExecutedData } from '../execution/Execution.js';
import { ErrorPaths } from './ErrorPaths.js';
import { fieldOf, pathOf, type Place } from './Place.js';

/** Agencies that resolve a field (Supergraph.agenciesOf). */
export type AgenciesOf = (typeName: string, fieldName: string) => readonly string[];

export type WritingHints = Pick<ExecutedData, 'textKind' | 'repeated'>;

const NONE: ReadonlySet<object> = new Set();

export class Writing {
  /** The index of the item being written in each open list, outermost first. */
  readonly indices: number[] = [];
  /** True where no string needs escaping. */
  readonly isPlain: boolean;
  readonly #repeated: ReadonlySet<object>;
  /** Texts of repeated objects, by what is written of them. */
  readonly #texts = new Map<object, Map<object, string>>();
  readonly #reported: readonly GraphQLFormattedError[];
  readonly #agenciesOf: AgenciesOf;
  readonly #found: GraphQLFormattedError[] = [];
  #explained: ErrorPaths | undefined;
  #rejectionCount = 0;

  /** @param reported errors of execution, by client paths. */
  constructor(reported: readonly GraphQLFormattedError[], agenciesOf: AgenciesOf, { textKind = 'any', repeated = NONE }: WritingHints = {}) {
    this.isPlain = textKind !== 'any';
    this.#repeated = repeated;
    this.#reported = reported;
    this.#agenciesOf = agenciesOf;
  }

  get errors(): readonly GraphQLFormattedError[] {
    return this.#found.length === 0 ? this.#reported : [...this.#reported, ...this.#found];
  }

  /** True for an object that stands at several places. */
  isRepeated(value: object): boolean {
    return this.#repeated.has(value);
  }

  /**
   * The text of a repeated object, written once. One that brings an error is written at each of its places,
   * since each has its own path.
   * @param selection what is written of it.
   */
  once(selection: object, value: object, write: () => string | undefined): string | undefined {
    let texts = this.#texts.get(selection);
    if (texts === undefined) this.#texts.set(selection, (texts = new Map()));
    const known = texts.get(value);
    if (known !== undefined) return known;
    const before = this.#rejectionCount;
    const text = write();
    if (text !== undefined && this.#rejectionCount === before) texts.set(value, text);
    return text;
  }

  /** Returns undefined, which is what a writer answers for a value that cannot be written. */
  reject(place: Place): undefined {
    this.#rejectionCount += 1;
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
