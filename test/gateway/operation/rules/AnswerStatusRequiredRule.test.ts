import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AnswerStatusRequiredRule } from '../../../../gateway/operation/rules/AnswerStatusRequiredRule.js';

const schema = buildSchema(`
  interface AgencyAnswer { agency: String! status: String! retryAt: String }
  type Clearance implements AgencyAnswer { agency: String! status: String! retryAt: String outcome(lang: String): String checks: [Check!] }
  type Check implements AgencyAnswer { agency: String! status: String! retryAt: String outcome: String }
  type Application { id: ID! status: String clearance: Clearance! either: Either other: Application }
  union Either = Clearance | Check
  interface Case { clearance: Clearance! }
  type Appeal implements Case { clearance: Clearance! }
  type Query { application: Application case: Case any: AgencyAnswer }
`);

function messagesFor(text: string): string[] {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  return validate(schema, document, [AnswerStatusRequiredRule]).map((error) => error.message);
}

describe('is satisfied by', () => {
  it.each([
    ['the status itself', '{ application { clearance { status outcome } } }'],
    ['the status under an alias', '{ application { clearance { s: status outcome } } }'],
    ['an inline fragment on the type', '{ application { clearance { ... on Clearance { status } } } }'],
    ['an inline fragment without a type', '{ application { clearance { ... { status } } } }'],
    ['an inline fragment on the interface', '{ application { clearance { ... on AgencyAnswer { status } } } }'],
    ['a fragment', '{ application { clearance { ...F } } } fragment F on Clearance { status }'],
    ['a fragment of a fragment', '{ application { clearance { ...F } } } fragment F on Clearance { outcome ...G } fragment G on AgencyAnswer { status }'],
    ['a condition that is written out', '{ application { clearance { status @include(if: true) @skip(if: false) } } }'],
    ['a status that is there whenever the answer is', 'query ($a: Boolean!) { application { clearance @include(if: $a) { status outcome } } }'],
    ['the status of an answer behind the interface', '{ any { status ... on Clearance { outcome } } }'],
    ['the same field selected beside it', '{ application { clearance { outcome } clearance { status } } }'],
    ['the same field selected in a fragment', '{ application { ...F clearance { outcome } } } fragment F on Application { clearance { status } }'],
    ['the same field of a merged parent', '{ application { clearance { outcome } } application { clearance { status } } }'],
    ['an operation that selects no answer', '{ application { id status } }'],
  ])('%s', (_what, text) => {
    expect(messagesFor(text)).toEqual([]);
  });
});

describe('is broken by', () => {
  it.each([
    ['no status', '{ application { clearance { outcome } } }', 'clearance { status outcome }'],
    ['nothing but the type name', '{ application { clearance { __typename } } }', 'clearance { status __typename }'],
    ['another field called status', '{ application { clearance { status: outcome } } }', 'clearance { status status: outcome }'],
    ['a status under @include', 'query ($a: Boolean!) { application { clearance { status @include(if: $a) outcome } } }', 'clearance { status outcome }'],
    ['a status under @skip', 'query ($a: Boolean!) { application { clearance { status @skip(if: $a) } } }', 'clearance { status }'],
    ['a status that is always left out', '{ application { clearance { outcome status @include(if: false) } } }', 'clearance { status outcome }'],
    [
      'a conditional inline fragment',
      'query ($a: Boolean!) { application { clearance { ... @include(if: $a) { status } } } }',
      'clearance { status ... @include(if: $a) { status } }',
    ],
    [
      'a conditional spread',
      'query ($a: Boolean!) { application { clearance { ...F @skip(if: $a) } } } fragment F on Clearance { status }',
      'clearance { status ...F @skip(if: $a) }',
    ],
    ['a type condition that may not hold', '{ any { ... on Clearance { status } } }', 'any { status ... on Clearance { status } }'],
    ['a list of answers', '{ application { clearance { status checks { outcome } } } }', 'checks { status outcome }'],
    ['an answer under an alias', '{ application { c: clearance { outcome(lang: "kk") } } }', 'c: clearance { status outcome(lang: "kk") }'],
    ['an answer inside a fragment', '{ application { ...F } } fragment F on Application { clearance { outcome } }', 'clearance { status outcome }'],
    ['a neighbour under another alias', '{ application { clearance { outcome } c: clearance { status } } }', 'clearance { status outcome }'],
    ['a neighbour of another parent', '{ application { clearance { outcome } other { clearance { status } } } }', 'clearance { status outcome }'],
    [
      'a neighbour that may be absent',
      'query ($a: Boolean!) { application { clearance { outcome } clearance @include(if: $a) { status } } }',
      'clearance { status outcome }',
    ],
    ['a neighbour under a type that may not be the one', '{ case { clearance { outcome } ... on Appeal { clearance { status } } } }', 'clearance { status outcome }'],
  ])('%s', (_what, text, corrected) => {
    const messages = messagesFor(text);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.endsWith(`: ${corrected}`)).toBe(true);
  });

  it('each place of a document, once each', () => {
    expect(messagesFor('{ application { clearance { outcome checks { outcome } } other { clearance { outcome } } } }')).toHaveLength(3);
  });

  it('a fragment that is excused in one place and not in the other', () => {
    const text = '{ application { ...F clearance { status } other { ...F } } } fragment F on Application { clearance { outcome } }';
    expect(messagesFor(text)).toHaveLength(1);
  });
});

it('what it proposes is accepted', () => {
  const broken = '{ application { c: clearance { outcome checks { status } } } }';
  const corrected = messagesFor(broken)[0]?.split('Select it unconditionally: ')[1];
  expect(messagesFor(`{ application { ${corrected} } }`)).toEqual([]);
});

it('has an answer in time for fragments that spread each other exponentially', () => {
  const depth = 40;
  const fragments = Array.from(
    { length: depth },
    (_, level) => `fragment F${level} on Application { a: other { ...F${level + 1} } b: other { ...F${level + 1} } }`,
  );
  const last = `fragment F${depth} on Application { clearance { outcome } }`;
  const document = parse(`{ application { ...F0 } } ${fragments.join(' ')} ${last}`);
  expect(validate(schema, document, [AnswerStatusRequiredRule])).toHaveLength(1);
});
