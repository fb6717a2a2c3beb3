// What may be told from memory speaks of nobody, and is the same for whoever asks.

import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { edited, findingsOf, problemsOf, world } from '../world.js';

const RULE = 'referenceDataPlain';
const TAG = '@tag(name: "reference-data")';
const WRONG: readonly (readonly [what: string, field: string])[] = [
  ['holds personal data', `note: String ${TAG} @tag(name: "personal-data")`],
  ['holds data of another state system', `note: String ${TAG} @tag(name: "state-held")`],
  ['is not for everybody', `note: String ${TAG} @requiresScopes(scopes: [["case:read"]])`],
  ['takes a text', `note(of: String): String ${TAG}`],
  ['takes an id in a list', `note(of: [ID!]): String ${TAG}`],
  ['takes a number', `note(of: Int): String ${TAG}`],
];

describe('the tag is refused on a field that', () => {
  it.each(WRONG)('%s', (_what, field) => {
    expect(findingsOf(RULE, 'regional-quotas', 'receivesKandas: Boolean!', `receivesKandas: Boolean! ${field}`)).toEqual([expect.stringMatching(/^regional-quotas Region\.note:\d+$/)]);
  });

  it('leads to an answer', () => {
    expect(findingsOf(RULE, 'regional-quotas', 'placement: Placement!', `placement: Placement! ${TAG}`)).toEqual([expect.stringMatching(/^regional-quotas Application\.placement:\d+$/)]);
  });

  it('belongs to an answer', () => {
    expect(findingsOf(RULE, 'regional-quotas', 'region: Region }', `region: Region ${TAG} }`)).toEqual([expect.stringMatching(/^regional-quotas Placement\.region:\d+$/)]);
  });
});

it('a field that one agency tags and another resolves without the tag is a problem of the other', () => {
  expect(findingsOf(RULE, 'regional-quotas', 'name: String! @shareable', `name: String! @shareable ${TAG}`).map((finding) => finding.split(':')[0])).toEqual(['applicants Region.name', 'labour-demand Region.name']);
});

it('is accepted where every agency that resolves the field writes it, and where arguments are enums and Booleans', () => {
  const tagged = (agency: 'applicants' | 'labour-demand' | 'regional-quotas') => edited(agency, 'name: String! @shareable', `name: String! @shareable ${TAG}`);
  const schemas = { applicants: tagged('applicants'), 'labour-demand': tagged('labour-demand'), 'regional-quotas': tagged('regional-quotas') };
  expect(problemsOf(RULE, composeSupergraph(world(schemas)))).toEqual([]);
  expect(findingsOf(RULE, 'regional-quotas', 'receivesKandas: Boolean! }', `receivesKandas: Boolean! note(short: Boolean!, as: Form): String ${TAG} } enum Form { CODE NAME }`)).toEqual([]);
});
