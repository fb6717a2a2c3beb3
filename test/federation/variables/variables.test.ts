import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { echoing } from './world.js';

const OPERATION = (definition: string, use: string) => `query (${definition}) { echo(${use}) item { echo(${use}) } }`;
const both = (args: object) => ({ data: { echo: JSON.stringify(args), item: { echo: JSON.stringify(args) } } });

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
]);
