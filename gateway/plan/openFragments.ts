// An operation in plainer words for the planner: without named fragments, with a fragment for each object type in place of
// one on another interface or a union, and without what can never apply.
//
//   book { ...Of }   fragment Of on Medium { title ... on Film { minutes } }   →   book { ... on Book { title } }
//   media { ... on Found { __typename } }                                      →   media { ... on Book { __typename } … }
//
// Both are GraphQL, and the planner can fail over either: it knows that a book is no film, and it does not find the type
// name by way of a union where a subgraph has the interface as an object (@interfaceObject).

import { isCompositeType, isUnionType, possibleRuntimeTypes, type Schema } from '@apollo/federation-internals';
import { Kind, type DirectiveNode, type DocumentNode, type FragmentDefinitionNode, type InlineFragmentNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

type TypeNames = ReadonlySet<string>;

/** @param document valid, with one operation. A selection of which nothing remains asks for the type's name. */
export function openFragments(schema: Schema, document: DocumentNode): DocumentNode {
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const opener = new FragmentOpener(schema, fragments);
  const definitions = document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [opener.open(node)] : []));
  return { kind: Kind.DOCUMENT, definitions };
}

class FragmentOpener {
  readonly #schema: Schema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: Schema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  open(operation: OperationDefinitionNode): OperationDefinitionNode {
    const root = this.#schema.schemaDefinition.rootType(operation.operation);
    return root === undefined ? operation : { ...operation, selectionSet: this.#selectionSet(operation.selectionSet, root.name, new Set([root.name])) };
  }

  /** @param possible object types that can stand at the place, which may be fewer than the type has. */
  #selectionSet({ selections }: SelectionSetNode, typeName: string, possible: TypeNames): SelectionSetNode {
    const opened = this.#selections(selections, typeName, possible);
    return { kind: Kind.SELECTION_SET, selections: opened.length === 0 ? [TYPENAME] : opened };
  }

  #selections(selections: readonly SelectionNode[], typeName: string, possible: TypeNames): SelectionNode[] {
    return selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return [this.#field(selection, typeName)];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (fragment === undefined) return [];
      const condition = fragment.typeCondition?.name.value ?? typeName;
      const remaining = [...this.#possibleTypes(condition)].filter((name) => possible.has(name));
      const { selections: inner } = fragment.selectionSet;
      const { directives = [] } = selection;
      if (condition === typeName) return inlineFragment(undefined, directives, this.#selections(inner, typeName, possible));
      return remaining.flatMap((name) => inlineFragment(name, directives, this.#selections(inner, name, new Set([name]))));
    });
  }

  #field(field: SelectionNode & { kind: Kind.FIELD }, typeName: string): SelectionNode {
    if (field.selectionSet === undefined) return field;
    const type = this.#schema.type(typeName);
    const fieldType = type !== undefined && isCompositeType(type) && !isUnionType(type) ? type.field(field.name.value)?.type?.toString().replaceAll(/[[\]!]/g, '') : undefined;
    if (fieldType === undefined) return field;
    return { ...field, selectionSet: this.#selectionSet(field.selectionSet, fieldType, this.#possibleTypes(fieldType)) };
  }

  #possibleTypes(typeName: string): TypeNames {
    const type = this.#schema.type(typeName);
    return new Set(type !== undefined && isCompositeType(type) ? possibleRuntimeTypes(type).map(({ name }) => name) : []);
  }
}

/** Nothing where nothing is in it. */
function inlineFragment(typeName: string | undefined, directives: readonly DirectiveNode[], selections: SelectionNode[]): InlineFragmentNode[] {
  if (selections.length === 0) return [];
  const typeCondition = typeName === undefined ? {} : { typeCondition: { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: typeName } } };
  return [{ kind: Kind.INLINE_FRAGMENT, ...typeCondition, directives, selectionSet: { kind: Kind.SELECTION_SET, selections } }];
}

const TYPENAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
