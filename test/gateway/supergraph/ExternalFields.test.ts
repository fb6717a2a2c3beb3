import { expect, it } from 'vitest';
import { prepareForPlanning } from '../../../gateway/supergraph/prepareForPlanning.js';
import { parseSelection } from '../../../gateway/supergraph/walkFields.js';
import { composeWorld } from '../../kit/composeWorld.js';

const { externalFields } = prepareForPlanning(
  composeWorld({
    'the-owner': {
      sdl: 'type Query { t: T } type T @key(fields: "id") { id: ID! told: Int given: Int @shareable inner: Inner } type Inner { told: Int }',
    },
    asker: {
      sdl: `
        type Query { first: T @provides(fields: "given") }
        type Mutation { change: T }
        type T @key(fields: "id") {
          id: ID!
          told: Int @external
          given: Int @external
          inner: Inner @external
          sum: Int @requires(fields: "told inner { told }")
        }
        type Inner { told: Int @external }`,
    },
  }),
);

const unanswerable = (agency: string, selection: string, rootType = 'Query') => externalFields.unanswerableIn(agency, parseSelection(selection), rootType);

it('a subgraph cannot answer what it only requires, at the root and in lookups', () => {
  expect(unanswerable('asker', 'first { sum told inner { told } }')).toEqual(['T.told', 'T.inner', 'Inner.told']);
  expect(unanswerable('asker', '_entities(representations: []) { ... on T { x: told sum } }')).toEqual(['T.told']);
  expect(unanswerable('asker', 'change { told }', 'Mutation')).toEqual(['T.told']);
});

it('a subgraph can answer what it provides and what is its key', () => {
  expect(unanswerable('asker', 'first { __typename id given }')).toEqual([]);
});

it('what a subgraph provides on one path it cannot answer on another', () => {
  expect(unanswerable('asker', 'change { given }', 'Mutation')).toEqual(['T.given']);
  expect(unanswerable('asker', '_entities(representations: []) { ... on T { given } }')).toEqual(['T.given']);
});

it('the owner can answer all of it', () => {
  expect(unanswerable('the-owner', 't { id told given inner { told } }')).toEqual([]);
});
