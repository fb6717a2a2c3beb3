// Rule 22, for organisations: a BIN is tested for its length and its two-pass check digit, nothing else.

import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { EVERYBODY } from '../../subgraphs/kit/access/Viewer.js';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../subgraphs/kit/store/openStore.js';
import { startOfDay } from '../../subgraphs/kit/time/calendarDate.js';
import { labourDemand } from '../../subgraphs/labour-demand/agency.js';
import type { Database } from '../../subgraphs/labour-demand/store/Database.js';
import { proveRule } from '../kit/proveRule.js';

/** Belong to nobody. The first pass decides the one, the second the other; no year and month are 9999 in the third. */
const RIGHT = ['850315400372', '240140000215', '999999400008'];
/** A wrong check digit, and a digit too few. */
const WRONG = ['850315400373', '24014000021'];

describe('a BIN', () => {
  let store: Store<Database>;
  beforeAll(async () => {
    store = await openAgencyStore(labourDemand, { kind: 'memory' });
  });
  afterAll(() => store.close());

  proveRule({
    number: 22,
    title: 'is accepted by length and check digit alone, when an employer is registered and when one is asked for',
    module: 'subgraphs/kit/identifiers/checkDigit.ts',
    swapFor: { hasCheckDigit: () => true },
    body: async () => {
      const { registerEmployer } = await import('../../subgraphs/labour-demand/store/registerEmployer.js');
      const { EmployerResolver } = await import('../../subgraphs/labour-demand/resolvers/EmployerResolver.js');
      const { createContext } = await import('../../subgraphs/labour-demand/context.js');
      const nobody = { viewer: EVERYBODY, caller: undefined, purpose: undefined, caseId: undefined, consent: undefined };
      const request = { clock: { now: () => startOfDay('2026-03-02') }, signal: new AbortController().signal, requestId: 'test', ...nobody };
      await store.db.deleteFrom('employer').execute();

      const register = async (bin: string): Promise<string> => {
        const employer = { bin, name: 'Synthetic Employer (fictitious)', industryCode: '86.10', regionCode: '11' };
        return (await store.db.transaction().execute((transaction) => registerEmployer(transaction, employer))).kind;
      };
      /** The employer, or the code of the refusal. */
      const ask = async (bin: string): Promise<unknown> => {
        try {
          return await new EmployerResolver().employer(bin, createContext(request, store.db, store.db));
        } catch (error) {
          return error instanceof GraphQLError ? error.extensions['code'] : error;
        }
      };
      for (const bin of RIGHT) {
        expect(await register(bin)).toBe('registered');
        expect(await ask(bin)).toMatchObject({ bin });
      }
      for (const bin of WRONG) {
        expect(await register(bin)).toBe('refused');
        expect(await ask(bin)).toBe('BAD_USER_INPUT');
      }
    },
  });
});
