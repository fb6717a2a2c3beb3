import { parse, print, type DefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { requirersApart } from '../../../gateway/supergraph/requirersApart.js';
import { composeWorld } from '../../kit/composeWorld.js';

const compose = (court: string, police: string) => parse(composeWorld({ court: { sdl: `type Query { t: T } ${court}` }, police: { sdl: police } }), { noLocation: true });

function typeOf(definitions: readonly DefinitionNode[] = [], name: string): string {
  const type = definitions.find((definition) => 'name' in definition && definition.name?.value === name);
  return type === undefined ? '' : print(type).replaceAll(/\s+/g, ' ').replaceAll('@join__', '@');
}

it('stays as it is where no required field requires anything', () => {
  const document = compose('type T @key(fields: "id") { id: ID! a: Int }', 'type T @key(fields: "id") { id: ID! a: Int @external b: Int @requires(fields: "a") c: Int @requires(fields: "a") }');
  expect(requirersApart(document)).toBeUndefined();
});

it('gives each field of a chain a subgraph with its keys, what it requires, and what it leads to', () => {
  const document = compose(
    `type T @key(fields: "id") @key(fields: "code", resolvable: false) { id: ID! code: ID! plain: Int b: B @external c(in: Input, kind: Kind): C @requires(fields: "b { x }") }
     type B { x: Int @external }
     type C { t: T any: Any kind: Kind other: Other }
     union Any = C | Other
     type Other @key(fields: "n") { n: ID! }
     input Input { n: Int }
     enum Kind { ONE }`,
    'type T @key(fields: "id") { id: ID! a: Int plain: Int @external b: B @requires(fields: "plain") } type B { x: Int }',
  );
  const { document: apart, agencies } = requirersApart(document) ?? {};
  expect([...(agencies ?? [])]).toEqual([['police #1', 'police'], ['court #2', 'court']]);
  expect(typeOf(apart?.definitions, 'join__Graph')).toBe(
    'enum join__Graph { COURT @graph(name: "court", url: "http://court.test/graphql") POLICE @graph(name: "police", url: "http://police.test/graphql") ' +
      'POLICE__apart1 @graph(name: "police #1", url: "") COURT__apart2 @graph(name: "court #2", url: "") }',
  );
  // C leads to T, so that T is whole in its own subgraph; where police is apart it has b, its key and what b requires.
  expect(typeOf(apart?.definitions, 'T')).toBe(
    'type T @type(graph: COURT, key: "id") @type(graph: COURT, key: "code", resolvable: false) @type(graph: POLICE, key: "id") ' +
      '@type(graph: POLICE__apart1, key: "id") @type(graph: COURT__apart2, key: "id") @type(graph: COURT__apart2, key: "code", resolvable: false) ' +
      '{ id: ID! @field(graph: COURT) @field(graph: COURT__apart2) @field(graph: POLICE) @field(graph: POLICE__apart1) ' +
      'code: ID! @field(graph: COURT) @field(graph: COURT__apart2) ' +
      'plain: Int @field(graph: COURT) @field(graph: COURT__apart2) @field(graph: POLICE, external: true) @field(graph: POLICE__apart1, external: true) ' +
      'b: B @field(graph: COURT, external: true) @field(graph: COURT__apart2, external: true) @field(external: true, graph: POLICE) @field(graph: POLICE__apart1, requires: "plain") ' +
      'c(in: Input, kind: Kind): C @field(external: true, graph: COURT) @field(graph: COURT__apart2, requires: "b { x }") ' +
      'a: Int @field(graph: POLICE) }',
  );
  expect(typeOf(apart?.definitions, 'Other')).toBe(
    'type Other @type(graph: COURT, key: "n") @type(graph: COURT__apart2, resolvable: false, key: "n") { n: ID! @field(graph: COURT) @field(graph: COURT__apart2) }',
  );
  expect(typeOf(apart?.definitions, 'Any')).toBe(
    'union Any @type(graph: COURT) @unionMember(graph: COURT, member: "C") @unionMember(graph: COURT, member: "Other") ' +
      '@type(graph: COURT__apart2) @unionMember(graph: COURT__apart2, member: "C") @unionMember(graph: COURT__apart2, member: "Other") = C | Other',
  );
  expect(typeOf(apart?.definitions, 'Kind')).toContain('ONE @enumValue(graph: COURT) @enumValue(graph: COURT__apart2)');
  expect(typeOf(apart?.definitions, 'Input')).toContain('@type(graph: COURT__apart2)');
  expect(typeOf(apart?.definitions, 'Query')).toContain('t: T @field(graph: COURT) }');
});

const chain = (key: string, b: string) => `
  enum join__Graph { COURT @join__graph(name: "court", url: "") POLICE @join__graph(name: "police", url: "") }
  type T @join__type(graph: COURT, key: "id") @join__type(graph: POLICE, key: "id"${key}) {
    id: ID!
    a: Int @join__field(graph: COURT) @join__field(graph: POLICE, external: true)
    b: Int @join__field(graph: POLICE, requires: "a"${b}) @join__field(graph: COURT, external: true)
    c: Int @join__field(graph: COURT, requires: "b")
  }`;
const agenciesOf = (sdl: string) => [...(requirersApart(parse(sdl, { noLocation: true }))?.agencies.values() ?? [])];

it('leaves a field where it is that stands in its subgraph for a share of the requests, or whose subgraph has no way in', () => {
  expect(agenciesOf(chain('', ''))).toEqual(['police', 'court']);
  expect(agenciesOf(chain('', ', override: "court", overrideLabel: "percent(5)"'))).toEqual([]);
  expect(agenciesOf(chain(', resolvable: false', ''))).toEqual([]);
});
