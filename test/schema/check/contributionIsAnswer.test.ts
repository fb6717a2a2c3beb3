// What one agency adds to another agency's entity is an answer, or the supergraph does not compose.

import { describe, expect, it } from 'vitest';
import { printProblem } from '../../../schema/check/SchemaProblem.js';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { composeEdited, findingsOf, problemsOf, world, type WorldAgency } from '../world.js';

const RULE = 'contributionIsAnswer';

describe('contributionIsAnswer', () => {
  it('a schema in which an agency contributes a plain nullable field to an entity of another does not compose, with the rule and the place named', () => {
    const result = composeEdited('labour-demand', 'demandMatch: DemandMatch!', '\n  salary: Int\n  demandMatch: DemandMatch!');
    expect(result.kind).toBe('rejected');
    const problems = problemsOf(RULE, result);
    expect(problems).toEqual([
      {
        rule: RULE,
        agency: 'labour-demand',
        place: 'Application.salary',
        line: 9,
        message:
          'labour-demand contributes Application.salary: Int to an entity of applicants, but not as an AgencyAnswer: an empty value there would not say whether labour-demand has spoken.',
        mend: "Put the value behind a status: salary: ApplicationSalary! with type ApplicationSalary implements AgencyAnswer { …the interface's fields… salary: Int }.",
      },
    ]);
    expect(problems.map(printProblem).join('\n')).toMatch(
      /^labour-demand: Application\.salary, line 9 \[contributionIsAnswer\]: labour-demand contributes .*\n {2}Mend: Put the value behind a status/,
    );
  });

  it.each<[string, WorldAgency, string, string, string[]]>([
    ['a plain non-null field', 'labour-demand', 'demandMatch: DemandMatch!', 'salary: Int! demandMatch: DemandMatch!', ['labour-demand Application.salary:8']],
    ['a list of answers', 'labour-demand', 'demandMatch: DemandMatch!', 'matches: [DemandMatch!]! demandMatch: DemandMatch!', ['labour-demand Application.matches:8']],
    ['a nullable answer', 'labour-demand', 'demandMatch: DemandMatch!', 'demandMatch: DemandMatch', ['labour-demand Application.demandMatch:8']],
    ['an object that only contains an answer', 'regional-quotas', 'placement: Placement! }', 'placement: Holder! } type Holder { placement: Placement! }', ['regional-quotas Application.placement:7']],
    ['a field of a public classifier that the owner does not serve', 'labour-demand', 'name: String! @shareable', 'name: String! @shareable unemployment: Float @shareable', ['labour-demand Region.unemployment:7']],
  ])('refuses %s', (_case, agency, from, to, expected) => {
    expect(findingsOf(RULE, agency, from, to)).toEqual(expected);
  });

  it.each<[string, WorldAgency, string, string]>([
    ['a non-null answer', 'labour-demand', 'demandMatch: DemandMatch!', 'demandMatch: DemandMatch!'],
    ['a key and a field it only reads', 'regional-quotas', 'placement: Placement! }', 'track: String! @external placement: Placement! @requires(fields: "track") }'],
    ['a plain field of an entity of its own', 'labour-demand', 'bin: ID! name: String!', 'bin: ID! name: String! website: String'],
    ['a nullable list under the answer', 'labour-demand', 'openPlaces: Int', 'openPlaces: Int yearsServed: [Int!]'],
  ])('accepts %s', (_case, agency, from, to) => {
    expect(composeEdited(agency, from, to)).toMatchObject({ kind: 'composed' });
  });

  it('accepts a shareable field where the schema of its owner is not at hand', () => {
    const applicantsAlone = world().slice(0, 1);
    expect(composeSupergraph(applicantsAlone)).toMatchObject({ kind: 'composed' });
  });
});
