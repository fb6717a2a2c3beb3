// An agency that rests on something made up does not start in production, and says each of it in a line of its own.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadScoring } from '../../../../subgraphs/applicants/policy/loadScoring.js';
import { createApplicants } from '../../../../subgraphs/applicants/agency.js';
import { PACKAGE_ROOT } from '../../../kit/packageRoot.js';

function startInProduction(agency: string): { readonly code: number | null; readonly lines: readonly string[] } {
  const { status, stderr } = spawnSync(process.execPath, [path.join(PACKAGE_ROOT, 'dist', 'subgraphs', agency, 'main.js')], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  return { code: status, lines: stderr.trim().split('\n') };
}

it('the applicants agency with the shipped score table and questionnaire', () => {
  expect(startInProduction('applicants')).toEqual({
    code: 1,
    lines: [
      expect.stringMatching(/^applicants: the score table \S+ is illustrative, which production refuses: name one that is in force with SCORE_TABLE_FILE$/),
      expect.stringMatching(/^applicants: the questionnaire \S+ is illustrative, which production refuses: name one that is in force with QUESTIONNAIRE_FORM_FILE$/),
    ],
  });
});

it('the security agency with simulated authorities', () => {
  expect(startInProduction('security-checks')).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^security-checks: the authorities KNB, .* are simulated, which production refuses: what they say about a case is made up$/)],
  });
});

it('a table and a questionnaire that are not illustrative are no reason', () => {
  const { tables, forms } = loadScoring();
  const inForce = { tables: tables.map((table) => ({ ...table, illustrative: false })), forms: forms.map((form) => ({ ...form, illustrative: false })) };
  expect(createApplicants(inForce).madeUp).toEqual([]);
});
