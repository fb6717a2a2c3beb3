// Variables by the specification's rules. graphql-js is the reference: what it coerces and what it says is expected
// to the letter, except where the module says that it does otherwise.

import { buildSchema, getVariableValues, Kind, parse, validate, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ClientError, type ClientErrorDetail } from '../../../gateway/errors/ClientError.js';
import { compileVariables } from '../../../gateway/operation/compileVariables.js';

const schema = buildSchema(`
  type Query {
    a(n: Int, ns: [Int!], id: ID, ratio: Float, flag: Boolean, text: String, filter: Filter, kind: Kind, any: JSON, one: One): String
    strict(n: Int! = 3, ns: [Int!]!, limits: Limits): String
  }
  input Filter { from: Int = 3, tags: [String!] = ["x"], inner: Filter, must: Boolean! = true, code: ID }
  input Limits { most: Int! }
  input One @oneOf { a: Int, b: String }
  enum Kind { A B }
  scalar JSON
`);

const usesOf = (definitions: string) => Array.from(definitions.matchAll(/\$(\w+):/g), ([, name]) => `${name}: $${name}`).join(', ');

/** Of an operation that hands each variable to the argument of its name. */
const documentOf = (definitions: string) => parse(`query (${definitions}) { a(${usesOf(definitions)}) }`);

function definitionOf(document: DocumentNode): OperationDefinitionNode {
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  expect(validate(schema, document)).toEqual([]);
  return definition;
}

interface Coerced {
  readonly values?: Record<string, unknown>;
  readonly problems?: readonly ClientErrorDetail[];
}

function coerce(document: DocumentNode, given: Record<string, unknown>): Coerced {
  const coerceVariables = compileVariables(schema, document, definitionOf(document));
  try {
    return { values: JSON.parse(JSON.stringify(coerceVariables(given))) as Record<string, unknown> };
  } catch (error) {
    if (error instanceof ClientError) return { problems: error.details };
    throw error;
  }
}

function reference(document: DocumentNode, given: Record<string, unknown>): Coerced {
  const { coerced, errors } = getVariableValues(schema, definitionOf(document).variableDefinitions ?? [], given);
  if (errors === undefined) return { values: JSON.parse(JSON.stringify(coerced)) as Record<string, unknown> };
  return { problems: errors.map(({ message, locations = [] }) => ({ message, locations })) };
}

const GOOD: readonly [definitions: string, given: Record<string, unknown>, values: Record<string, unknown>][] = [
  ['$n: Int = 7', {}, { n: 7 }],
  ['$n: Int = 7', { n: null }, { n: null }],
  ['$n: Int! = 7', {}, { n: 7 }],
  ['$n: Int = null', {}, { n: null }],
  ['$n: Int', {}, {}],
  ['$n: Int', { n: 1, other: 2, constructor: 3 }, { n: 1 }],
  ['$n: Int', { n: -2_147_483_648 }, { n: -2_147_483_648 }],
  ['$ns: [Int!]', { ns: 1 }, { ns: [1] }],
  ['$ns: [Int!] = 4', {}, { ns: [4] }],
  ['$id: ID', { id: 12 }, { id: '12' }],
  ['$ratio: Float', { ratio: 2 }, { ratio: 2 }],
  ['$filter: Filter', { filter: {} }, { filter: { from: 3, tags: ['x'], must: true } }],
  ['$filter: Filter', { filter: { from: null, inner: { tags: 'y', code: 5 } } }, { filter: { from: null, tags: ['x'], inner: { from: 3, tags: ['y'], must: true, code: '5' }, must: true } }],
  ['$filter: Filter = { from: 9 }', {}, { filter: { from: 9, tags: ['x'], must: true } }],
  ['$kind: Kind, $any: JSON', { kind: 'B', any: { a: [1, null], b: 'x' } }, { kind: 'B', any: { a: [1, null], b: 'x' } }],
  ['$any: JSON = { a: [B, 1, "x", null] }', {}, { any: { a: ['B', 1, 'x', null] } }],
  ['$one: One', { one: { b: 'x' } }, { one: { b: 'x' } }],
];

