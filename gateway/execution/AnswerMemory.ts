// What agencies have said about entities while one query is executed. Different places of a plan come to ask the
// same about the same entity at different moments; the second time the answer is there already, so the agency is
// not asked again, and one response never tells two things about one entity.
//
// Only whole answers are kept, and only such as hold plain values: objects of an answer become parts of the
// places that they are merged into, and may not be shared between them.

import { Kind, type SelectionSetNode } from 'graphql';
import type { AgencyOperation } from '../subgraph/AgencyOperation.js';

export class AnswerMemory {
  /** By operation and representation text. */
  readonly #answers = new Map<AgencyOperation, Map<string, unknown>>();

  /** @returns answers by representation text; undefined where there is none. */
  recall(operation: AgencyOperation): ReadonlyMap<string, unknown> | undefined {
    return this.#answers.get(operation);
  }

  /** @param entities in step with the texts. */
  remember(operation: AgencyOperation, texts: readonly string[], entities: readonly unknown[]): void {
    let answers = this.#answers.get(operation);
    if (answers === undefined) this.#answers.set(operation, (answers = new Map()));
    for (let index = 0; index < texts.length; index += 1) answers.set(texts[index] ?? '', entities[index]);
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
