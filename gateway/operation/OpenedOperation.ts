// An operation with the fragments that it may spread, for measuring it as if each fragment stood where it is spread:
// twenty fragments, each spread twice in the one before, fit into two kilobytes and make a million fields.
//
// Cost: each fragment of a document is measured once, however often it is spread and in however many operations, and
// before those that spread it. So what walks by recursion never leaves one definition, whose brackets are bounded before
// parsing, however long a chain of fragments is.
// Expects that fragments exist and do not contain themselves (the specification's own rules come before).

import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

type ExecutableDefinition = OperationDefinitionNode | FragmentDefinitionNode;

/** What was found for a fragment, by its name. */
export type MeasuredFragment = (name: string) => number;

/** Measures what stands in one definition; `within` is for the fragments that are spread there. */
export type MeasureDefinition = (definition: ExecutableDefinition, within: MeasuredFragment) => number;

export class OpenedOperation {
  readonly definition: OperationDefinitionNode;
  readonly #fragments: OpenedFragments;

  private constructor(definition: OperationDefinitionNode, fragments: OpenedFragments) {
    this.definition = definition;
    this.#fragments = fragments;
  }

  /** One for each operation of a valid document. */
  static allOf(document: DocumentNode): OpenedOperation[] {
    const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
    const opened = new OpenedFragments(orderInnermostFirst(fragments));
    return document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [new OpenedOperation(node, opened)] : []));
  }

  /** @param measureDefinition the same function for each operation of a document: what it found of fragments is kept by it. */
  measure(measureDefinition: MeasureDefinition): number {
    return measureDefinition(this.definition, this.#fragments.measuredBy(measureDefinition));
  }
}

/** The fragments of one document with what is known of them. */
class OpenedFragments {
  readonly #innermostFirst: readonly FragmentDefinitionNode[];
  readonly #known = new Map<MeasureDefinition, MeasuredFragment>();

  constructor(innermostFirst: readonly FragmentDefinitionNode[]) {
    this.#innermostFirst = innermostFirst;
  }

  measuredBy(measureDefinition: MeasureDefinition): MeasuredFragment {
    let known = this.#known.get(measureDefinition);
    if (known === undefined) {
      const found = new Map<string, number>();
      known = (name) => found.get(name) ?? 0;
      for (const fragment of this.#innermostFirst) found.set(fragment.name.value, measureDefinition(fragment, known));
      this.#known.set(measureDefinition, known);
    }
    return known;
  }
}

/** @returns measures by the sum over all selections, at any depth, of what `own` says of each by itself. */
export function sumOver(own: (selection: SelectionNode) => number): MeasureDefinition {
  const sumOf = ({ selections }: SelectionSetNode, within: MeasuredFragment): number => {
    let sum = 0;
    for (const selection of selections) {
      sum += own(selection);
      if (selection.kind === Kind.FRAGMENT_SPREAD) sum += within(selection.name.value);
      else if (selection.selectionSet !== undefined) sum += sumOf(selection.selectionSet, within);
    }
    return sum;
  };
  return ({ selectionSet }, within) => sumOf(selectionSet, within);
}

/** Depth first, with a stack of its own: a chain may have a thousand links. */
function orderInnermostFirst(fragments: ReadonlyMap<string, FragmentDefinitionNode>): FragmentDefinitionNode[] {
  const ordered: FragmentDefinitionNode[] = [];
  const entered = new Set<string>();
  const pending = [...fragments.values()].map((fragment) => ({ fragment, isOpen: false }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { fragment, isOpen } = next;
    if (isOpen) {
      ordered.push(fragment);
      continue;
    }
    if (entered.has(fragment.name.value)) continue;
    entered.add(fragment.name.value);
    pending.push({ fragment, isOpen: true });
    for (const name of spreadsOf(fragment.selectionSet)) {
      const inner = fragments.get(name);
      if (inner !== undefined) pending.push({ fragment: inner, isOpen: false });
    }
  }
  return ordered;
}

function spreadsOf({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection.name.value];
    return selection.selectionSet === undefined ? [] : spreadsOf(selection.selectionSet);
  });
}
