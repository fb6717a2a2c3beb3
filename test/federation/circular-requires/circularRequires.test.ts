import { expect, it } from 'vitest';
import { federation, serveWorld } from '../../kit/federation.js';
import { ask } from '../../kit/gateway/ask.js';
import { turns } from './world.js';

const PLANNED_WRONG = 'the planner takes a field that a subgraph declares @external for one that the subgraph can answer';

federation('@requires in turns', turns, [
  {
    behaviour: 'asks the subgraphs one after the other until everything is there',
    operation: '{ cases { closed } }',
    expected: {
      data: { cases: [{ closed: 'closed (weighed (checked (filed 1)))' }, { closed: 'closed (weighed (checked (filed 2)))' }] },
    },
    also: ({ court, police }) => expect([court?.length, police?.length]).toEqual([2, 2]),
    // The third turn is one too many for the planner: it asks court, at the root, for checked and weighed.
    wrongOn: { apollo: PLANNED_WRONG, compiled: `${PLANNED_WRONG}; this engine sees it in the plan and refuses the operation` },
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
]);

it('@requires in more turns than the planner sees through is refused by the compiled engine before anybody is asked', async () => {
  const served = await serveWorld(turns(), 'compiled');
  try {
    const { data, errors } = await ask(served.url, '{ cases { closed } }');
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(Object.values(served.subgraphs).flatMap(({ calls }) => calls)).toEqual([]);
  } finally {
    await served.close();
  }
});
