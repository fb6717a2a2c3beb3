// Selections that directives hold (`requires: "x o { y }"`), read once.

import { Kind, parse, type SelectionNode, type SelectionSetNode } from 'graphql';

const read = new Map<string, readonly SelectionNode[]>();

/** @param text without the braces around it. */
export function selectionsOf(text: string): readonly SelectionNode[] {
  let selections = read.get(text);
  if (selections === undefined) read.set(text, (selections = parseSelections(text)));
  return selections;
}

function parseSelections(text: string): readonly SelectionNode[] {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no selection: ${text}`);
  return definition.selectionSet.selections;
}

/** Calls `visit` with every field of the selections, the type that it is selected on, and what is selected below. */
export function walkSelections(
  typeName: string,
  selections: readonly SelectionNode[],
  typeOfField: (typeName: string, fieldName: string) => string,
  visit: (typeName: string, fieldName: string, inner: SelectionSetNode | undefined, hasArguments: boolean) => void,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      walkSelections(selection.typeCondition?.name.value ?? typeName, selection.selectionSet.selections, typeOfField, visit);
      continue;
    }
    const name = selection.name.value;
    visit(typeName, name, selection.selectionSet, (selection.arguments?.length ?? 0) > 0);
    if (selection.selectionSet) walkSelections(typeOfField(typeName, name), selection.selectionSet.selections, typeOfField, visit);
  }
}
