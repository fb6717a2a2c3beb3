import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { expect, it } from 'vitest';
import { MAX_FIELDS, OperationSizeRule } from '../../../../gateway/operation/rules/OperationSizeRule.js';

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

it('fragments count wherever they are spread, and a hundred nested ones are counted at once', () => {
  const nested = Array.from({ length: 100 }, (_, index) => `fragment F${index} on Query { a: other { ...F${index + 1} } b: other { ...F${index + 1} } }`);
  expect(messagesFor(`{ ...F0 } ${nested.join(' ')} fragment F100 on Query { id }`)).toEqual(REFUSAL);
});

it('each operation of a document counts for itself', () => {
  const fragment = `fragment F on Query { ${aliases(MAX_FIELDS)} }`;
  expect(messagesFor(`query A { ...F } query B { id ...F } query C { ...F } ${fragment}`)).toEqual(REFUSAL);
});
