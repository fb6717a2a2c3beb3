// What agencies were asked about entities while one query is executed. Different places of a plan come to ask the
// same about the same entity, at once or one after the other; the second is told what the first has heard, or
// will hear, so the agency is asked once and one response never tells two things about one entity.
//
// Only answers of plain values are kept: objects of an answer become parts of the places that they are merged
// into, and may not be shared between them. An answer that was not whole serves those who wait for it, but who
// comes later asks anew.

import { Kind, type SelectionSetNode } from 'graphql';
import type { AgencyOperation } from '../subgraph/AgencyOperation.js';
import type { SubgraphError } from '../subgraph/SubgraphRequest.js';

/** What one call brought. */
export interface Heard {
  /** In step with its questions; undefined where nothing came. */
  readonly entities: readonly unknown[] | undefined;
  /** Paths are those of the call. */
  readonly errors: readonly SubgraphError[];
  readonly isWhole: boolean;
}

/** Where the answer to a question stands, or will stand. */
export interface AnswerPlace {
  readonly heard: Promise<Heard>;
  /** Among the questions of that call. */
  readonly index: number;
}

export class AnswerMemory {
  /** By operation and representation text. */
  readonly #places = new Map<AgencyOperation, Map<string, AnswerPlace>>();

  /** @returns by representation text, what was asked already; undefined where that is nothing. */
  recall(operation: AgencyOperation): ReadonlyMap<string, AnswerPlace> | undefined {
    return this.#places.get(operation);
  }

  /** @param texts the questions of a call that is under way. */
  remember(operation: AgencyOperation, texts: readonly string[], heard: Promise<Heard>): void {
    let places = this.#places.get(operation);
    if (places === undefined) this.#places.set(operation, (places = new Map()));
    for (const [index, text] of texts.entries()) places.set(text, { heard, index });
  }

  forget(operation: AgencyOperation, texts: readonly string[]): void {
    const places = this.#places.get(operation);
    for (const text of texts) places?.delete(text);
  }
}

/** True where the operation asks for plain values of entities alone. */
export function asksPlainValues({ definition: { selectionSet } }: AgencyOperation): boolean {
  const [entities] = selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet !== undefined && isFlat(entities.selectionSet);
}

function isFlat({ selections }: SelectionSetNode): boolean {
  return selections.every((selection) =>
    selection.kind === Kind.INLINE_FRAGMENT ? isFlat(selection.selectionSet) : selection.kind === Kind.FIELD && selection.selectionSet === undefined,
  );
}
