// Where an operation selects what the caller may not see: one place per field and path, up to the first list on the way,
// whatever the data is.

import {
  getDirectiveValues,
  getNamedType,
  getNullableType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import type { WorldIndex } from '../world/World.js';
import { maySee, type OracleCaller } from './maySee.js';

interface Standpoint {
  readonly type: GraphQLNamedType;
  readonly path: readonly string[];
  readonly isInList: boolean;
}

/** @returns `Type.field path.of.the.field` of each. */
export function refusedPlaces(index: WorldIndex, schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>, caller: OracleCaller): Set<string> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const places = new Set<string>();

  const walk = (selections: readonly SelectionNode[], at: Standpoint): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const { type } = at;
        const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        if (definition === undefined) continue;
        const path = at.isInList ? at.path : [...at.path, (selection.alias ?? selection.name).value];
        const field = index.field(type.name, definition.name);
        if (field !== undefined && !maySee(field, caller)) places.add(`${type.name}.${definition.name} ${path.join('.')}`);
        else walk(selection.selectionSet?.selections ?? [], { type: getNamedType(definition.type), path, isInList: at.isInList || isListType(getNullableType(definition.type)) });
        continue;
      }
      const opened = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (opened === undefined) continue;
      const type = opened.typeCondition === undefined ? at.type : (schema.getType(opened.typeCondition.name.value) ?? at.type);
      walk(opened.selectionSet.selections, { ...at, type });
    }
  };

  for (const definition of document.definitions) {
    const type = definition.kind === Kind.OPERATION_DEFINITION ? schema.getRootType(definition.operation) : undefined;
    if (definition.kind === Kind.OPERATION_DEFINITION && type != null) walk(definition.selectionSet.selections, { type, path: [], isInList: false });
  }
  return places;
}

function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
  );
}
