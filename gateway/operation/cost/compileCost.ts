// The static cost of an operation, by the GraphQL cost specification
// (https://ibm.github.io/graphql-specs/cost-spec.html, "Static Query Analysis") as federation reads it:
//
//   cost of a field = its arguments + size × (weight + the fields selected below it)
//
//   weight   @cost of the field, else of its type, else 1 for an object and 0 for a leaf
//   size     1, and of a list what @listSize says, else the assumed size of the configuration
//
// So it counts the objects that may come, with lists within each other multiplied, before any is asked for. It is an
// upper bound: what @skip and @include may leave out counts, and so do fragments on types that exclude each other.
// What only the variables tell (a page's size) is worked out per request. Introspection is free: the gateway answers
// it, and the specification's rules bound it.
//
// Expects a valid operation within the other limits: what it walks has at most so many levels and fields.

import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { CostTable, ListSize } from '../../supergraph/CostTable.js';
import { add, atLeastZero, greatest, multiply, type Amount } from './Amount.js';
import { compileListSize } from './compileListSize.js';
import { InputCosts } from './InputCosts.js';

export interface CostOptions {
  readonly apiSchema: GraphQLSchema;
  readonly costs: CostTable;
  /** Items of a list whose size nothing tells. */
  readonly assumedListSize: number;
  readonly fragmentOf: (name: string) => FragmentDefinitionNode | undefined;
}

interface Compiling extends CostOptions {
  readonly inputCosts: InputCosts;
}

/** Sizes that a field above gives to fields by name: a connection to its nodes. */
type SizedFields = ReadonlyMap<string, Amount>;

const NONE_SIZED: SizedFields = new Map();

/** @throws {ClientError} where the size of a list has to be told and is not. */
export function compileCost(operation: OperationDefinitionNode, options: CostOptions): Amount {
  const root = options.apiSchema.getRootType(operation.operation);
  return root == null ? 0 : costOfSelections(operation.selectionSet, root, NONE_SIZED, { ...options, inputCosts: new InputCosts(options.costs) });
}

function costOfSelections({ selections }: SelectionSetNode, parent: GraphQLCompositeType, sized: SizedFields, options: Compiling): Amount {
  const { apiSchema, fragmentOf } = options;
  return add(
    selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return costOfField(selection, parent, sized, options);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragmentOf(selection.name.value) : selection;
      if (fragment === undefined) return 0;
      const type = fragment.typeCondition && apiSchema.getType(fragment.typeCondition.name.value);
      return costOfSelections(fragment.selectionSet, isCompositeType(type) ? type : parent, sized, options);
    }),
  );
}

function costOfField(node: FieldNode, parent: GraphQLCompositeType, sized: SizedFields, options: Compiling): Amount {
  const field = fieldOf(parent, node);
  // __typename, __schema and __type stand in no type.
  if (field === undefined) return 0;
  const owners = ownersOf(parent, options.apiSchema).map((type) => `${type.name}.${field.name}`);
  const listSizes = owners.flatMap((coordinate) => options.costs.listSizeOf(coordinate) ?? []);
  const named = getNamedType(field.type);
  const below =
    node.selectionSet && isCompositeType(named) ? costOfSelections(node.selectionSet, named, sizesBelow(field, node, listSizes, options), options) : 0;
  const each = add([weightOf(owners, named, options), below]);
  return atLeastZero(add([costOfArguments(field, node, owners, options), multiply(sizeOf(field, node, listSizes, sized, options), each)]));
}

function weightOf(owners: readonly string[], type: GraphQLNamedType, { apiSchema, costs }: CostOptions): number {
  const own = owners.flatMap((coordinate) => costs.weightOf(coordinate) ?? []);
  if (own.length > 0) return Math.max(...own);
  if (!isCompositeType(type)) return costs.weightOf(type.name) ?? 0;
  const possible = isAbstractType(type) ? apiSchema.getPossibleTypes(type) : [type];
  return Math.max(...possible.map(({ name }) => costs.weightOf(name) ?? 1));
}

function costOfArguments(field: GraphQLField<unknown, unknown>, node: FieldNode, owners: readonly string[], { inputCosts }: Compiling): Amount {
  return add(
    (node.arguments ?? []).map(({ name, value }) => {
      const argument = field.args.find((candidate) => candidate.name === name.value);
      if (argument === undefined) return 0;
      return greatest(owners.map((coordinate) => inputCosts.compile(`${coordinate}(${name.value}:)`, argument.type, value)));
    }),
  );
}

function sizeOf(field: GraphQLField<unknown, unknown>, node: FieldNode, listSizes: readonly ListSize[], sized: SizedFields, { assumedListSize }: CostOptions): Amount {
  const levels = listLevelsOf(field.type);
  if (levels === 0) return 1;
  const own = listSizes.filter(({ sizedFields }) => sizedFields.length === 0).map((listSize) => compileListSize(field, node, listSize, assumedListSize));
  const outermost = sized.get(field.name) ?? (own.length > 0 ? greatest(own) : assumedListSize);
  return multiply(outermost, assumedListSize ** (levels - 1));
}

function sizesBelow(field: GraphQLField<unknown, unknown>, node: FieldNode, listSizes: readonly ListSize[], { assumedListSize }: CostOptions): SizedFields {
  const sizes = listSizes.flatMap((listSize) => {
    if (listSize.sizedFields.length === 0) return [];
    const size = compileListSize(field, node, listSize, assumedListSize);
    return listSize.sizedFields.map((name) => [name, size] as const);
  });
  return sizes.length === 0 ? NONE_SIZED : new Map(sizes);
}

/** A field of an interface may cost what it costs in any of the types that have it. */
function ownersOf(parent: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLCompositeType[] {
  return isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
}

function fieldOf(parent: GraphQLCompositeType, node: FieldNode): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
}

function listLevelsOf(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listLevelsOf(nullable.ofType) : 0;
}
