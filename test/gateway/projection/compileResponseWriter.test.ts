// The response writer feature by feature: the whole text is compared, since key order is part of it.

import { buildSchema, executeSync, getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { badAt, prepareWriter, write } from './writeResponse.js';

describe('fields', () => {
  const SDL = `
    type Query { region(code: String): Region regions: [Region!] case: Case }
    type Region { code: ID! name: String parent: Region size(unit: String): Int }
    type Case { region: Region constructor: String toString: Region }
  `;

  it('stand in the order of the selection, whatever the order of the data', () => {
    const data = { region: { name: 'n', code: 'c', parent: null } };
    expect(write(SDL, '{ region { parent { code } code name } }', { data })).toEqual({ text: '{"region":{"parent":null,"code":"c","name":"n"}}', errors: [] });
  });

  it('that are not selected are not written', () => {
    expect(write(SDL, '{ region { code } }', { data: { region: { code: 'c', name: 'n', secret: 1 }, other: 1 } }).text).toBe('{"region":{"code":"c"}}');
  });

  it('are null where the data lacks them', () => {
    expect(write(SDL, '{ region { name } case { region { code } } }', { data: { region: {} } })).toEqual({
      text: '{"region":{"name":null},"case":null}',
      errors: [],
    });
  });

  it('have the client’s names over the keys of the data', () => {
    const data = { region__1: { code: 'a', size__3: 1, size__4: 2 }, region__2: { name: 'b' } };
    const operation = '{ one: region(code: "a") { code: code small: size(unit: "ha") size(unit: "km") } two: region(code: "b") { upc: name } }';
    expect(write(SDL, operation, { data }).text).toBe(
      '{"one":{"code":"a","small":1,"size":2},"two":{"upc":"b"}}',
    );
  });

  it('selected under two names are written under both', () => {
    expect(write(SDL, '{ region { a: code b: code code } }', { data: { region: { code: 'c' } } }).text).toBe('{"region":{"a":"c","b":"c","code":"c"}}');
  });

  it('selected twice under one name are merged where they stand first', () => {
    const operation = '{ region { parent { code } name } ...More region { parent { name } } } fragment More on Query { region { code } }';
    expect(write(SDL, operation, { data: { region: { code: 'c', name: 'n', parent: { code: 'p', name: 'q' } } } }).text).toBe(
      '{"region":{"parent":{"code":"p","name":"q"},"name":"n","code":"c"}}',
    );
  });

  it('are never taken from a prototype', () => {
    expect(write(SDL, '{ case { constructor toString { code } } }', { data: { case: {} } }).text).toBe('{"case":{"constructor":null,"toString":null}}');
    const data = { case: JSON.parse('{"constructor":"c","toString":{"code":"t"}}') as unknown };
    expect(write(SDL, '{ case { constructor toString { code } } }', { data }).text).toBe('{"case":{"constructor":"c","toString":{"code":"t"}}}');
  });
});

it('the root of a mutation has one key per selection', () => {
  const sdl = 'type Query { a: Int } type Mutation { move(to: String): Int }';
  const operation = 'mutation { first: move(to: "A") ...Second } fragment Second on Mutation { move(to: "A") }';
  expect(write(sdl, operation, { data: { first__1: 1, move__2: 2 } }).text).toBe('{"first":1,"move":2}');
});

describe('@skip and @include', () => {
  const SDL = 'type Query { a: Int b: Int c: C } type C { d: Int e: Int }';
  const OPERATION = `query ($x: Boolean!, $y: Boolean = false) {
    b @skip(if: $x) a b ... @include(if: $y) { c { d } } ...More @skip(if: $y) never: a @include(if: false)
  } fragment More on Query { c { e d @include(if: $x) } }`;
  const data = { a: 1, b: 2, c: { d: 3, e: 4 } };

  it.each([
    [false, false, '{"b":2,"a":1,"c":{"e":4}}'],
    [true, false, '{"a":1,"b":2,"c":{"e":4,"d":3}}'],
    [false, true, '{"b":2,"a":1,"c":{"d":3}}'],
    [true, true, '{"a":1,"b":2,"c":{"d":3}}'],
  ])('with x %s and y %s', (x, y, text) => {
    const write = prepareWriter(buildSchema(SDL), OPERATION);
    write({ data, variables: { x: !x, y: !y } });
    expect(write({ data, variables: { x, y } })).toEqual({ text, errors: [] });
  });

  it('can leave nothing of an object', () => {
    expect(write(SDL, '{ c { d @skip(if: true) } }', { data }).text).toBe('{"c":{}}');
    expect(write(SDL, '{ c @skip(if: true) { d } }', { data }).text).toBe('{}');
  });

  it('of more combinations than are kept are each right', () => {
    const names = Array.from({ length: 5 }, (_, index) => `v${index}`);
    const operation = `query (${names.map((name) => `$${name}: Boolean!`).join()}) { ${names.map((name) => `${name}: a @include(if: $${name})`).join(' ')} }`;
    const writeOne = prepareWriter(buildSchema(SDL), operation);
    for (let round = 0; round < 2; round += 1) {
      for (let bits = 0; bits < 32; bits += 1) {
        const on = names.filter((_, index) => (bits >> index) % 2 === 1);
        const variables = Object.fromEntries(names.map((name) => [name, on.includes(name)]));
        expect(writeOne({ data: { a: 1 }, variables }).text).toBe(`{${on.map((name) => `"${name}":1`).join()}}`);
      }
    }
  });
});

describe('abstract types', () => {
  const SDL = `
    type Query { node: Node nodes: [Node] either: Either must: Node! }
    interface Node { id: ID! } interface Named implements Node { id: ID! name: String }
    type Region implements Node & Named { id: ID! name: String code: Int }
    type Case implements Node { id: ID! stage: String }
    type Other { id: ID! }
    union Either = Region | Other
  `;

  it('are written as the type the data names', () => {
    const operation = '{ nodes { ... on Named { name } ... on Case { stage kind: __typename } __typename id ...R } } fragment R on Region { code }';
    const data = { nodes: [{ __typename: 'Case', id: 'c', stage: 's', name: 'hidden' }, { __typename: 'Region', id: 'r', name: 'n', code: 1 }, null] };
    expect(write(SDL, operation, { data })).toEqual({
      text: '{"nodes":[{"stage":"s","kind":"Case","__typename":"Case","id":"c"},{"name":"n","__typename":"Region","id":"r","code":1},null]}',
      errors: [],
    });
  });

  it('of a union hold what its members’ fragments ask', () => {
    const operation = '{ either { ... on Other { id } ... on Node { __typename } } }';
    expect(write(SDL, operation, { data: { either: { __typename: 'Other', id: 'o' } } }).text).toBe('{"either":{"id":"o"}}');
    expect(write(SDL, operation, { data: { either: { __typename: 'Region', id: 'o' } } }).text).toBe('{"either":{"__typename":"Region"}}');
  });

  it.each([
    ['a name that the API schema lacks', 'Secret'],
    ['a type that cannot stand there', 'Other'],
    ['a scalar', 'String'],
    ['no name', 7],
    ['a name that every object has', 'constructor'],
  ])('are null with an error where the data says %s', (_what, __typename) => {
    expect(write(SDL, '{ node { id } }', { data: { node: { __typename, id: 'x' } } })).toEqual({ text: '{"node":null}', errors: [badAt('node')] });
    expect(write(SDL, '{ must { id } }', { data: { must: { __typename, id: 'x' } } })).toEqual({ text: 'null', errors: [badAt('must')] });
  });

  // An agency that knows the interface as one object type (@interfaceObject) names it so, or is not asked for a name.
  describe.each([undefined, null, 'Node'])('whose data says %s', (typename) => {
    const data = { node: { ...(typename !== undefined && { __typename: typename }), id: 'x', name: 'n' } };

    it('are written where nothing selected depends on the type', () => {
      expect(write(SDL, '{ node { id ... on Node { same: id } } }', { data })).toEqual({ text: '{"node":{"id":"x","same":"x"}}', errors: [] });
    });

    it.each(['__typename', '... on Case { stage }', '... on Named { name }'])('are null with an error where %s is selected', (selection) => {
      expect(write(SDL, `{ node { id ${selection} } }`, { data })).toEqual({ text: '{"node":null}', errors: [badAt('node')] });
    });

    it('are written where what depends on the type is skipped', () => {
      expect(write(SDL, 'query ($x: Boolean!) { node { id __typename @include(if: $x) } }', { data, variables: { x: false } }).text).toBe(
        '{"node":{"id":"x"}}',
      );
    });
  });

  it('of a union are null with an error where the data leaves the type open', () => {
    expect(write(SDL, '{ either { ... on Node { id } } }', { data: { either: { id: 'x' } } })).toEqual({ text: '{"either":null}', errors: [badAt('either')] });
  });
});

it('__typename of an object is the schema’s, not the data’s', () => {
  const sdl = 'type Query { case: Case } type Case { id: ID }';
  expect(write(sdl, '{ kind: __typename case { __typename id t: __typename } }', { data: { __typename: 'X', case: { __typename: 'X', id: '1' } } }).text).toBe(
    '{"kind":"Query","case":{"__typename":"Case","id":"1","t":"Case"}}',
  );
});

const sdlOf = (type: string) => `type Query { value: ${type} } enum Stage { OPEN } scalar Json`;

describe('leaves', () => {
  const accepted: readonly (readonly [string, unknown, string])[] = [
    ['Int', 0, '0'],
    ['Int', -0, '0'],
    ['Int', 2 ** 31 - 1, '2147483647'],
    ['Int', -(2 ** 31), '-2147483648'],
    ['Float', 1, '1'],
    ['Float', 0.1, '0.1'],
    ['Float', 1e21, '1e+21'],
    ['String', '', '""'],
    ['String', 'Қазақстан', '"Қазақстан"'],
    ['String', 'a"b\\c\n\u0000\u001f\u007f\u2028', '"a\\"b\\\\c\\n\\u0000\\u001f\u007f\u2028"'],
    ['String', '\ud83d\ude00 \ud800', '"\ud83d\ude00 \\ud800"'],
    ['Boolean', true, 'true'],
    ['Boolean', false, 'false'],
    ['ID', 'a"b', '"a\\"b"'],
    ['ID', 12, '"12"'],
    ['Stage', 'OPEN', '"OPEN"'],
    ['Json', { a: [1, null, { b: 'x' }] }, '{"a":[1,null,{"b":"x"}]}'],
    ['Json', 'x', '"x"'],
    ['Json', 0, '0'],
    ['Json', false, 'false'],
    ['Json', JSON.parse('{"__proto__":1,"toJSON":2}'), '{"__proto__":1,"toJSON":2}'],
  ];
  const refused: readonly (readonly [string, unknown])[] = [
    ['Int', 2 ** 31],
    ['Int', -(2 ** 31) - 1],
    ['Int', 1.5],
    ['Int', '1'],
    ['Int', true],
    ['Float', Number.POSITIVE_INFINITY],
    ['Float', '1'],
    ['Float', true],
    ['String', 1],
    ['String', true],
    ['String', {}],
    ['String', ['x']],
    ['Boolean', 1],
    ['Boolean', 'true'],
    ['ID', 1.5],
    ['ID', true],
    ['Stage', 'SECRET'],
    ['Stage', 'constructor'],
    ['Stage', ['OPEN']],
  ];
  it.each(accepted)('%s %j is written', (type, value, text) => {
    expect(write(sdlOf(type), '{ value }', { data: { value } })).toEqual({ text: `{"value":${text}}`, errors: [] });
    expect(text).toBe(JSON.stringify(type === 'ID' ? String(value) : value));
  });

  it('nested deeper than can be written is refused', () => {
    const value: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    const { text, errors } = write(sdlOf('Json'), '{ value }', { data: { value } });
    expect({ text, errors }).toEqual({ text: '{"value":null}', errors: [badAt('value')] });
  });

  it.each(refused)('%s is not written for %s', (type, value) => {
    expect(write(sdlOf(type), '{ value }', { data: { value } })).toEqual({ text: '{"value":null}', errors: [badAt('value')] });
    expect(write(sdlOf(`${type}!`), '{ value }', { data: { value } })).toEqual({ text: 'null', errors: [badAt('value')] });
  });
});

describe('lists', () => {
  it.each([
    ['[Int]', [1, null, 3], '[1,null,3]', []],
    ['[Int]', [], '[]', []],
    ['[Int]', null, 'null', []],
    ['[[Int]]', [[1, 2], [], null, [null]], '[[1,2],[],null,[null]]', []],
    ['[Int]', [1, 'x', 3, 'y'], '[1,null,3,null]', [badAt('v', 1), badAt('v', 3)]],
    ['[Int!]', [1, null, 'x'], 'null', [badAt('v', 1)]],
    ['[[Int!]]', [[1], [2, null], [3]], '[[1],null,[3]]', [badAt('v', 1, 1)]],
    ['[[Int!]!]', [[1], [2, null]], 'null', [badAt('v', 1, 1)]],
    ['[[Int]!]', [[1], null], 'null', [badAt('v', 1)]],
    ['[Int]', 1, 'null', [badAt('v')]],
    ['[Int]', '12', 'null', [badAt('v')]],
    ['[Int]', { 0: 1, length: 1 }, 'null', [badAt('v')]],
    ['[[Int]]', [1], '[null]', [badAt('v', 0)]],
    ['Int', [1], 'null', [badAt('v')]],
  ])('%s of %j', (type, v, text, errors) => {
    expect(write(`v: ${type}`, '{ v }', { data: { v } })).toEqual({ text: `{"v":${text}}`, errors });
  });

  it('an object is no list, and a list no object', () => {
    const sdl = 'type Query { c: C cs: [C] } type C { length: Int }';
    expect(write(sdl, '{ c { length } cs { length } }', { data: { c: [1], cs: { length: 1 } } })).toEqual({
      text: '{"c":null,"cs":null}',
      errors: [badAt('c'), badAt('cs')],
    });
    expect(write(sdl, '{ cs { length } }', { data: { cs: [[1], 'text', 7] } })).toEqual({
      text: '{"cs":[null,null,null]}',
      errors: [badAt('cs', 0), badAt('cs', 1), badAt('cs', 2)],
    });
  });
});

describe('introspection', () => {
  const SCHEMA = buildSchema('type Query { a: Int c(i: In): C } type C { id: ID! @deprecated } enum E { X } input In { must: Int! }');

  it('stands where it was selected, among the data', () => {
    const operation = 'query ($n: String!) { a s: __schema { queryType { name } } b: a t: __type(name: $n) { ...Kind } __type(name: "E") { enumValues { name } } } fragment Kind on __Type { kind }';
    const write = prepareWriter(SCHEMA, operation);
    const before = '{"a":1,"s":{"queryType":{"name":"Query"}},"b":1,"t":';
    const after = ',"__type":{"enumValues":[{"name":"X"}]}}';
    expect(write({ data: { a: 1 }, variables: { n: 'C' } })).toEqual({ text: `${before}{"kind":"OBJECT"}${after}`, errors: [] });
    expect(write({ data: { a: 1 }, variables: { n: 'None' } }).text).toBe(`${before}null${after}`);
    expect(write({ data: { a: 1 }, variables: { n: 'C' } }).text).toBe(`${before}{"kind":"OBJECT"}${after}`);
  });

  it('of the whole schema is what graphql-js says', () => {
    const { text } = prepareWriter(SCHEMA, getIntrospectionQuery())({ data: {} });
    expect(text).toBe(JSON.stringify(executeSync({ schema: SCHEMA, document: parse(getIntrospectionQuery()) }).data));
  });

  it('minds conditions and variables of its own, and no others', () => {
    const operation = 'query ($in: In!, $d: Boolean = false, $s: Boolean!) { c(i: $in) { id } __type(name: "C") @skip(if: $s) { fields(includeDeprecated: $d) { name isDeprecated @include(if: $d) } } }';
    const write = prepareWriter(SCHEMA, operation);
    const sample = (d: boolean, s: boolean) => write({ data: { c__1: { id: 'x' } }, variables: { in: { must: 1 }, d, s } }).text;
    expect(sample(true, false)).toBe('{"c":{"id":"x"},"__type":{"fields":[{"name":"id","isDeprecated":true}]}}');
    expect(sample(false, false)).toBe('{"c":{"id":"x"},"__type":{"fields":[]}}');
    expect(sample(true, true)).toBe('{"c":{"id":"x"}}');
  });

  it('cannot be answered by an agency', () => {
    const data = { a: 1, __schema: 'false', 's': 'false' };
    expect(prepareWriter(SCHEMA, '{ s: __schema { queryType { name } } }')({ data }).text).toBe('{"s":{"queryType":{"name":"Query"}}}');
  });

  it('is lost with the rest where a null reaches the root', () => {
    const schema = buildSchema('type Query { must: Int! }');
    expect(prepareWriter(schema, '{ __schema { queryType { name } } must }')({ data: {} })).toEqual({ text: 'null', errors: [badAt('must')] });
  });
});

it('variables can come as a map', () => {
  const operation = 'query ($x: Boolean!) { a @include(if: $x) b: a }';
  const write = prepareWriter(buildSchema('type Query { a: Int }'), operation);
  const variables = new Map([['x', true]]) as unknown as Record<string, unknown>;
  expect(write({ data: { a: 1 }, variables }).text).toBe('{"a":1,"b":1}');
});
