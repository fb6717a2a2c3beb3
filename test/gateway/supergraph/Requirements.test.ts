import { expect, it } from 'vitest';
import { prepareForPlanning } from '../../../gateway/supergraph/prepareForPlanning.js';
import { parseSelection } from '../../../gateway/supergraph/walkFields.js';
import { composeWorld } from '../../kit/composeWorld.js';

const { requirements } = prepareForPlanning(
  composeWorld({
    owner: {
      sdl: 'type Query { t: T } type T @key(fields: "id") { id: ID! told: Int given: Int @shareable inner: Inner } type Inner { told: Int other: Int }',
    },
    asker: {
      sdl: `
        type Query { first: T }
        type T @key(fields: "id") {
          id: ID!
          told: Int @external
          given: Int @external
          inner: Inner @external
          sum: Int @requires(fields: "told inner { told }")
          known: Int @requires(fields: "given")
          next: T @provides(fields: "given")
        }
        type Inner { told: Int @external }`,
    },
  }),
);

const unmet = (agency: string, selection: string, ...told: string[]) => requirements.unmetIn(agency, parseSelection(selection), 'Query', new Set(told));

const ENTITY = '_entities(representations: []) { ... on T { x: sum id } }';

it('a field is met where the representations hold all that it requires', () => {
  expect(unmet('asker', ENTITY, '_entities/told', '_entities/inner', '_entities/inner/told', '_entities/id')).toEqual([]);
});

it('a field is unmet where a part of it is missing, at any depth, or stands elsewhere', () => {
  expect(unmet('asker', ENTITY, '_entities/inner', '_entities/inner/told')).toEqual(['T.sum']);
  expect(unmet('asker', ENTITY, '_entities/told', '_entities/inner', '_entities/inner/other')).toEqual(['T.sum']);
  expect(unmet('asker', ENTITY, '_entities/told', '_entities/inner', '_entities/next/inner/told')).toEqual(['T.sum']);
});

it('a field is unmet at the root, and below the entities that the agency was told about', () => {
  expect(unmet('asker', 'first { sum }')).toEqual(['T.sum']);
  expect(unmet('asker', '_entities(representations: []) { ... on T { next { sum } } }', '_entities/told', '_entities/inner', '_entities/inner/told')).toEqual(['T.sum']);
});

it('a field is met where the agency provides what it requires', () => {
  expect(unmet('asker', '_entities(representations: []) { ... on T { next { given known } } }')).toEqual([]);
});

it('an agency that requires nothing is told nothing', () => {
  expect(unmet('owner', 't { told given inner { told } }')).toEqual([]);
});
