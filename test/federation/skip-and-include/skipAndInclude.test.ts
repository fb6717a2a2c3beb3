import { expect } from 'vitest';
import { federation } from '../../kit/federation.js';
import { conditional } from './world.js';

const STARVED = 'it has the required field fetched under the condition, and requires it whether the condition holds or not';

const OPERATION = 'query ($with: Boolean!, $without: Boolean! = false) { user { name score @include(if: $with) rank @skip(if: $without) } }';

federation('@skip and @include', conditional, [
  {
    behaviour: 'leave a field in',
    operation: OPERATION,
    variables: { with: true },
    expected: { data: { user: { name: 'Aigerim', score: 10, rank: 'rank 1' } } },
  },
  {
    behaviour: 'leave a field out',
    operation: OPERATION,
    variables: { with: false },
    expected: { data: { user: { name: 'Aigerim', rank: 'rank 1' } } },
  },
  {
    behaviour: 'leave the call out with the fields',
    operation: 'query ($with: Boolean!) { user { name ... @include(if: $with) { score rank } badge @include(if: $with) } }',
    variables: { with: false },
    expected: { data: { user: { name: 'Aigerim' } } },
    also: ({ scores }) => expect(scores).toEqual([]),
  },
  {
    behaviour: 'with constants need no variables',
    operation: '{ user { name @skip(if: true) id @include(if: true) score @include(if: false) } }',
    expected: { data: { user: { id: '1' } } },
    also: ({ scores }) => expect(scores).toEqual([]),
  },
  {
    behaviour: 'hold for fragments, spread and inline, with all in them',
    operation: `
      query ($with: Boolean!) { user { ...Scored @include(if: $with) ... on User @skip(if: $with) { id friend { score } } ... @include(if: $with) { friend { rank } } } }
      fragment Scored on User { score name }`,
    variables: { with: true },
    expected: { data: { user: { score: 10, name: 'Aigerim', friend: { rank: 'rank 2' } } } },
  },
  {
    behaviour: 'hold for fragments when they are left out',
    operation: `
      query ($with: Boolean!) { user { ...Scored @include(if: $with) ... on User @skip(if: $with) { id friend { score } } ... @include(if: $with) { friend { rank } } } }
      fragment Scored on User { score name }`,
    variables: { with: false },
    expected: { data: { user: { id: '1', friend: { score: 20 } } } },
  },
  {
    behaviour: 'both hold where both stand',
    operation: 'query ($yes: Boolean!, $no: Boolean!) { user { a: score @skip(if: $no) @include(if: $yes) b: score @skip(if: $yes) @include(if: $yes) c: rank @skip(if: $no) @include(if: $no) } }',
    variables: { yes: true, no: false },
    expected: { data: { user: { a: 10 } } },
  },
  {
    behaviour: 'do not take a field away that another selection asks for without condition',
    operation: 'query ($no: Boolean!) { user { friend @include(if: $no) { score name } friend { name } } }',
    variables: { no: false },
    expected: { data: { user: { friend: { name: 'Bolat' } } } },
  },
  {
    behaviour: 'on an input of a required field do not starve the field',
    operation: 'query ($no: Boolean!) { user { name @include(if: $no) badge } }',
    variables: { no: false },
    expected: { data: { user: { badge: 'badge of Aigerim' } } },
  },
  {
    behaviour: 'can leave nothing of an object',
    operation: 'query ($no: Boolean!) { user { score @include(if: $no) } }',
    variables: { no: false },
    expected: { data: { user: {} } },
  },
  {
    behaviour: 'can leave nothing at all',
    operation: 'query ($no: Boolean!) { user @include(if: $no) { score } }',
    variables: { no: false },
    expected: { data: {} },
    also: ({ users }) => expect(users).toEqual([]),
  },
  {
    behaviour: 'on a field that requires another do not starve its neighbours',
    operation: 'query ($no: Boolean!) { user { score badge @include(if: $no) friend { ... @include(if: $no) { badge } rank } } }',
    variables: { no: false },
    expected: { data: { user: { score: 10, friend: { rank: 'rank 2' } } } },
    wrongOn: { apollo: STARVED },
  },
  {
    behaviour: 'on a field that requires another leave it in',
    operation: 'query ($yes: Boolean!) { user { score badge @include(if: $yes) friend { ... @include(if: $yes) { badge } rank } } }',
    variables: { yes: true },
    expected: { data: { user: { score: 10, badge: 'badge of Aigerim', friend: { badge: 'badge of Bolat', rank: 'rank 2' } } } },
  },
  {
    behaviour: 'on a field and on what stands around the same field elsewhere both hold',
    operation: 'query ($no: Boolean!) { user { friend @include(if: $no) { badge } friend { score } ... @skip(if: $no) { rank badge @include(if: $no) } } }',
    variables: { no: false },
    expected: { data: { user: { friend: { score: 20 }, rank: 'rank 1' } } },
    wrongOn: { apollo: STARVED },
  },
  {
    behaviour: 'nest in fragments, by variables with defaults',
    operation: `
      query ($yes: Boolean! = true, $no: Boolean = false) {
        user { ...A @skip(if: $no) ... @include(if: $yes) { ...B @include(if: $no) friend { ...A @include(if: $yes) ...B @skip(if: $yes) } } }
      }
      fragment A on User { score name @skip(if: $yes) }
      fragment B on User { rank badge }`,
    expected: { data: { user: { score: 10, friend: { score: 20 } } } },
  },
]);

federation('@skip and @include on all that is selected of an object', conditional, [
  {
    behaviour: 'leave the object, with nothing in it',
    operation: 'query ($yes: Boolean!) { user { friend { name @include(if: $yes) ... on User @include(if: $yes) { score } } } }',
    variables: { yes: false },
    expected: { data: { user: { friend: {} } } },
  },
  {
    behaviour: 'leave an object of another subgraph, too',
    operation: 'query ($yes: Boolean!, $no: Boolean!) { user { team @skip(if: $no) { ... on Team @include(if: $yes) { size } } } }',
    variables: { yes: false, no: false },
    expected: { data: { user: { team: {} } } },
    wrongOn: { apollo: 'the planner asks for the object under the condition of what is selected of it' },
  },
]);
