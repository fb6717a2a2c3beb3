// Every operation that lacks one part of another: a selection, a fragment's wrapping, an alias, an argument, a condition.
// Some are not valid; who asks finds that out.

import { Kind, visit, type ASTNode, type DocumentNode, type FieldNode, type SelectionNode, type SelectionSetNode } from 'graphql';

export function smallerOperations(document: DocumentNode): DocumentNode[] {
  const smaller: DocumentNode[] = [];
  const replace = (target: ASTNode, replacement: ASTNode | null) => smaller.push(tidied(visit(document, { enter: (node) => (node === target ? replacement : undefined) })));
  visit(document, {
    SelectionSet(selectionSet) {
      if (selectionSet.selections.length > 1) for (const selection of selectionSet.selections) replace(selectionSet, without(selectionSet, selection));
      for (const selection of selectionSet.selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) replace(selectionSet, opened(selectionSet, selection, selection.selectionSet.selections));
        if (selection.kind !== Kind.FRAGMENT_SPREAD) continue;
        const fragment = document.definitions.find((node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value);
        if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) continue;
        replace(selectionSet, opened(selectionSet, selection, [{ kind: Kind.INLINE_FRAGMENT, typeCondition: fragment.typeCondition, directives: selection.directives ?? [], selectionSet: fragment.selectionSet }]));
      }
    },
    Field(field) {
      if (field.alias !== undefined) replace(field, withoutAlias(field));
    },
    Argument(argument, _key, _parent, _path, ancestors) {
      const field = ancestors.at(-1);
      // Directives need theirs.
      if (field !== undefined && 'kind' in field && field.kind === Kind.FIELD) replace(argument, null);
      else if (Array.isArray(field)) {
        const owner = ancestors.at(-2);
        if (owner !== undefined && 'kind' in owner && owner.kind === Kind.FIELD) replace(argument, null);
      }
    },
    Directive: (directive) => void replace(directive, null),
  });
  return smaller;
}

function without(selectionSet: SelectionSetNode, removed: SelectionNode): SelectionSetNode {
  return { ...selectionSet, selections: selectionSet.selections.filter((selection) => selection !== removed) };
}

function opened(selectionSet: SelectionSetNode, replaced: SelectionNode, inner: readonly SelectionNode[]): SelectionSetNode {
  return { ...selectionSet, selections: selectionSet.selections.flatMap((selection) => (selection === replaced ? inner : [selection])) };
}

function withoutAlias({ alias: _alias, ...field }: FieldNode): FieldNode {
  return field;
}

/** Without the fragments and variables that nothing uses any more. */
function tidied(document: DocumentNode): DocumentNode {
  const spread = new Set<string>();
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const follow = (node: ASTNode): void => {
    visit(node, {
      FragmentSpread({ name }) {
        if (spread.has(name.value)) return;
        spread.add(name.value);
        const fragment = fragments.get(name.value);
        if (fragment !== undefined) follow(fragment);
      },
    });
  };
  for (const node of document.definitions) if (node.kind === Kind.OPERATION_DEFINITION) follow(node);
  const definitions = document.definitions.filter((node) => node.kind !== Kind.FRAGMENT_DEFINITION || spread.has(node.name.value));
  const used = new Set<string>();
  for (const node of definitions) {
    const body = node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet : node;
    visit(body, { Variable: ({ name }) => void used.add(name.value) });
  }
  return {
    kind: Kind.DOCUMENT,
    definitions: definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? { ...node, variableDefinitions: (node.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)) } : node,
    ),
  };
}
