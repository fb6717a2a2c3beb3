// Each rule that bounds an operation: just under its limit, at it, and just over, with fragments opened.

import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OpenedOperation, type MeasureDefinition } from '../../../../gateway/operation/OpenedOperation.js';
import type { LimitRule } from '../../../../gateway/operation/rules/LimitRule.js';
import { MaxAliasesRule } from '../../../../gateway/operation/rules/MaxAliasesRule.js';
import { MaxDepthRule } from '../../../../gateway/operation/rules/MaxDepthRule.js';
import { MaxDirectivesRule } from '../../../../gateway/operation/rules/MaxDirectivesRule.js';
import { MaxFieldsRule } from '../../../../gateway/operation/rules/MaxFieldsRule.js';
import { MaxRootFieldsRule } from '../../../../gateway/operation/rules/MaxRootFieldsRule.js';
import { DEFAULT_LIMITS } from '../../../kit/gateway/operationReader.js';

const schema = buildSchema('directive @mark repeatable on QUERY | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION type Query { id(n: Int): ID other: Query }');

const LIMIT = 6;
const LIMITS = { ...DEFAULT_LIMITS, maxDepth: LIMIT, maxFields: LIMIT, maxRootFields: LIMIT, maxAliases: LIMIT, maxDirectives: LIMIT };

function messagesFor(rule: LimitRule, text: string): (string | undefined)[] {
  const document = parse(text);
  expect(validate(schema, document, specifiedRules)).toEqual([]);
  return OpenedOperation.allOf(document).map((operation) => rule(operation, LIMITS));
}

const times = (count: number, text: string) => Array.from({ length: count }, () => text).join(' ');
const numbered = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index)).join(' ');
/** The operation's own selection set is the first level, that of its last field the last. */
const nested = (levels: number) => `${'{ other '.repeat(levels - 1)}{ id ${'}'.repeat(levels)}`;

interface RuleCase {
  readonly rule: LimitRule;
  readonly complaint: (found: number) => string;
  /** Documents in which there are `count` of what the rule counts. */
  readonly documents: (count: number) => readonly string[];
}

const counted = (what: string) => `${what}, counted with fragments opened; at most ${LIMIT} are allowed.`;

const RULES: readonly (readonly [string, RuleCase])[] = [
  [
    'MaxDepthRule',
    {
      rule: MaxDepthRule,
      complaint: (found) => counted(`The operation is nested ${found} deep`),
      documents: (count) => [
        nested(count),
        `{ ...F } fragment F on Query ${nested(count - 1)}`,
        `{ ... ${nested(count - 1)} }`,
        // Found where it is spread deepest.
        `{ ...F other { ...F } } fragment F on Query ${nested(count - 2)}`,
      ],
    },
  ],
  [
    'MaxFieldsRule',
    {
      rule: MaxFieldsRule,
      complaint: (found) => counted(`The operation selects ${found} fields`),
      documents: (count) => [
        `{ ${times(count, 'id')} }`,
        `{ other { ${times(count - 1, 'id')} } }`,
        `{ ... { ...F } } fragment F on Query { ${times(count, 'id')} }`,
        `{ ...F ...F ${times(count - 4, 'id')} } fragment F on Query { other { id } }`,
      ],
    },
  ],
  [
    'MaxRootFieldsRule',
    {
      rule: MaxRootFieldsRule,
      complaint: (found) => counted(`The operation selects ${found} fields of its root type`),
      documents: (count) => [
        `{ ${times(count, 'id')} }`,
        `{ ${times(count - 1, 'id')} other { ${times(20, 'id')} } }`,
        `{ ...F ... { ...F } ${times(count - 4, 'id')} } fragment F on Query { id other { id } }`,
      ],
    },
  ],
  [
    'MaxAliasesRule',
    {
      rule: MaxAliasesRule,
      complaint: (found) => counted(`The operation has ${found} aliases`),
      documents: (count) => [
        `{ id ${numbered(count, (index) => `a${index}: id`)} }`,
        `{ a: other { id ${numbered(count - 1, (index) => `a${index}: id`)} } }`,
        `{ ...F other { ...F } ${numbered(count - 4, (index) => `b${index}: id`)} } fragment F on Query { a: id other { b: id } }`,
      ],
    },
  ],
  [
    'MaxDirectivesRule',
    {
      rule: MaxDirectivesRule,
      complaint: (found) => counted(`The operation has ${found} directives`),
      documents: (count) => [
        `{ id ${times(count, '@mark')} }`,
        `query @mark { id ${times(count - 1, '@mark')} }`,
        `query ($n: Int @mark) { id(n: $n) ${times(count - 1, '@mark')} }`,
        `{ ... @mark { id ${times(count - 1, '@mark')} } }`,
        `{ ...F @mark other { ...F @mark ${numbered(count - 4, (index) => `a${index}: id @mark`)} } } fragment F on Query { id @mark }`,
      ],
    },
  ],
];

describe.each(RULES)('%s', (_name, { rule, complaint, documents }) => {
  it.each([
    ['just under the limit', LIMIT - 1, undefined],
    ['at the limit', LIMIT, undefined],
    ['just over the limit', LIMIT + 1, complaint(LIMIT + 1)],
    ['far over the limit', LIMIT * 4, complaint(LIMIT * 4)],
  ])('%s', (_what, count, message) => {
    for (const text of documents(count)) expect(messagesFor(rule, text), text).toEqual([message]);
  });

  it('looks at each operation of a document', () => {
    const [over = ''] = documents(LIMIT + 1);
    expect(messagesFor(rule, `query A { id } query B ${over} query C { id }`)).toEqual([undefined, complaint(LIMIT + 1), undefined]);
  });
});

/** The fragment of a chain of a thousand that spreads the next. */
const link = (index: number) => `fragment F${index} on Query { ${index < 999 ? `other { ...F${index + 1} }` : 'id'} }`;

describe('fragments', () => {
  it('are counted wherever they are spread, and forty that spread the next twice are counted at once', () => {
    const fragments = numbered(40, (index) => `fragment F${index} on Query { a: other { ...F${index + 1} } b: other { ...F${index + 1} } }`);
    const text = `{ ...F0 } ${fragments} fragment F40 on Query { id }`;
    // Two in the first, twice as many in each next, and the id below each of the last.
    expect(messagesFor(MaxFieldsRule, text)).toEqual([counted(`The operation selects ${2 ** 41 - 2 + 2 ** 40} fields`)]);
    expect(messagesFor(MaxAliasesRule, text)).toEqual([counted(`The operation has ${2 ** 41 - 2} aliases`)]);
  });

  it('may stand in any order, and a chain of a thousand exhausts nothing', () => {
    const forwards = numbered(1_000, link);
    const backwards = numbered(1_000, (index) => link(999 - index));
    for (const fragments of [forwards, backwards]) {
      expect(messagesFor(MaxDepthRule, `{ ...F0 } ${fragments}`)).toEqual([counted('The operation is nested 2000 deep')]);
    }
  });

  it('are measured once for all operations of a document', () => {
    const measured: string[] = [];
    const measure: MeasureDefinition = ({ name }) => measured.push(name?.value ?? '');
    const operations = OpenedOperation.allOf(parse('query A { ...F } query B { ...F } query C { ...G } fragment F on Query { ...G } fragment G on Query { id }'));
    for (const operation of operations) operation.measure(measure);
    expect(measured).toEqual(['G', 'F', 'A', 'B', 'C']);
  });
});
