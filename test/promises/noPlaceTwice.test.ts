// Promise: no place is given twice. Whatever asks at once, in one process or in several on one server, the
// places given never exceed the quota, and none stays free that a refused family could have had.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { regionalQuotas } from '../../subgraphs/regional-quotas/agency.js';
import type { Database } from '../../subgraphs/regional-quotas/store/Database.js';
import { askForPlaces } from '../kit/askForPlaces.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { storeTargets } from '../kit/stores.js';

/** Of West Kazakhstan for kandas in 2026: the smallest quota there is. */
const PLACES = 30;

describe.each(storeTargets())('the quota of a region on $name', ({ target }) => {
  let store: Store<Database>;

  beforeAll(async () => {
    store = await openAgencyStore(regionalQuotas, target);
  });
  afterAll(() => store.close());
  afterEach(clear);

  async function clear(): Promise<void> {
    await store.db.deleteFrom('placement').execute();
  }

  const recorded = () => store.db.selectFrom('placement').select(['state', 'persons']).execute();

  async function expectFullAndNotMore(): Promise<void> {
    const families = await recorded();
    const sum = (state: string): number[] => families.filter((family) => family.state === state).map(({ persons }) => persons);
    const given = sum('INCLUDED').reduce((total, persons) => total + persons, 0);
    expect(given).toBeLessThanOrEqual(PLACES);
    // Places are never given back here, so who was refused would not fit at the end either.
    for (const persons of sum('NO_FREE_PLACE')) expect(given + persons).toBeGreaterThan(PLACES);
  }

  it('goes to thirty of eighty single persons who ask at once', async () => {
    await askForPlaces(store.db, { prefix: 'storm', families: Array.from({ length: 80 }, () => 1) });
    const states = (await recorded()).map(({ state }) => state);
    expect(states.filter((state) => state === 'INCLUDED')).toHaveLength(PLACES);
    expect(states).toHaveLength(80);
  });

  it('is never exceeded, whatever families ask at once', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 12 }), async (families) => {
          await askForPlaces(store.db, { prefix: 'family', families });
          await expectFullAndNotMore();
        })
        .afterEach(clear),
      { numRuns: 10 },
    );
  });

  // An embedded store belongs to one process; its lock keeps a second one out.
  it.runIf(target.kind === 'postgres')('is never exceeded by families who ask in several processes at once', async () => {
    const url = target.kind === 'postgres' ? target.url : '';
    const processes = ['a', 'b', 'c'].map((prefix) =>
      fork(path.join(PACKAGE_ROOT, 'dist/test/kit/askForPlacesProcess.js'), [url, prefix, '1,2,3,4,5,1,2,3,4,5'], { env: { PATH: process.env['PATH'] } }),
    );
    try {
      await Promise.all(processes.map((child) => next(child, 'ready')));
      for (const child of processes) child.send('go');
      await Promise.all(processes.map((child) => next(child, 'done')));
    } finally {
      for (const child of processes) child.kill();
    }
    expect(await recorded()).toHaveLength(30);
    await expectFullAndNotMore();
  });
});

/** Resolves at the child's next message. @throws Error when it is another one, or the child ends before. */
async function next(child: ChildProcess, expected: string): Promise<void> {
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (message !== expected) throw new Error(`expected ${expected}, got ${String(message)}`);
}
