// The table of entities says who owns what; a schema that says otherwise does not compose.

import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { OWNERSHIP } from '../../../schema/ownership.js';
import { INTERFACE_FIELDS, composeEdited, findingsOf, problemsOf, world } from '../world.js';

const RULE = 'entityHasOwner';

describe('entityHasOwner', () => {
  it('refuses an entity that nobody owns', () => {
    expect(findingsOf(RULE, 'labour-demand', 'type Region', 'type Project @key(fields: "id") { id: ID! }\ntype Region')).toEqual([
      'labour-demand Project:7',
    ]);
  });

  it('refuses a reference by another key than the agreed one', () => {
    const result = composeEdited('labour-demand', 'type Region @key(fields: "code")', 'type Region @key(fields: "name")');
    expect(problemsOf(RULE, result)).toMatchObject([
      { agency: 'labour-demand', place: 'Region', message: 'Region is keyed by "name", but the agencies refer to it by "code".' },
    ]);
  });

  it('refuses an owner without the agreed key and accepts one with a further key', () => {
    const from = 'type Region @key(fields: "code")';
    expect(findingsOf(RULE, 'regional-quotas', from, 'type Region @key(fields: "name")')).toEqual(['regional-quotas Region:6']);
    expect(findingsOf(RULE, 'regional-quotas', from, `${from} @key(fields: "name")`)).toEqual([]);
  });

  it('refuses a contribution by an agency that is not named among the contributors', () => {
    const application = OWNERSHIP['Application'];
    expect(application).toBeDefined();
    const ownership = { ...OWNERSHIP, Application: { key: 'id', owner: 'applicants', contributors: ['labour-demand'] } };
    const result = composeSupergraph(world(), { ownership });
    expect(problemsOf(RULE, result)).toMatchObject([
      {
        agency: 'regional-quotas',
        place: 'Application.placement',
        mend: "Agree on it with applicants and add 'regional-quotas' to the contributors of Application in schema/ownership.ts, or move the field to a type of regional-quotas.",
      },
    ]);
  });

  it('judges a contribution by an @interfaceObject like any other', () => {
    const ownership = { ...OWNERSHIP, Person: { key: 'id', owner: 'applicants', contributors: [] } };
    const [applicants, labourDemand, regionalQuotas] = world();
    const result = composeSupergraph(
      [
        { ...applicants!, sdl: `${applicants!.sdl} interface Person @key(fields: "id") { id: ID! } type Clerk implements Person @key(fields: "id") { id: ID! }` },
        { ...labourDemand!, sdl: `${labourDemand!.sdl} type Person @interfaceObject @key(fields: "id") { id: ID! permit: Permit! } type Permit implements AgencyAnswer { ${INTERFACE_FIELDS} }` },
        regionalQuotas!,
      ],
      { ownership },
    );
    expect(problemsOf(RULE, result).map((problem) => problem.place)).toEqual(['Clerk', 'Person.permit']);
  });
});
