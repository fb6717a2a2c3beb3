// A register in memory for one test file, and cases written into it. Made once per file: it takes seconds.

import type { Kysely, Transaction } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { CaseRecord, Stage } from '../../../subgraphs/applicants/model.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { insertCases } from '../../../subgraphs/applicants/store/insertCases.js';
import { openAgencyStore } from '../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../subgraphs/kit/store/openStore.js';
import { application, readyCase, rowsOf } from './caseBuilder.js';

export interface TestRegister {
  db(): Kysely<Database>;
  /** Writes a case of that stage, in order but for the changes. @returns its id, new every time */
  given(stage: Stage, changes?: (id: string) => Partial<CaseRecord>): Promise<string>;
  inTransaction<Result>(work: (transaction: Transaction<Database>) => Promise<Result>): Promise<Result>;
}

/** Call it at the top level of a test file: it registers hooks. */
export function useTestRegister(): TestRegister {
  let store: Store<Database>;
  let cases = 0;
  beforeAll(async () => {
    store = await openAgencyStore(applicants, { kind: 'memory' });
  });
  afterAll(() => store.close());
  return {
    db: () => store.db,
    given: async (stage, changes = () => ({})) => {
      const id = `case-${(cases += 1)}`;
      await insertCases(store.db, rowsOf(readyCase(id, { application: application(id, { stage }), ...changes(id) })));
      return id;
    },
    inTransaction: (work) => store.db.transaction().execute(work),
  };
}
