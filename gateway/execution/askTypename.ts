// A lookup by an interface has to say what the entities are, whatever the client's conditions: an answer that does not say it
// cannot be told from one about another type, and what was asked of one type alone would be dropped.
//
//   _entities { ... on Book { pages } ... on Media @include(if: $all) { __typename title } }
//   →  _entities { __typename ... on Book { pages } … }

import type { FetchNode } from '@apollo/query-planner';
import { isInterfaceType, Kind, parse, print, stripIgnoredCharacters, type FieldNode, type GraphQLSchema, type InlineFragmentNode, type SelectionSetNode } from 'graphql';
import { ENTITIES_FIELD } from '../subgraph/federationNames.js';

/** @returns the operation's text; as the planner wrote it where that says enough. */
export function askTypename(schema: GraphQLSchema, { operation: text, requires, inputRewrites = [] }: FetchNode): string {
  const isToldAsInterface = inputRewrites.some((rewrite) => rewrite.kind === 'ValueSetter' && isInterfaceType(schema.getType(String(rewrite.setValueTo))));
  if (requires === undefined || (!isToldAsInterface && !text.includes('@'))) return text;
  const document = parse(text, { noLocation: true });
  let isChanged = false;
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((selection) => {
      if (selection.kind !== Kind.FIELD || selection.name.value !== ENTITIES_FIELD || selection.selectionSet === undefined) return selection;
      const isAboutInterface = isToldAsInterface || onInterface(schema, selection.selectionSet).length > 0;
      if (!isAboutInterface || saysType(schema, selection.selectionSet)) return selection;
      isChanged = true;
      return { ...selection, selectionSet: { ...selection.selectionSet, selections: [TYPENAME, ...selection.selectionSet.selections] } };
    });
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return isChanged ? stripIgnoredCharacters(print({ ...document, definitions })) : text;
}

function onInterface(schema: GraphQLSchema, { selections }: SelectionSetNode): InlineFragmentNode[] {
  return selections.flatMap((selection) => (selection.kind === Kind.INLINE_FRAGMENT && isInterfaceType(schema.getType(selection.typeCondition?.name.value ?? '')) ? [selection] : []));
}

/** True where every entity says its type: the planner mostly has it asked within a fragment on the interface. */
function saysType(schema: GraphQLSchema, selectionSet: SelectionSetNode): boolean {
  const always = onInterface(schema, selectionSet).filter(({ directives = [] }) => directives.length === 0);
  return [selectionSet, ...always.map((fragment) => fragment.selectionSet)].some(({ selections }) =>
    selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value === '__typename' && (selection.directives ?? []).length === 0),
  );
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
