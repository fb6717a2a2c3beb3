import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import type { RecordedCall } from '../../kit/gateway/TestSubgraph.js';
import { echoing } from './world.js';

type Calls = Readonly<Record<string, readonly RecordedCall[]>>;

const OPERATION = (definition: string, use: string) => `query (${definition}) { echo(${use}) item { echo(${use}) } }`;
const both = (args: object) => ({ data: { echo: JSON.stringify(args), item: { echo: JSON.stringify(args) } } });

const refused = (...messages: string[]) => ({ errors: messages.map((message) => ({ message, extensions: { code: 'BAD_USER_INPUT' } })) });
const nobodyIsAsked = ({ first, second }: Calls) => expect([first, second]).toEqual([[], []]);

federation('variables', echoing, [
  {
    behaviour: 'that are not given take their default, at the root and about entities',
    operation: OPERATION('$n: Int = 7', 'n: $n'),
    expected: both({ n: 7 }),
  },
  {
    behaviour: 'given as null are null, whatever the default',
    operation: OPERATION('$n: Int = 7', 'n: $n'),
    variables: { n: null },
    expected: both({ n: null }),
  },
  {
    behaviour: 'without value and default are not there for the subgraph either',
    operation: OPERATION('$n: Int, $flag: Boolean', 'n: $n, flag: $flag'),
    variables: { flag: false },
    expected: both({ flag: false }),
    also: ({ first, second }) => {
      expect(first?.[0]?.variables).toEqual({ flag: false });
      expect(second?.[0]?.variables).toEqual({ flag: false, representations: [{ __typename: 'Item', id: '1' }] });
    },
  },
  {
    behaviour: 'of one item become the list that they stand for',
    operation: OPERATION('$ns: [Int!]', 'ns: $ns'),
    variables: { ns: 4 },
    expected: both({ ns: [4] }),
    also: ({ first }) => expect(first?.[0]?.variables).toEqual({ ns: [4] }),
  },
  {
    behaviour: 'that are numbers become the text of an ID',
    operation: OPERATION('$id: ID!', 'id: $id'),
    variables: { id: 12 },
    expected: both({ id: '12' }),
  },
  {
    behaviour: 'that are input objects get the defaults of their fields, at every depth',
    operation: OPERATION('$filter: Filter', 'filter: $filter'),
    variables: { filter: { inner: { tags: 'y' } } },
    expected: both({ filter: { from: 3, inner: { from: 3, tags: ['y'] } } }),
  },
  {
    behaviour: 'decide over fields by their defaults',
    operation: 'query ($with: Boolean = true, $without: Boolean! = false) { a: echo @include(if: $with) b: echo @skip(if: $with) item { id @include(if: $without) echo @skip(if: $without) } }',
    expected: { data: { a: '{}', item: { echo: '{}' } } },
  },
  {
    behaviour: 'of a scalar of the subgraphs stay as they came, at any depth that is allowed',
    operation: OPERATION('$any: JSON', 'any: $any'),
    variables: { any: { list: [1, null, { a: 'қ' }], kind: 'B' } },
    expected: both({ any: { list: [1, null, { a: 'қ' }], kind: 'B' } }),
  },
  {
    behaviour: 'named as what every object has are variables like any others',
    operation: OPERATION('$constructor: Int, $toString: ID, $hasOwnProperty: Boolean', 'n: $constructor, id: $toString, flag: $hasOwnProperty'),
    variables: { constructor: 1 },
    expected: both({ n: 1 }),
    also: ({ first }) => expect(first?.[0]?.variables).toEqual({ constructor: 1 }),
  },
  {
    behaviour: 'named as the prototype are variables like any others',
    operation: OPERATION('$__proto__: Int!', 'n: $__proto__'),
    variables: JSON.parse('{"__proto__":1}') as Record<string, unknown>,
    expected: both({ n: 1 }),
    wrongOn: { compiled: 'the variable is lost on its way to the subgraph, which refuses the call' },
  },
  {
    behaviour: 'with keys that their input type does not know are refused',
    operation: OPERATION('$filter: Filter', 'filter: $filter'),
    variables: JSON.parse('{"filter":{"form":1,"inner":{"__proto__":{}}}}') as Record<string, unknown>,
    expected: refused(
      'Variable "$filter" got invalid value { __proto__: {} } at "filter.inner"; Field "__proto__" is not defined by type "Filter".',
      'Variable "$filter" got invalid value { form: 1, inner: { __proto__: {} } }; Field "form" is not defined by type "Filter". Did you mean "from"?',
    ),
    also: nobodyIsAsked,
  },
  {
    behaviour: 'of a list with an item that does not fit are refused',
    operation: OPERATION('$ns: [Int!]', 'ns: $ns'),
    variables: { ns: [1, 'x'] },
    expected: refused('Variable "$ns" got invalid value "x" at "ns[1]"; Int cannot represent non-integer value: "x"'),
    also: nobodyIsAsked,
  },
  {
    behaviour: 'of a scalar of the subgraphs are refused where they are nested too deep',
    operation: OPERATION('$any: JSON', 'any: $any'),
    variables: { any: JSON.parse('[['.repeat(50) + ']]'.repeat(50)) as unknown },
    expected: refused('The parameter "variables" is nested more than 100 deep.'),
    also: nobodyIsAsked,
  },
]);
