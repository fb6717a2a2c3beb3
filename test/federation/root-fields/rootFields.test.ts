import { federation } from '../../kit/federation.js';
import { roots } from './world.js';

federation('root fields', roots, [
  {
    behaviour: 'of several subgraphs are answered in the order of the selection',
    operation: '{ two a: one three { name } __typename b: one(value: 1) }',
    expected: { data: { two: 'two', a: 'one null', three: [{ name: 'a' }], __typename: 'Query', b: 'one 1' } },
  },
  {
    behaviour: 'are reached again below a type that leads back to the query',
    operation: '{ link { label home { two one link { label } } } }',
    expected: { data: { link: { label: 'home', home: { two: 'two', one: 'one null', link: { label: 'home' } } } } },
  },
  {
    behaviour: 'can be called by the names that federation uses',
    operation: '{ _entities: two _service: one }',
    expected: { data: { _entities: 'two', _service: 'one null' } },
  },
  {
    behaviour: 'can be given a variable by the name that federation uses',
    operation: 'query ($representations: [String!]!) { one(representations: $representations) three { id } }',
    variables: { representations: ['a', 'b'] },
    expected: { data: { one: 'one ["a","b"]', three: [{ id: '1' }] } },
  },
  {
    behaviour: 'can be called by names that every object has',
    operation: '{ constructor: two toString: one hasOwnProperty: three { valueOf: name } }',
    expected: { data: { constructor: 'two', toString: 'one null', hasOwnProperty: [{ valueOf: 'a' }] } },
  },
  {
    behaviour: 'can be called __proto__',
    operation: '{ __proto__: two three { __proto__: name id } }',
    expected: { data: JSON.parse('{"__proto__":"two","three":[{"__proto__":"a","id":"1"}]}') as Record<string, unknown> },
  },
  {
    behaviour: 'pass values of a scalar of their own through, whatever they are',
    operation: 'query ($value: Json) { a: json(value: $value) b: json(value: { x: [1, { y: "z" }], n: null }) c: json(value: [true, 1.5]) d: json e: one(value: { name: "v" }) }',
    variables: { value: { list: [1, 'a', null, { deep: true }], text: 'ә "quoted" \\ \u2028', __typename: 'None' } },
    expected: {
      data: {
        a: { list: [1, 'a', null, { deep: true }], text: 'ә "quoted" \\ \u2028', __typename: 'None' },
        b: { x: [1, { y: 'z' }], n: null },
        c: [true, 1.5],
        d: null,
        e: 'one {"name":"v"}',
      },
    },
  },
]);
