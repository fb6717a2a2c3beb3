import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { federation, serveWorld } from '../../kit/federation.js';
import { ask } from '../../kit/gateway/ask.js';
import { randomWorld } from './randomWorld.js';
import { petitions, turns, turnsThroughInterface } from './world.js';

const PLANNED_WRONG = 'the planner takes a field that a subgraph declares @external for one that the subgraph can answer';

const closed = { cases: [{ closed: 'closed (weighed (checked (filed 1)))' }, { closed: 'closed (weighed (checked (filed 2)))' }] };

federation('@requires in turns', turns, [
  {
    behaviour: 'asks the subgraphs one after the other until everything is there',
    operation: '{ cases { closed } }',
    expected: { data: closed },
    also: ({ court, police }) => expect([court?.length, police?.length]).toEqual([2, 2]),
    // The third turn is one too many for the planner: it asks court, at the root, for checked and weighed.
    wrongOn: { apollo: PLANNED_WRONG },
  },
  {
    behaviour: 'shows all the steps, under the client\'s names',
    operation: '{ cases { filed: closed checked: weighed weighed: checked closed: filed } }',
    expected: {
      data: {
        cases: ['1', '2'].map((id) => ({
          filed: `closed (weighed (checked (filed ${id})))`,
          checked: `weighed (checked (filed ${id}))`,
          weighed: `checked (filed ${id})`,
          closed: `filed ${id}`,
        })),
      },
    },
    wrongOn: { apollo: PLANNED_WRONG },
  },
  {
    behaviour: 'asks the first subgraph again once the second has answered',
    operation: '{ cases { weighed } }',
    expected: { data: { cases: [{ weighed: 'weighed (checked (filed 1))' }, { weighed: 'weighed (checked (filed 2))' }] } },
    also: ({ court, police }) => expect([court?.length, police?.length]).toEqual([2, 1]),
  },
  {
    behaviour: 'shows the steps between in the order of the selection',
    operation: '{ cases { weighed id checked } }',
    expected: {
      data: {
        cases: [
          { weighed: 'weighed (checked (filed 1))', id: '1', checked: 'checked (filed 1)' },
          { weighed: 'weighed (checked (filed 2))', id: '2', checked: 'checked (filed 2)' },
        ],
      },
    },
  },
  {
    behaviour: 'takes no turn for what is skipped',
    operation: 'query ($all: Boolean!) { cases { checked closed @include(if: $all) } }',
    variables: { all: false },
    expected: { data: { cases: [{ checked: 'checked (filed 1)' }, { checked: 'checked (filed 2)' }] } },
    also: ({ court, police }) => expect([court?.length, police?.length]).toEqual([1, 1]),
    wrongOn: { apollo: PLANNED_WRONG },
  },
]);

federation('@requires in turns, of a field that an interface has', turnsThroughInterface, [
  { behaviour: 'is answered like any other', operation: '{ cases { closed } }', expected: { data: closed }, wrongOn: { apollo: PLANNED_WRONG } },
]);

const opinion = (id: string) => (id === '3' ? 'opinion (null, )' : `opinion (note ${id} of 3, trust (name ${id}a) + trust (name all))`);

federation('@requires in turns through another entity, arguments and lists', petitions, [
  {
    behaviour: 'asks for everything before it is required',
    operation: '{ petitions { filedAway } }',
    expected: { data: { petitions: ['1', '2', '3'].map((id) => ({ filedAway: `filed away (letter (answer (${opinion(id)})))` })) } },
    wrongOn: { apollo: 'the planner has office asked for the answer before the opinion is there' },
  },
  {
    behaviour: 'goes on from what the fields lead to, under the client\'s names',
    operation: `{
      petition(id: "2") {
        id: letter
        opinion: answer { text to { name: trust } petition { id persons { trust } } kind }
        answer: opinion { length by { trust } }
      }
    }`,
    expected: {
      data: {
        petition: {
          id: `letter (answer (${opinion('2')}))`,
          opinion: {
            text: `answer (${opinion('2')})`,
            to: [{ name: 'trust (name 2a)' }, { name: 'trust (name all)' }],
            petition: { id: '2', persons: [{ trust: 'trust (name 2a)' }, { trust: 'trust (name all)' }] },
            kind: 'SHORT',
          },
          answer: { length: opinion('2').length, by: { trust: 'trust (name judge)' } },
        },
      },
    },
  },
]);

describe('the compiled engine', () => {
  it('refuses a circle that leads through its own result into itself, before anybody is asked', async () => {
    const served = await serveWorld(petitions(), 'compiled');
    try {
      const { data, errors } = await ask(served.url, '{ petition(id: "1") { answer { petition { letter } } } }');
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INTERNAL_SERVER_ERROR']);
      expect(Object.values(served.subgraphs).flatMap(({ calls }) => calls)).toEqual([]);
    } finally {
      await served.close();
    }
  });

  it('answers as if each field had been worked out by itself, however the subgraphs need each other, and whatever of it is wanted', async () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const { world, questions } = randomWorld(seededRandom(`circle ${seed}`));
      const served = await serveWorld(world, 'compiled');
      try {
        for (const { operation, expected } of questions) {
          const { data, errors } = await ask(served.url, operation);
          expect({ seed, operation, data, errors }).toEqual({ seed, operation, data: expected, errors: undefined });
        }
      } finally {
        await served.close();
      }
    }
  }, 60_000);
});
