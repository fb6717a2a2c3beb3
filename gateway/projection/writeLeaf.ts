// JSON text of leaf values, GraphQL §3.5 and §3.9 "Result Coercion". An agency's value is taken as it is or
// not at all: a number is no String and 1 is no Boolean, since either shows that the agency runs another
// schema. The one coercion is ID's, which agencies send as string or integer and clients get as string.

import { isEnumType, isSpecifiedScalarType, type GraphQLEnumType, type GraphQLLeafType } from 'graphql';
import type { WriteValue } from './WriteValue.js';

export function leafWriterOf(type: GraphQLLeafType): WriteValue {
  if (isEnumType(type)) return enumWriterOf(type);
  return (isSpecifiedScalarType(type) ? BUILT_IN.get(type.name) : undefined) ?? writeJson;
}

const BUILT_IN: ReadonlyMap<string, WriteValue> = new Map<string, WriteValue>([
  ['String', (value, violations, place) => (typeof value === 'string' ? quote(value) : violations.reject(place))],
  ['ID', writeId],
  ['Boolean', (value, violations, place) => (typeof value === 'boolean' ? String(value) : violations.reject(place))],
  // `| 0` changes whatever is no integer of 32 bits.
  ['Int', (value, violations, place) => (typeof value === 'number' && (value | 0) === value ? String(value) : violations.reject(place))],
  // JSON.parse makes Infinity of 1e999.
  ['Float', (value, violations, place) => (Number.isFinite(value) ? String(value) : violations.reject(place))],
]);

function writeId(...[value, violations, place]: Parameters<WriteValue>): string | undefined {
  if (typeof value === 'string') return quote(value);
  return Number.isInteger(value) ? `"${String(value)}"` : violations.reject(place);
}

/** Only names of the API schema: a value that is inaccessible there does not fit. */
function enumWriterOf(type: GraphQLEnumType): WriteValue {
  const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
  return (value, violations, place) => texts.get(value) ?? violations.reject(place);
}

/** A scalar of an agency's own can be any JSON. Nesting that exhausts the stack does not fit. */
function writeJson(...[value, violations, place]: Parameters<WriteValue>): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return violations.reject(place);
    throw error;
  }
}

/** What JSON.stringify would escape: controls, quotes, backslashes, and surrogates, which it escapes where they stand alone. */
// oxlint-disable-next-line no-control-regex
const ESCAPED = /[\u0000-\u001f"\\\ud800-\udfff]/;

/**
 * Entering JSON.stringify costs more than looking through the short strings that answers consist of: this
 * takes 56 ns instead of 69 for an identifier of 12 characters and 87 instead of 142 for 23 Cyrillic ones,
 * joining included, and a tenth more for long Latin text (bench/micro/responseWriter.ts).
 */
function quote(value: string): string {
  return ESCAPED.test(value) ? JSON.stringify(value) : `"${value}"`;
}
