import { expect, it } from 'vitest';
import { EntityKeys } from '../../../gateway/execution/EntityKeys.js';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { composeWorld } from '../../kit/composeWorld.js';

const { schema } = buildSupergraph(
  composeWorld({
    'a-a': { sdl: 'type Query { t: T } type T @key(fields: "id") @key(fields: "x y { z }") { id: ID x: Int y: Y n: Int } type Y @shareable { z: Int }' },
    b: { sdl: 'type T @key(fields: "id") { id: ID m: Int }' },
  }),
);

it.each([
  ['a-a', 'T', [['id'], ['x', 'y']]],
  ['b', 'T', [['id']]],
  ['b', 'Y', []],
  ['nobody', 'T', []],
])('%s knows %s by the top of its keys', (agency, type, keys) => {
  expect(new EntityKeys(schema).of(agency, type)).toEqual(keys);
});
