// An operation with the fragments that it may spread, for measuring it as if each fragment stood where it is spread:
// twenty fragments, each spread twice in the one before, fit into two kilobytes and make a million fields.
//
// Cost: each fragment is measured once, however often it is spread, and before those that spread it. So what walks by
// recursion never leaves one definition, whose brackets are bounded before parsing, however long a chain of fragments is.
// Expects that fragments exist and do not contain themselves (the specification's own rules come before).

import { Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

type ExecutableDefinition = OperationDefinitionNode | FragmentDefinitionNode;

/** Measures what stands in one definition; `within` is what was found for a fragment that is spread there. */
export type MeasureDefinition = (definition: ExecutableDefinition, within: (fragmentName: string) => number) => number;

export class OpenedOperation {
  readonly definition: OperationDefinitionNode;
  readonly #innermostFirst: readonly FragmentDefinitionNode[];

  private constructor(definition: OperationDefinitionNode, innermostFirst: readonly FragmentDefinitionNode[]) {
    this.definition = definition;
    this.#innermostFirst = innermostFirst;
  }

  /** One for each operation of a valid document. */
  static allOf(document: DocumentNode): OpenedOperation[] {
    const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
    const innermostFirst = orderInnermostFirst(fragments);
    return document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [new OpenedOperation(node, innermostFirst)] : []));
  }

  measure(measureDefinition: MeasureDefinition): number {
    const found = new Map<string, number>();
    const within = (name: string) => found.get(name) ?? 0;
    for (const fragment of this.#innermostFirst) found.set(fragment.name.value, measureDefinition(fragment, within));
    return measureDefinition(this.definition, within);
  }

  /** The sum over all selections, at any depth, of what `own` says of each by itself. */
  sum(own: (selection: SelectionNode) => number): number {
    const sumOf = ({ selections }: SelectionSetNode, within: (name: string) => number): number => {
      let sum = 0;
      for (const selection of selections) {
        sum += own(selection);
        if (selection.kind === Kind.FRAGMENT_SPREAD) sum += within(selection.name.value);
        else if (selection.selectionSet !== undefined) sum += sumOf(selection.selectionSet, within);
      }
      return sum;
    };
    return this.measure(({ selectionSet }, within) => sumOf(selectionSet, within));
  }
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