describe('values', () => {
  it.each(GOOD)('for %s, given %j, are %j', (definitions, given, values) => {
    const document = documentOf(definitions);
    expect(coerce(document, given)).toEqual({ values });
    expect(reference(document, given)).toEqual({ values });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('of a variable named %s are values like any others', (name) => {
    const document = parse(`query ($${name}: Filter) { a(filter: $${name}) }`);
    const given = JSON.parse(`{"${name}":{"from":1}}`) as Record<string, unknown>;
    const coerced = compileVariables(schema, document, definitionOf(document))(given);
    expect(JSON.stringify(coerced)).toBe(`{"${name}":{"from":1,"tags":["x"],"must":true}}`);
    expect(coerce(document, {})).toEqual({ values: {} });
    expect(({} as { from?: number }).from).toBeUndefined();
  });

  it('that are defaults are shared, and cannot be changed', () => {
    const document = documentOf('$filter: Filter = { inner: { tags: ["y"] } }');
    const { filter } = compileVariables(schema, document, definitionOf(document))({}) as { filter: { inner: { tags: string[] } } };
    expect(() => filter.inner.tags.push('z')).toThrow(TypeError);
  });

  it('of an operation without variables are the same for all', () => {
    const document = parse('{ a }');
    const coerceVariables = compileVariables(schema, document, definitionOf(document));
    expect(coerceVariables({ n: 1 })).toBe(coerceVariables({ other: 2 }));
    expect(Object.keys(coerceVariables({ n: 1 }))).toEqual([]);
  });
});

const BAD: readonly [definitions: string, given: Record<string, unknown>, ...messages: string[]][] = [
  ['$n: Int', { n: '1' }, 'Variable "$n" got invalid value "1"; Int cannot represent non-integer value: "1"'],
  ['$n: Int', { n: 1.5 }, 'Variable "$n" got invalid value 1.5; Int cannot represent non-integer value: 1.5'],
  ['$n: Int', { n: 2 ** 31 }, 'Variable "$n" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648'],
  ['$n: Int', { n: {} }, 'Variable "$n" got invalid value {}; Int cannot represent non-integer value: {}'],
  ['$n: Int!', { n: null }, 'Variable "$n" of non-null type "Int!" must not be null.'],
  ['$n: Int!', {}, 'Variable "$n" of required type "Int!" was not provided.'],
  ['$n: Int!', JSON.parse('{"__proto__":{"n":1}}') as Record<string, unknown>, 'Variable "$n" of required type "Int!" was not provided.'],
  ['$id: ID', { id: true }, 'Variable "$id" got invalid value true; ID cannot represent value: true'],
  ['$id: ID', { id: 1.5 }, 'Variable "$id" got invalid value 1.5; ID cannot represent value: 1.5'],
  ['$ratio: Float', { ratio: '2' }, 'Variable "$ratio" got invalid value "2"; Float cannot represent non numeric value: "2"'],
  ['$flag: Boolean', { flag: 'true' }, 'Variable "$flag" got invalid value "true"; Boolean cannot represent a non boolean value: "true"'],
  ['$text: String', { text: 1 }, 'Variable "$text" got invalid value 1; String cannot represent a non string value: 1'],
  ['$kind: Kind', { kind: 'C' }, 'Variable "$kind" got invalid value "C"; Value "C" does not exist in "Kind" enum. Did you mean the enum value "A" or "B"?'],
  ['$kind: Kind', { kind: 1 }, 'Variable "$kind" got invalid value 1; Enum "Kind" cannot represent non-string value: 1. Did you mean the enum value "A" or "B"?'],
  [
    '$ns: [Int!]',
    { ns: [1, 'x', null] },
    'Variable "$ns" got invalid value "x" at "ns[1]"; Int cannot represent non-integer value: "x"',
    'Variable "$ns" got invalid value null at "ns[2]"; Expected non-nullable type "Int!" not to be null.',
  ],
  ['$filter: Filter', { filter: 'x' }, 'Variable "$filter" got invalid value "x"; Expected type "Filter" to be an object.'],
  ['$filter: Filter', { filter: [] }, 'Variable "$filter" got invalid value []; Expected type "Filter" to be an object.'],
  ['$filter: Filter', { filter: { form: 1 } }, 'Variable "$filter" got invalid value { form: 1 }; Field "form" is not defined by type "Filter". Did you mean "from"?'],
  [
    '$filter: Filter',
    { filter: JSON.parse('{"__proto__":{"from":1}}') },
    'Variable "$filter" got invalid value { __proto__: { from: 1 } }; Field "__proto__" is not defined by type "Filter".',
  ],
  ['$filter: Filter', { filter: { inner: { must: null } } }, 'Variable "$filter" got invalid value null at "filter.inner.must"; Expected non-nullable type "Boolean!" not to be null.'],
  ['$one: One', { one: { a: 1, b: 'x' } }, 'Variable "$one" got invalid value { a: 1, b: "x" }; Exactly one key must be specified for OneOf type "One".'],
  ['$n: Int!, $id: ID!', {}, 'Variable "$n" of required type "Int!" was not provided.', 'Variable "$id" of required type "ID!" was not provided.'],
];

describe('what is wrong is told in the words of graphql-js', () => {
  it.each(BAD)('for %s, given %j', (definitions, given, ...messages) => {
    const document = documentOf(definitions);
    const { problems } = coerce(document, given);
    expect(problems?.map(({ message }) => message)).toEqual(messages);
    expect({ problems }).toEqual(reference(document, given));
  });

  it('for a field of an input object that must be given', () => {
    const document = parse('query ($limits: Limits) { strict(ns: 1, limits: $limits) }');
    const { problems } = coerce(document, { limits: {} });
    expect(problems?.map(({ message }) => message)).toEqual(['Variable "$limits" got invalid value {}; Field "most" of required type "Int!" was not provided.']);
    expect({ problems }).toEqual(reference(document, { limits: {} }));
  });

  it.each([
    [19, 19],
    [20, 20],
    [21, 20],
    [5_000, 20],
  ])('of %i wrong values %i are told, each in a few words', (count, told) => {
    const document = documentOf('$filter: Filter');
    const filter = Object.fromEntries(Array.from({ length: count }, (_, index) => [`no${index}`, 'x'.repeat(10)]));
    const { problems = [] } = coerce(document, { filter });
    expect(problems).toHaveLength(told);
    expect(problems[0]?.message).toContain('Field "no0" is not defined by type "Filter".');
    for (const { message } of problems) expect(message.length).toBeLessThan(400);
  });
});

it('null by default is null all the same where none is taken', () => {
  const document = parse('query ($n: Int = null) { strict(n: $n, ns: 1) }');
  expect(coerce(document, {}).problems).toMatchObject([{ message: 'Variable "$n" must not be null where "Int!" is expected.' }]);
  expect(coerce(document, { n: 1 })).toEqual({ values: { n: 1 } });
});

describe('null in a place that takes none, for a variable that may be null, fails the request', () => {
  it.each([
    ['an argument with a default', 'query ($n: Int) { strict(n: $n, ns: 1) }', 'Int!'],
    ['an argument, from a variable with a default', 'query ($n: Int = 1) { strict(n: $n, ns: 1) }', 'Int!'],
    ['an item of a list', 'query ($n: Int = 1) { strict(ns: [2, $n]) }', 'Int!'],
    ['a field of an input object', 'query ($n: Int = 1) { strict(ns: 1, limits: { most: $n }) }', 'Int!'],
    ['a condition', 'query ($n: Boolean = true) { a @include(if: $n) }', 'Boolean!'],
    ['a condition in a fragment', 'query ($n: Boolean = true) { ...F } fragment F on Query { b: a a @skip(if: $n) }', 'Boolean!'],
  ])('%s', (_where, text, type) => {
    const document = parse(text);
    expect(coerce(document, { n: null })).toEqual({ problems: [{ message: `Variable "$n" must not be null where "${type}" is expected.`, locations: [{ line: 1, column: 8 }] }] });
    expect(coerce(document, {}).problems).toBeUndefined();
  });
});
