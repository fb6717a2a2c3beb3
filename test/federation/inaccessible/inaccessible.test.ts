import { federation } from '../../kit/federation.js';
import { hidden } from './world.js';

const BAD = { code: 'SUBGRAPH_BAD_RESPONSE', agency: 'cases' };
const message = 'The agency answered with something that cannot be used.';

federation('@inaccessible', hidden, [
  {
    behaviour: 'keys and required fields still lead from subgraph to subgraph, and are not shown',
    operation: '{ cases { name check heavy } }',
    expected: { data: { cases: [{ name: 'one', check: 'check 1', heavy: false }, { name: 'two', check: 'check 2', heavy: true }] } },
  },
  {
    behaviour: 'values of an enum become null, with an error',
    operation: '{ cases { kind } }',
    expected: {
      data: { cases: [{ kind: 'OPEN' }, { kind: null }] },
      errors: [{ message, path: ['cases', 1, 'kind'], extensions: BAD }],
    },
  },
  {
    behaviour: 'values of an enum become null in a list, with an error that names the agency',
    operation: '{ kinds }',
    expected: { data: { kinds: ['OPEN', null] }, errors: [{ message, path: ['kinds', 1], extensions: BAD }] },
    wrongOn: { apollo: 'its error for an item of a list names no field, so nobody can tell which agency sent it' },
  },
  {
    behaviour: 'members of a union become null, with an error that does not name them',
    operation: '{ holder { __typename ... on Person { name } } }',
    expected: { data: { holder: null }, errors: [{ message, path: ['holder'], extensions: BAD }] },
  },
]);
