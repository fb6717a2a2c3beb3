// The reference of the response writer: graphql-js's execute over the merged data.

import {
  execute,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  OperationTypeNode,
  parse,
  type ExecutionResult,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import type { DataKeys } from '../../../gateway/plan/DataKeys.js';

/** What graphql-js makes of the same data, read by data keys. */
export function reference(schema: GraphQLSchema, text: string, data: unknown, dataKeys: DataKeys): ExecutionResult {
  const result = execute({
    schema,
    document: parse(text),
    rootValue: data,
    fieldResolver: (source: Record<string, unknown>, _args, _context, info) => {
      const runsAlone = info.path.prev === undefined && info.operation.operation === OperationTypeNode.MUTATION;
      const key = dataKeys.keyOf(info.fieldNodes[0] as FieldNode, runsAlone);
      return strict(info.returnType, Object.hasOwn(source, key) ? source[key] : null);
    },
    typeResolver: (value: { __typename?: unknown }) => value.__typename as string,
  });
  if ('then' in result) throw new Error('the reference must be synchronous');
  return result;
}

/** An error where graphql-js is more lenient than an agency's schema allows. */
function strict(type: GraphQLOutputType, value: unknown): unknown {
  const nullable = getNullableType(type);
  if (value === null || value === undefined || value instanceof Error) return value;
  if (isListType(nullable)) return Array.isArray(value) ? value.map((item) => strict(nullable.ofType, item)) : value;
  const fits = isLeafType(nullable) ? leafFits(nullable.name, isEnumType(nullable), value) : typeof value === 'object' && !Array.isArray(value);
  return fits ? value : new Error('does not fit');
}

function leafFits(name: string, isEnum: boolean, value: unknown): boolean {
  if (name === 'String' || isEnum) return typeof value === 'string';
  if (name === 'Boolean') return typeof value === 'boolean';
  if (name === 'ID') return typeof value === 'string' || typeof value === 'number';
  return name === 'Json' || typeof value === 'number';
}
