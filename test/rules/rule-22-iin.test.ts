// Rule 22, for persons: an IIN is tested by length and check digit only; nothing is inferred from it.

import { expect } from 'vitest';
import { proveRule } from '../kit/proveRule.js';
import { applicant, readyCase, rowsOf } from '../subgraphs/applicants/caseBuilder.js';
import { useTestRegister } from '../subgraphs/applicants/testRegister.js';

const register = useTestRegister();
let cases = 0;

proveRule({
  number: 22,
  title: 'an IIN is taken by its length and check digit, whatever birth or sex it seems to state',
  module: 'subgraphs/kit/identifiers/checkDigit.ts',
  swapFor: { hasCheckDigit: () => true },
  body: async () => {
    const { insertCases } = await import('../../subgraphs/applicants/store/insertCases.js');
    const write = async (iin: string, birthDate: string): Promise<string> => {
      const id = `iin-${(cases += 1)}`;
      const record = readyCase(id, { applicant: applicant(`${id}-person`, { iin, birthDate }) });
      // Undone at the end: the same number is tried again.
      const undone = new Error('undone');
      return register
        .inTransaction(async (transaction) => {
          await insertCases(transaction, rowsOf(record));
          throw undone;
        })
        .catch((error: Error) => (error === undone ? 'taken' : error.message));
    };
    const refused = expect.stringMatching(/the IIN has not twelve digits or a wrong check digit/);
    expect(await write('850315400372', '1985-03-15')).toBe('taken');
    // Another birth than the digits of the historic layout; the second pass of the check; a seventh digit of 0.
    expect(await write('850315400372', '1999-12-31')).toBe('taken');
    expect(await write('061211600012', '1990-01-01')).toBe('taken');
    expect(await write('999900000012', '1990-01-01')).toBe('taken');
    expect(await write('850315400373', '1985-03-15')).toEqual(refused);
    expect(await write('85031540037', '1985-03-15')).toEqual(refused);
    expect(await write('8503154003720', '1985-03-15')).toEqual(refused);
    expect(await write('85031540037x', '1985-03-15')).toEqual(refused);
  },
});
