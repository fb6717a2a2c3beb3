// What is worked out from data of other state systems carries the tag that a consent is asked for by.

import { expect, it } from 'vitest';
import { composeSupergraph } from '../../../schema/compose/composeSupergraph.js';
import { edited, problemsOf, world } from '../world.js';

const RULE = 'stateHeldSpreads';

/** The good world, where labour-demand requires what applicants marks. */
function problemsWith(track: string, demandMatch: string) {
  const applicants = edited('applicants', 'track: String!', `track: String! ${track}`);
  const labour = edited('labour-demand', '@requires(fields: "track")', `@requires(fields: "track") ${demandMatch}`);
  return problemsOf(RULE, composeSupergraph(world({ applicants, 'labour-demand': labour })));
}

const TAG = '@tag(name: "state-held")';

it('a field that requires data of another state system without the tag is a problem, by its place, with what to write', () => {
  expect(problemsWith(TAG, '')).toEqual([
    {
      rule: RULE,
      agency: 'labour-demand',
      place: 'Application.demandMatch',
      line: expect.any(Number) as number,
      message: 'Application.demandMatch requires Application.track, which holds data of another state system, but is not classified so itself.',
      mend: 'Write @tag(name: "state-held") on it.',
    },
  ]);
});

it.each([
  ['that carries the tag', TAG, TAG],
  ['that carries it though nothing demands it', '', TAG],
  ['that requires other personal data', '@tag(name: "personal-data")', ''],
])('a field %s is none', (_what, track, demandMatch) => {
  expect(problemsWith(track, demandMatch)).toEqual([]);
});

it('what lies deeper in the requirement counts too', () => {
  const applicants = edited('applicants', 'name: String! @shareable }', `name: String! @shareable standing: String ${TAG} }`);
  const labour = edited('labour-demand', '@requires(fields: "track")', '@requires(fields: "track region { standing }") region: Region @external')
    .replace('type Region @key(fields: "code") { code: ID! name: String! @shareable }', 'type Region @key(fields: "code") { code: ID! name: String! @shareable standing: String @external }');
  expect(problemsOf(RULE, composeSupergraph(world({ applicants, 'labour-demand': labour }))).map(({ place }) => place)).toEqual(['Application.demandMatch']);
});
