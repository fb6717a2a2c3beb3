// From schemas to a supergraph, or to problems that an agency can act on.

import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { HEAD, composeEdited, edited, world } from '../world.js';

describe('composing', () => {
  it('gives the supergraph with each address, and a public schema without federation', () => {
    const result = composeSupergraph(world());
    expect(result).toMatchObject({ kind: 'composed', hints: [] });
    if (result.kind !== 'composed') return;
    expect(result.supergraphSdl).toContain('@join__graph(name: "labour-demand", url: "http://labour-demand.test/graphql")');
    expect(result.apiSdl).toContain('type DemandMatch implements AgencyAnswer {');
    expect(result.apiSdl).not.toMatch(/@|join__|link__/);
  });

  it('tells the hints of schemas that compose but look unintended', () => {
    const result = composeSupergraph(
      world({
        applicants: edited('applicants', 'type Region', '"A region." type Region'),
        'labour-demand': edited('labour-demand', 'type Region', '"Something else." type Region'),
      }),
    );
    expect(result).toMatchObject({ kind: 'composed', hints: [expect.stringMatching(/^INCONSISTENT_DESCRIPTION: /) as unknown] });
  });

  it('names the agency and the line of text that does not parse, for every agency at once', () => {
    const result = composeSupergraph(world({ applicants: `${HEAD}\ntype Query {`, 'labour-demand': `${HEAD}\n\ntype ! {` }));
    expect(result).toMatchObject({
      kind: 'rejected',
      problems: [
        { rule: 'INVALID_GRAPHQL', agency: 'applicants', line: 2 },
        { rule: 'INVALID_GRAPHQL', agency: 'labour-demand', line: 3 },
      ],
    });
  });

  it('names agency, place and line of a key that selects a field that is not there', () => {
    const result = composeEdited('labour-demand', '@key(fields: "bin") {', '@key(fields: "number") {');
    expect(result).toMatchObject({
      kind: 'rejected',
      problems: [{ rule: 'KEY_INVALID_FIELDS', agency: 'labour-demand', place: 'Employer', line: 6, mend: expect.stringMatching(/^Let the @key name only/) as unknown }],
    });
  });

  it('tells what no single agency can mend as a problem of all', () => {
    const result = composeEdited('applicants', 'track: String!', 'track: Int!');
    expect(result).toMatchObject({ kind: 'rejected', problems: [{ rule: 'EXTERNAL_TYPE_MISMATCH', agency: null, place: 'Application.track' }] });
  });

  it('tells a conflict that the composition library throws instead of returning', () => {
    const result = composeEdited('applicants', 'track: String!', 'track: String! other: AgencyAnswer } type AgencyAnswer { id: ID!');
    expect(result.kind).toBe('rejected');
  });

  it('gives for a rarer error its meaning and where to read on', () => {
    const result = composeSupergraph(world({ applicants: edited('applicants', '"@tag"', '"@tga"') }));
    expect(result).toMatchObject({
      kind: 'rejected',
      problems: [{ agency: 'applicants', mend: expect.stringMatching(/See https:\/\/www\.apollographql\.com\/docs\/federation\/errors\/#/) as unknown }],
    });
  });

  it('reports the rules of the house and the errors of composition together', () => {
    const sdl = edited('labour-demand', 'region: Region', 'region: Region!').replace('openPlaces: Int', 'openPlaces: Missing');
    expect(composeSupergraph(world({ 'labour-demand': sdl })).kind).toBe('rejected');
    const both = composeSupergraph(
      world({ applicants: edited('applicants', 'track: String!', 'track: Int!'), 'labour-demand': edited('labour-demand', 'region: Region', 'region: Region!') }),
    );
    expect(both.kind === 'rejected' ? both.problems.map((problem) => problem.rule) : []).toEqual(['foreignReferenceNullable', 'EXTERNAL_TYPE_MISMATCH']);
  });
});
