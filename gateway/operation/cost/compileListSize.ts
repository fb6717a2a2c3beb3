// How many items a field gives, as `@listSize` tells it (GraphQL cost specification, "The List Size Directive"): by the
// value of a slicing argument, else as assumed.

import { getNamedType, isInputObjectType, Kind, type FieldNode, type GraphQLArgument, type GraphQLField, type GraphQLInputField, type ValueNode } from 'graphql';
import { ClientError } from '../../errors/ClientError.js';
import type { ListSize } from '../../supergraph/CostTable.js';
import { isRecord, ownValue } from '../../util/isRecord.js';
import type { Amount, Variables } from './Amount.js';

/** The value of an argument in one request; undefined where it is not given, or null. */
type ReadArgument = (variables: Variables) => unknown;

const NO_VARIABLES: Variables = {};

/**
 * @param assumed where the directive has no assumed size of its own.
 * @throws {ClientError} where it does not tell one size, at once or for some values of the variables.
 */
export function compileListSize(field: GraphQLField<unknown, unknown>, node: FieldNode, listSize: ListSize, assumed: number): Amount {
  const slicing = listSize.slicingArguments.map((path) => readSlicing(field, node, path.split('.')));
  const sizeIn = (variables: Variables): number => {
    const given = slicing.map(({ read }) => read(variables)).filter((value) => typeof value === 'number');
    if (listSize.requireOneSlicingArgument && given.length > 1) throw refusal(node, listSize, 'exactly one of its arguments');
    if (given.length > 0) return Math.max(0, ...given);
    const defaults = slicing.map(({ defaultValue }) => defaultValue).filter((value) => typeof value === 'number');
    if (defaults.length > 0) return Math.max(0, ...defaults);
    if (listSize.assumedSize !== undefined) return listSize.assumedSize;
    if (listSize.requireOneSlicingArgument && slicing.length > 0) throw refusal(node, listSize, 'one of its arguments');
    return assumed;
  };
  return slicing.some(({ isVariable }) => isVariable) ? sizeIn : sizeIn(NO_VARIABLES);
}

interface Slicing {
  readonly read: ReadArgument;
  readonly isVariable: boolean;
  readonly defaultValue: unknown;
}

/** @param path an argument, or one and the fields below it. */
function readSlicing(field: GraphQLField<unknown, unknown>, node: FieldNode, [name = '', ...below]: readonly string[]): Slicing {
  const argument = field.args.find((candidate) => candidate.name === name);
  const value = node.arguments?.find((given) => given.name.value === name)?.value;
  return {
    read: value === undefined ? () => undefined : readValue(value, below),
    isVariable: value !== undefined && holdsVariable(value, below),
    defaultValue: argument && defaultOf(argument, below),
  };
}

function readValue(node: ValueNode, path: readonly string[]): ReadArgument {
  if (node.kind === Kind.VARIABLE) return (variables) => valueAt(ownValue(variables, node.name.value), path);
  const [key, ...below] = path;
  if (key === undefined) {
    const value = node.kind === Kind.INT ? Number(node.value) : undefined;
    return () => value;
  }
  const inner = node.kind === Kind.OBJECT ? node.fields.find((field) => field.name.value === key)?.value : undefined;
  return inner === undefined ? () => undefined : readValue(inner, below);
}

function holdsVariable(node: ValueNode, path: readonly string[]): boolean {
  if (node.kind === Kind.VARIABLE) return true;
  const [key, ...below] = path;
  const inner = node.kind === Kind.OBJECT ? node.fields.find((field) => field.name.value === key)?.value : undefined;
  return inner !== undefined && holdsVariable(inner, below);
}

function defaultOf({ defaultValue, type }: GraphQLArgument | GraphQLInputField, path: readonly string[]): unknown {
  const [key, ...below] = path;
  const named = getNamedType(type);
  const inner = key !== undefined && isInputObjectType(named) ? named.getFields()[key] : undefined;
  const own = valueAt(defaultValue, path);
  return own ?? (inner && defaultOf(inner, below));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) found = isRecord(found) ? ownValue(found, key) : undefined;
  return found;
}

function refusal({ name, loc }: FieldNode, { slicingArguments }: ListSize, what: string): ClientError {
  const message = `Field "${name.value}" must be given ${what} ${slicingArguments.join(', ')}, so that the size of its list is known.`;
  const at = loc?.startToken;
  return new ClientError('GRAPHQL_VALIDATION_FAILED', [at === undefined ? { message } : { message, locations: [{ line: at.line, column: at.column }] }]);
}
