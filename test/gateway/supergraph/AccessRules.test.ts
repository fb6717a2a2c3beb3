// What a composed schema says of who may see what, and the same schema without it.

import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { AccessRules } from '../../../gateway/supergraph/AccessRules.js';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { withoutAccessRules } from '../../../gateway/supergraph/withoutAccessRules.js';
import { composeWorld } from '../../kit/composeWorld.js';

const GUARDED = composeWorld({
  people: {
    sdl: `
      type Query { me: Person @authenticated open: String }
      type Person @key(fields: "id") {
        id: ID!
        name: String @tag(name: "personal-data") @tag(name: "other")
        email: String @requiresScopes(scopes: [["a", "b"], ["c"]])
        note: String @authenticated @policy(policies: [["calm"]])
      }
      enum Level @policy(policies: [["x", "y"]]) { HIGH }
      type Room { level: Level }
    `,
  },
});

/** A schema that calls the directives by other names. */
const RENAMED = `
  schema @link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "known", for: SECURITY) @link(url: "https://specs.apollo.dev/tag/v0.3", as: "label") { query: Query }
  type Query { a: String @known b: String @label(name: "personal-data") c: String @authenticated @tag(name: "personal-data") }
`;

describe('the rules', () => {
  const rules = new AccessRules(parse(GUARDED));

  it.each([
    ['Query', 'me', [{ kind: 'authenticated' }]],
    ['Query', 'open', []],
    ['Person', 'email', [{ kind: 'scopes', anyOf: [['a', 'b'], ['c']] }]],
    ['Person', 'note', [{ kind: 'authenticated' }, { kind: 'policies', anyOf: [['calm']] }]],
    ['Level', undefined, [{ kind: 'policies', anyOf: [['x', 'y']] }]],
    ['Person', undefined, []],
    ['Nobody', 'nothing', []],
  ])('of %s.%s are read', (type, field, needs) => {
    expect(rules.needsOf(type, field)).toEqual(needs);
  });

  it('name their policies, and tell personal data by its tag', () => {
    expect([...rules.policies].toSorted()).toEqual(['calm', 'x', 'y']);
    expect(rules.holdsPersonalData('Person', 'name')).toBe(true);
    expect(rules.holdsPersonalData('Person', 'email')).toBe(false);
  });

  it('are found under the names that the schema gives the directives, and under no others', () => {
    const renamed = new AccessRules(parse(RENAMED));
    expect(renamed.needsOf('Query', 'a')).toEqual([{ kind: 'authenticated' }]);
    expect(renamed.needsOf('Query', 'c')).toEqual([]);
    expect(renamed.holdsPersonalData('Query', 'b')).toBe(true);
    expect(renamed.holdsPersonalData('Query', 'c')).toBe(false);
  });
});

describe('without the rules', () => {
  it('the schema names none of the directives, and is a supergraph', () => {
    const sdl = withoutAccessRules(GUARDED, parse(GUARDED));
    expect(sdl).not.toMatch(/authenticated|requiresScopes|@policy|policy__/);
    expect(sdl).toContain('@tag(name: "personal-data")');
    expect(buildSupergraph(sdl).accessRules.needsOf('Query', 'me')).toEqual([]);
  });

  it('a schema that has none is the very same text', () => {
    const plain = composeWorld({ a: { sdl: 'type Query { a: String }' } });
    expect(withoutAccessRules(plain, parse(plain))).toBe(plain);
  });

  it('clients see nothing of them', () => {
    expect(buildSupergraph(GUARDED).apiSchema.getDirective('authenticated')).toBeUndefined();
    expect(buildSupergraph(GUARDED).apiSchema.getType('requiresScopes__Scope')).toBeUndefined();
  });
});
