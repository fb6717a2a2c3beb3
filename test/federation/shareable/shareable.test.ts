import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { shared } from './world.js';

const callCount = (calls: Readonly<Record<string, readonly unknown[]>>) => Object.values(calls).reduce((sum, { length }) => sum + length, 0);

federation('@shareable', shared, [
  {
    behaviour: 'at the root is asked of one subgraph only',
    operation: '{ version place { city { name } } }',
    expected: { data: { version: '1', place: { city: { name: 'Astana' } } } },
    also: (calls) => expect(callCount(calls)).toBe(1),
  },
  {
    behaviour: 'on an entity costs no further call',
    operation: '{ homes { name place { city { name } } } }',
    expected: { data: { homes: [{ name: 'Home', place: { city: { name: 'Astana' } } }] } },
    also: ({ post }) => expect(post).toEqual([]),
  },
  {
    behaviour: 'of a value type is read from whoever holds the value',
    operation: '{ homes { name postman postalPlace { city { name } } place { city { name } } } }',
    expected: {
      data: {
        homes: [{ name: 'Home', postman: 'Zhomart', postalPlace: { city: { name: 'Astana' } }, place: { city: { name: 'Astana' } } }],
      },
    },
    also: (calls) => expect(callCount(calls)).toBe(2),
  },
]);
