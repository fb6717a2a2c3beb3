import type { GraphQLFormattedError } from 'graphql';
import { federation } from '../../kit/federation.js';
import { strict } from './world.js';

const error = (...path: (string | number)[]): GraphQLFormattedError => ({
  message: 'The agency answered with something that cannot be used.',
  path,
  extensions: { code: 'SUBGRAPH_BAD_RESPONSE', agency: 'papers' },
});

federation('a null where none is allowed', strict, [
  {
    behaviour: 'takes the nearest object that may be null with it',
    operation: '{ person { id paper } }',
    expected: { data: { person: null }, errors: [error('person', 'paper')] },
  },
  {
    behaviour: 'leaves the neighbours in a list whose items may be null',
    operation: '{ people { paper id } }',
    expected: { data: { people: [{ paper: 'paper of here', id: 'here' }, null, { paper: 'paper of here', id: 'here' }] }, errors: [error('people', 1, 'paper')] },
  },
  {
    behaviour: 'takes a list with it whose items may not be null',
    operation: '{ team { name members { seal { colour } } } }',
    expected: { data: { team: { name: 'T', members: null } }, errors: [error('team', 'members', 1, 'seal')] },
  },
  {
    behaviour: 'takes the inner of two lists with it',
    operation: '{ team { nested { id paper } } }',
    expected: {
      data: { team: { nested: [[{ id: 'here', paper: 'paper of here' }], null, null] } },
      errors: [error('team', 'nested', 1, 0, 'paper')],
    },
  },
  {
    behaviour: 'takes everything with it where nothing on the way may be null',
    operation: '{ must { seal { colour } } team { name } }',
    expected: { data: null, errors: [error('must', 'seal')] },
  },
  {
    behaviour: 'is told once for an object that several such fields take away',
    operation: '{ person { paper seal { colour } } }',
    expected: { data: { person: null }, errors: [error('person', 'paper')] },
  },
  {
    behaviour: 'is told under the names of the client',
    operation: '{ who: person { document: paper } }',
    expected: { data: { who: null }, errors: [error('who', 'document')] },
    wrongOn: { apollo: 'its error names the field by a private alias, so nobody can tell which agency owes it' },
  },
  {
    behaviour: 'in a field that may be null is just null',
    operation: '{ person { stamp id } }',
    expected: { data: { person: { stamp: null, id: 'gone' } } },
  },
  {
    behaviour: 'does not reach what was not selected',
    operation: '{ person { id partner { paper } } }',
    expected: { data: { person: { id: 'gone', partner: { paper: 'paper of here' } } } },
  },
]);
