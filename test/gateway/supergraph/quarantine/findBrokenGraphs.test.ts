import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { findBrokenGraphs } from '../../../../gateway/supergraph/quarantine/findBrokenGraphs.js';
import { composable } from '../../../fuzz/world/ComposedWorld.js';
import { composeWorld } from '../../../kit/composeWorld.js';
import { DAMAGES, fieldSetsIn } from '../../../kit/fieldSets.js';
import { SUPERGRAPH_FILE } from '../../../kit/gateway/testWorld.js';

const COMMITTED = readFileSync(SUPERGRAPH_FILE, 'utf8');

const brokenIn = (sdl: string) => findBrokenGraphs(parse(sdl, { noLocation: true }));

describe('the committed supergraph', () => {
  const places = fieldSetsIn(COMMITTED);

  it('has no broken part', () => {
    expect(places.length).toBeGreaterThan(20);
    expect(brokenIn(COMMITTED)).toEqual([]);
  });

  it('with one field set damaged, in any way, has one broken part: its agency’s', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(...DAMAGES), (place, damage) => {
        expect(brokenIn(place.with(damage(place.fields)))).toMatchObject([{ graph: place.graph, agency: place.graph.toLowerCase().replace('_', '-') }]);
      }),
      { numRuns: 60 },
    );
  });

  it('with a field set of each of two agencies damaged has these two, in the order in which it names them', () => {
    const place = places.find(({ graph }) => graph === 'SECURITY_CHECKS');
    const other = fieldSetsIn(place?.with('noSuchField') ?? '').find(({ graph }) => graph === 'APPLICANTS');
    expect(brokenIn(other?.with('id {') ?? '').map(({ agency }) => agency)).toEqual(['applicants', 'security-checks']);
  });
});

describe('other people’s supergraphs', () => {
  it('have no broken part where composition made them, whatever they use', () => {
    for (let number = 0; number < 12; number += 1) {
      const { composed } = composable(`sound ${number}`);
      expect([composed.world.seed, brokenIn(composed.supergraphSdl)]).toEqual([composed.world.seed, []]);
    }
  });

  it('have no broken part where a field set reaches through interfaces, unions, arguments and overridden fields', () => {
    const sdl = composeWorld({
      one: {
        sdl: `
          type Query { media: Medium books: [Book] }
          interface Medium @key(fields: "id") { id: ID! }
          union Owner = Person | Firm
          type Person @key(fields: "id") { id: ID! name: String }
          type Firm @key(fields: "name") { name: String! }
          type Book implements Medium @key(fields: "id") @key(fields: "shelf { room number }") @key(fields: "cover") { id: ID! shelf: Shelf! owner: Owner pages(of: Int): Int cover: String }
          type Shelf { room: Int! number: Int! }`,
      },
      two: {
        sdl: `
          type Book @key(fields: "shelf { room number }") {
            shelf: Shelf!
            pages(of: Int): Int @external
            cover: String @override(from: "one")
            weight: Int @requires(fields: "pages(of: 2)")
          }
          type Shelf { room: Int! number: Int! }`,
      },
      three: {
        sdl: `
          type Book @key(fields: "id") { id: ID! owner: Owner @external label: String @requires(fields: "owner { ... on Person { name } ... on Firm { name } }") }
          union Owner = Person | Firm
          type Person @key(fields: "id") { id: ID! name: String @external }
          type Firm @key(fields: "name") { name: String! }`,
      },
      four: { sdl: 'type Medium @key(fields: "id") @interfaceObject { id: ID! rating: Int }' },
    });
    expect(sdl).toContain('usedOverridden: true');
    expect(brokenIn(sdl)).toEqual([]);
  });

  it('are not judged where they are of Federation 1, which does not say all that a subgraph declares', () => {
    const join = 'directive @join__owner(graph: join__Graph!) on OBJECT directive @join__type(graph: join__Graph!, key: String) repeatable on OBJECT directive @join__field(graph: join__Graph) on FIELD_DEFINITION';
    const sdl = `${join} enum join__Graph { A B } type Query { a: A } type A @join__owner(graph: A) @join__type(graph: A, key: "id") @join__type(graph: B, key: "id") { id: ID @join__field(graph: A) b: ID @join__field(graph: B) }`;
    expect(brokenIn(sdl)).toEqual([]);
  });
});
