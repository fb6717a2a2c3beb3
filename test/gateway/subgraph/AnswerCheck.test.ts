// The check and the closer look are two readings of one rule: what the check lets through, `writeAnswers`
// would have left as it is. Good answers are spoiled at random, in one place or several.

import { buildSchema } from 'graphql';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAgencyOperation } from '../../../gateway/subgraph/AgencyOperation.js';
import type { Representations } from '../../../gateway/subgraph/Representations.js';
import { writeAnswers } from '../../../gateway/subgraph/writeAnswers.js';

const schema = buildSchema(`
  interface AgencyAnswer { agency: String! status: Status! retryAt: String }
  interface Place { code: ID! }
  enum Status { ANSWERED NO_RECORD UNAVAILABLE }
  type Clearance implements AgencyAnswer { agency: String! status: Status! retryAt: String outcome: String checks: [Check!] inner: Check }
  type Check implements AgencyAnswer { agency: String! status: Status! retryAt: String days: Int }
  type Application { id: ID! kind: String ratio: Float open: Boolean! anything: JSON clearance: Clearance! maybe: Clearance places: [[Place]!] found: Found }
  type Region implements Place { code: ID! name: String }
  type Town implements Place { code: ID! size: Int }
  union Found = Region | Town
  union _Entity = Application | Region
  scalar JSON
  scalar _Any
  type Query { _entities(representations: [_Any!]!): [_Entity]! application: Application }
`);

const SELECTION = `
  __typename id kind ratio open anything other: kind @include(if: $more)
  clearance { agency status outcome checks { status days } inner { status agency days } }
  maybe { status }
  places { __typename code ... on Region { name } ...OfTown }
  found { __typename ... on Region { code } }
`;
const FRAGMENT = 'fragment OfTown on Town { size }';

const check = (status = 'ANSWERED') => ({ status, days: 3 });
const application = (more: object = {}) => ({
  __typename: 'Application',
  id: '1',
  kind: 'K',
  ratio: 1.5,
  open: true,
  anything: 'x',
  ...more,
  clearance: { agency: 'agency-a', status: 'ANSWERED', outcome: null, checks: [check(), check('NO_RECORD')], inner: { status: 'NO_RECORD', agency: 'agency-a', days: null } },
  maybe: null,
  places: [[{ __typename: 'Region', code: '71', name: 'Astana' }, null, { __typename: 'Town', code: 2, size: 7 }], []],
  found: { __typename: 'Town' },
});

const rootOperation = readAgencyOperation(schema, 'agency-a', { text: `query ($more: Boolean = false) { application { ${SELECTION} } } ${FRAGMENT}` });
const lookupOperation = readAgencyOperation(schema, 'agency-a', {
  text: `query ($representations: [_Any!]!, $more: Boolean!) { _entities(representations: $representations) { ... on Application { ${SELECTION.replace(' id ', ' ')} } ... on Region { name } } } ${FRAGMENT}`,
});

const TWO: Representations = {
  text: '[{"__typename":"Region","code":"71"},{"__typename":"Application","id":"1"}]',
  typeNames: ['Region', 'Application'],
};
const lookupAnswer = () => {
  const { id: _notAsked, ...asked } = application();
  return { _entities: [{ name: 'Astana' }, asked] };
};

interface Asked {
  readonly operation: typeof rootOperation;
  readonly data: Record<string, unknown>;
  readonly representations?: Representations;
  readonly variables?: Record<string, unknown>;
}

const isWhole = ({ operation, data, representations, variables = {} }: Asked) => operation.check.isWhole(data, variables, representations);

function looksWhole({ operation, data, representations, variables = {} }: Asked): boolean {
  const { data: written, answers, nulls, strange } = writeAnswers({ schema, operation, variables, agency: 'agency-a', retryAt: new Date(0), ...(representations && { representations }) }, data);
  return answers.length + nulls.length + strange.length === 0 && JSON.stringify(sorted(written)) === JSON.stringify(sorted(data));
}

