// JSON text of leaf values, GraphQL §3.5 and §3.9 "Result Coercion". An agency's value is taken as it is or
// not at all: a number is no String and 1 is no Boolean, since either shows that the agency runs another
// schema. The one coercion is ID's, which agencies send as string or integer and clients get as string.

import { isEnumType, isSpecifiedScalarType, type GraphQLEnumType, type GraphQLLeafType } from 'graphql';
import { quoteJson } from '../util/quoteJson.js';
import type { WriteValue } from './WriteValue.js';
import type { Writing } from './Writing.js';

export function leafWriterOf(type: GraphQLLeafType): WriteValue {
  if (isEnumType(type)) return enumWriterOf(type);
  return (isSpecifiedScalarType(type) ? BUILT_IN.get(type.name) : undefined) ?? writeJson;
}

const BUILT_IN: ReadonlyMap<string, WriteValue> = new Map<string, WriteValue>([
  ['String', (value, writing, place) => (typeof value === 'string' ? writeString(value, writing) : writing.reject(place))],
  ['ID', writeId],
  ['Boolean', (value, writing, place) => (typeof value === 'boolean' ? String(value) : writing.reject(place))],
  // `| 0` changes whatever is no integer of 32 bits.
  ['Int', (value, writing, place) => (typeof value === 'number' && (value | 0) === value ? String(value) : writing.reject(place))],
  // JSON.parse makes Infinity of 1e999.
  ['Float', (value, writing, place) => (Number.isFinite(value) ? String(value) : writing.reject(place))],
]);

function writeString(value: string, { isPlain }: Writing): string {
  return isPlain ? `"${value}"` : quoteJson(value);
}

function writeId(...[value, writing, place]: Parameters<WriteValue>): string | undefined {
  if (typeof value === 'string') return writeString(value, writing);
  return Number.isInteger(value) ? `"${String(value)}"` : writing.reject(place);
}

/** Only names of the API schema: a value that is inaccessible there does not fit. */
function enumWriterOf(type: GraphQLEnumType): WriteValue {
  const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
  return (value, writing, place) => texts.get(value) ?? writing.reject(place);
}

/** A scalar of an agency's own can be any JSON. Nesting that exhausts the stack does not fit. */
function writeJson(...[value, writing, place]: Parameters<WriteValue>): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return writing.reject(place);
    throw error;
  }
}
