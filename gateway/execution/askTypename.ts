// A lookup by an interface has to say what the entities are, whatever the client's conditions: an answer that does not say it
// cannot be told from one about another type, and what was asked of one type alone would be dropped.
//
//   _entities { ... on Book { pages } ... on Media @include(if: $all) { __typename title } }
//   →  _entities { __typename ... on Book { pages } … }

import { isInterfaceType, Kind, parse, print, stripIgnoredCharacters, type FieldNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { ENTITIES_FIELD } from '../subgraph/federationNames.js';

/** @param text an operation as the planner writes it; comes back as it is where it says enough. */
export function askTypename(schema: GraphQLSchema, text: string): string {
  if (!text.includes('@')) return text;
  const document = parse(text, { noLocation: true });
  let isChanged = false;
  const definitions = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const selections = definition.selectionSet.selections.map((selection) => {
      if (selection.kind !== Kind.FIELD || selection.name.value !== ENTITIES_FIELD || selection.selectionSet === undefined) return selection;
      if (!namesInterface(schema, selection.selectionSet) || saysType(selection.selectionSet)) return selection;
      isChanged = true;
      return { ...selection, selectionSet: { ...selection.selectionSet, selections: [TYPENAME, ...selection.selectionSet.selections] } };
    });
    return { ...definition, selectionSet: { ...definition.selectionSet, selections } };
  });
  return isChanged ? stripIgnoredCharacters(print({ ...document, definitions })) : text;
}

function namesInterface(schema: GraphQLSchema, { selections }: SelectionSetNode): boolean {
  return selections.some((selection) => selection.kind === Kind.INLINE_FRAGMENT && isInterfaceType(schema.getType(selection.typeCondition?.name.value ?? '')));
}

/** True where every entity says its type: the planner has it asked within the fragment on the interface. */
function saysType({ selections }: SelectionSetNode): boolean {
  return selections.some((selection) => {
    if ((selection.directives?.length ?? 0) > 0) return false;
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
    return selection.kind === Kind.INLINE_FRAGMENT && selection.selectionSet.selections.some((inner) => inner.kind === Kind.FIELD && inner.name.value === '__typename' && inner.directives?.length === 0);
  });
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
