// Goes through one operation, its fragments opened, and says of each field what it needs: what its own place says, what
// the type around it says, and what the type of its value says.

import {
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AccessRules, Need } from '../../supergraph/AccessRules.js';

export interface VisitedField {
  readonly node: FieldNode;
  /** `Applicant.fullName`. */
  readonly coordinate: string;
  /** The type of its value, without lists. */
  readonly type: GraphQLNamedType;
  /** All have to hold; none for most fields. */
  readonly needs: readonly Need[];
  readonly holdsPersonalData: boolean;
  /** Whether that is data of another state system. */
  readonly isStateHeld: boolean;
  /** Response keys from the root to the field, or to the first list on the way: what lies in it has no one path. */
  readonly path: readonly string[];
  /** Selections around it, itself included, that stand under @skip or @include. */
  readonly conditional: readonly SelectionNode[];
}

/** @returns whether to go on to what is selected within the field. */
export type VisitField = (field: VisitedField) => boolean;

/** Where a selection stands. */
interface Standpoint {
  readonly parent: GraphQLNamedType;
  readonly path: readonly string[];
  readonly isInList: boolean;
  readonly conditional: readonly SelectionNode[];
}

/** What an operation is selected from. */
export interface GuardedSchema {
  /** The API schema, by which the document is valid. */
  readonly schema: GraphQLSchema;
  readonly rules: AccessRules;
}

export function visitGuarded(
  { schema, rules }: GuardedSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  visit: VisitField,
): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  const visitAll = ({ selections }: SelectionSetNode, at: Standpoint): void => {
    for (const selection of selections) visitOne(selection, isConditional(selection) ? { ...at, conditional: [...at.conditional, selection] } : at);
  };

  const visitOne = (selection: SelectionNode, at: Standpoint): void => {
    switch (selection.kind) {
      case Kind.FIELD:
        return visitField(selection, at);
      case Kind.INLINE_FRAGMENT:
        return visitAll(selection.selectionSet, { ...at, parent: typeNamed(schema, selection.typeCondition?.name.value) ?? at.parent });
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        const parent = typeNamed(schema, fragment?.typeCondition.name.value);
        if (fragment !== undefined && parent !== undefined) visitAll(fragment.selectionSet, { ...at, parent });
      }
    }
  };

  const visitField = (node: FieldNode, at: Standpoint): void => {
    const [typeName, fieldName] = [at.parent.name, node.name.value];
    const fieldType = typeOfField(at.parent, fieldName);
    // Introspection, and `__typename`, which says no more than the selection around it.
    if (fieldType === undefined) return;
    const type = getNamedType(fieldType);
    const path = at.isInList ? at.path : [...at.path, (node.alias ?? node.name).value];
    const needs = [...rules.needsOf(typeName), ...rules.needsOf(typeName, fieldName), ...rules.needsOf(type.name)];
    const holdsPersonalData = rules.holdsPersonalData(typeName, fieldName);
    const isStateHeld = rules.isStateHeld(typeName, fieldName);
    const goesOn = visit({ node, coordinate: `${typeName}.${fieldName}`, type, needs, holdsPersonalData, isStateHeld, path, conditional: at.conditional });
    if (goesOn && node.selectionSet !== undefined) {
      visitAll(node.selectionSet, { parent: type, path, isInList: at.isInList || isList(fieldType), conditional: at.conditional });
    }
  };

  const root = schema.getRootType(definition.operation);
  if (root != null) visitAll(definition.selectionSet, { parent: root, path: [], isInList: false, conditional: [] });
}

function typeNamed(schema: GraphQLSchema, name: string | undefined): GraphQLNamedType | undefined {
  return name === undefined ? undefined : schema.getType(name);
}

function typeOfField(parent: GraphQLNamedType, fieldName: string): GraphQLOutputType | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[fieldName]?.type : undefined;
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name }) => name.value === 'skip' || name.value === 'include');
}
