// Walks the fields of a selection over the composed schema and says at which type each stands. Works for
// operations of agencies as for the selections in keys and requirements; knows nothing of what they mean.

import { Kind, parse, type DocumentNode, type FieldNode, type SelectionSetNode, type TypeNode } from 'graphql';

/** `Type.field` → name of the type it leads to. */
export type FieldTypes = ReadonlyMap<string, string>;

export function readFieldTypes({ definitions }: DocumentNode): FieldTypes {
  const types = new Map<string, string>();
  for (const type of definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) types.set(`${type.name.value}.${field.name.value}`, namedType(field.type));
  }
  return types;
}

export function parseSelection(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no selection of fields: ${fields}`);
  return definition.selectionSet;
}

/**
 * @param onField told each field, the type it stands at, and the names of the fields around it, joined by slashes,
 * each followed by one: `_entities/owner/`.
 */
export function walkFields(
  { selections }: SelectionSetNode,
  typeName: string,
  types: FieldTypes,
  onField: (field: FieldNode, typeName: string, around: string) => void,
  around = '',
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.INLINE_FRAGMENT) walkFields(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, types, onField, around);
    else {
      const { name, selectionSet } = selection;
      onField(selection, typeName, around);
      // What is not known, `_entities` above all, is left to the type conditions below it.
      if (selectionSet) walkFields(selectionSet, types.get(`${typeName}.${name.value}`) ?? '', types, onField, `${around}${name.value}/`);
    }
  }
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
