import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { expect, it } from 'vitest';
import { MAX_FIELDS, MAX_LEVELS, OperationSizeRule } from '../../../../gateway/operation/rules/OperationSizeRule.js';

const schema = buildSchema('type Query { id: ID other: Query }');

function messagesFor(text: string): string[] {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  return validate(schema, document, [OperationSizeRule]).map((error) => error.message);
}

const REFUSAL = [`The operation selects more than ${MAX_FIELDS} fields, counted with fragments opened.`];
const aliases = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: id`).join(' ');

it.each([
  [MAX_FIELDS - 1, []],
  [MAX_FIELDS, []],
  [MAX_FIELDS + 1, REFUSAL],
])('an operation of %i fields is told %j', (count, messages) => {
  expect(messagesFor(`{ ${aliases(count)} }`)).toEqual(messages);
  expect(messagesFor(`{ ... { ...F } } fragment F on Query { ${aliases(count)} }`)).toEqual(messages);
});

it('fragments count wherever they are spread, and forty nested ones are counted at once', () => {
  const nested = Array.from({ length: 40 }, (_, index) => `fragment F${index} on Query { a: other { ...F${index + 1} } b: other { ...F${index + 1} } }`);
  expect(messagesFor(`{ ...F0 } ${nested.join(' ')} fragment F40 on Query { id }`)).toEqual(REFUSAL);
});

const TOO_DEEP = [`The operation is nested more than ${MAX_LEVELS} deep, counted with fragments opened.`];

/** The operation's own selection set is the first level, that of its last field the last. */
const nested = (levels: number) => `${'{ other '.repeat(levels - 1)}{ id ${'}'.repeat(levels)}`;
/** Every fragment but the last is two levels: its own, and that of its field. */
const chain = (fragments: number, last: string) =>
  Array.from({ length: fragments }, (_, index) => `fragment F${index} on Query { ${index + 1 < fragments ? `other { ...F${index + 1} }` : last} }`).join(' ');

it.each([
  [MAX_LEVELS - 1, []],
  [MAX_LEVELS, []],
  [MAX_LEVELS + 1, TOO_DEEP],
])('an operation of %i levels is told %j', (levels, messages) => {
  expect(messagesFor(nested(levels))).toEqual(messages);
  // Once around the fragment, and once within it.
  expect(messagesFor(`{ ...F } fragment F on Query ${nested(levels - 1)}`)).toEqual(messages);
  expect(messagesFor(`{ ... ${nested(levels - 1)} }`)).toEqual(messages);
});

it.each([
  [49, '{ id }', []],
  [50, '{ id }', TOO_DEEP],
  [1_300, '{ id }', TOO_DEEP],
])('a chain of %i fragments is as deep as all of them', (fragments, last, messages) => {
  expect(messagesFor(`{ ...F0 } ${chain(fragments, `other ${last}`)}`)).toEqual(messages);
});

it('a fragment that was measured near the top counts also where it is spread further down', () => {
  const fragment = `fragment F on Query ${nested(60)}`;
  expect(messagesFor(`{ ...F other { ...F } } ${fragment}`)).toEqual([]);
  expect(messagesFor(`{ ...F ${'other { '.repeat(50)} ...F ${'}'.repeat(50)} } ${fragment}`)).toEqual(TOO_DEEP);
});

it('each operation of a document counts for itself', () => {
  const fragment = `fragment F on Query { ${aliases(MAX_FIELDS)} }`;
  expect(messagesFor(`query A { ...F } query B { id ...F } query C { ...F } ${fragment}`)).toEqual(REFUSAL);
});