/** The order of keys is the response writer's affair. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}

describe('a good answer is whole', () => {
  it.each<[string, Asked]>([
    ['to a query', { operation: rootOperation, data: { application: application() } }],
    ['with nothing', { operation: rootOperation, data: { application: null } }],
    ['under a condition that holds', { operation: rootOperation, data: { application: application({ other: 'K' }) }, variables: { more: true } }],
    ['to a lookup', { operation: lookupOperation, data: lookupAnswer(), representations: TWO, variables: { more: false } }],
    ['where an entity is not there and owes nothing', { operation: lookupOperation, data: { _entities: [null, lookupAnswer()._entities[1]] }, representations: TWO, variables: { more: false } }],
    ['with its keys in another order', { operation: rootOperation, data: { application: Object.fromEntries(Object.entries(application()).toReversed()) } }],
  ])('%s', (_what, asked) => {
    expect([isWhole(asked), looksWhole(asked)]).toEqual([true, true]);
  });
});

describe('no answer is whole', () => {
  const spoiled = (change: (data: ReturnType<typeof application>) => object): Asked => ({ operation: rootOperation, data: { application: change(application()) } });
  it.each<[string, Asked]>([
    ['where a field is missing', spoiled(({ kind: _missing, ...rest }) => rest)],
    ['where more came than was asked for', spoiled((data) => ({ ...data, stolen: 1 }))],
    ['where something came beside the root', { operation: rootOperation, data: { application: null, other: 1 } }],
    ['that reaches for a prototype', { operation: rootOperation, data: JSON.parse('{"application":null,"__proto__":{}}') as Record<string, unknown> }],
    ['where null may not stand', spoiled((data) => ({ ...data, open: null }))],
    ['with a number for a text', spoiled((data) => ({ ...data, kind: 1 }))],
    ['with a text for a number', spoiled((data) => ({ ...data, ratio: '1' }))],
    ['with a list for an object', spoiled((data) => ({ ...data, maybe: [] }))],
    ['with an object for a list', spoiled((data) => ({ ...data, places: {} }))],
    ['in the name of another agency', spoiled((data) => ({ ...data, clearance: { ...data.clearance, agency: 'agency-b' } }))],
    ['that says what only the gateway may say', spoiled((data) => ({ ...data, clearance: { ...data.clearance, status: 'UNAVAILABLE' } }))],
    ['with an object of a type that cannot stand there', spoiled((data) => ({ ...data, found: { __typename: 'Application' } }))],
    ['with an object that does not say its type', spoiled((data) => ({ ...data, found: {} }))],
    ['where an answer is owed about an entity that is not there', { operation: lookupOperation, data: { _entities: [{ name: 'x' }, null] }, representations: TWO, variables: { more: false } }],
    ['that repeats what the agency was told', { operation: lookupOperation, data: lookupAnswer(), representations: { ...TWO, text: '[{"__typename":"Region","name":"Almaty"},{}]' }, variables: { more: false } }],
    ['about an entity of no known type', { operation: lookupOperation, data: { _entities: [{ name: 'x' }] }, representations: { text: '[{"__typename":"X"}]', typeNames: ['X'] }, variables: { more: false } }],
  ])('%s', (_what, asked) => {
    expect(isWhole(asked)).toBe(false);
  });
});

it('what passes is what the closer look would leave as it is, whatever is spoiled', () => {
  const values = fc.constantFrom<unknown>(null, 0, 1, 2.5, true, '', 'ANSWERED', 'UNAVAILABLE', 'agency-b', 'Region', 'Town', 'Place', [], {}, [null], [[]], { __typename: 'Region' }, { status: 'ANSWERED' });
  const spoil = fc.record({ at: fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }), how: fc.constantFrom('set', 'remove', 'add'), value: values });
  let passed = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.boolean(), fc.array(spoil, { maxLength: 3 }), (isLookup, spoils) => {
      const data = structuredClone<Record<string, unknown>>(isLookup ? lookupAnswer() : { application: application() });
      for (const { at, how, value } of spoils) spoilAt(data, at, how, structuredClone(value));
      const asked: Asked = isLookup ? { operation: lookupOperation, data, representations: TWO, variables: { more: false } } : { operation: rootOperation, data };
      // That there is one entity for each representation is seen to before.
      if (isLookup && (!Array.isArray(data['_entities']) || data['_entities'].length !== 2)) return;
      if (!isWhole(asked)) {
        refused += 1;
        return;
      }
      passed += 1;
      expect(looksWhole(asked)).toBe(true);
    }),
    { numRuns: 3_000, seed: 20_261_127 },
  );
  expect(Math.min(passed, refused)).toBeGreaterThan(300);
});

/** Follows the path as far as it leads, each step by its number among the keys that are there. */
function spoilAt(root: Record<string, unknown>, at: readonly number[], how: string, value: unknown): void {
  let object: Record<string, unknown> | unknown[] = root;
  for (const [depth, step] of at.entries()) {
    const keys = Object.keys(object);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return;
    const inner: unknown = Reflect.get(object, key);
    if (depth < at.length - 1 && typeof inner === 'object' && inner !== null) {
      object = inner as Record<string, unknown>;
      continue;
    }
    if (how === 'set') Reflect.set(object, key, value);
    else if (how === 'add') Reflect.set(object, Array.isArray(object) ? object.length : 'added', value);
    else if (!Array.isArray(object)) Reflect.deleteProperty(object, key);
    return;
  }
}
