// The process as an operator meets it when a data file cannot be used.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../kit/packageRoot.js';

function run(env: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  const main = path.join(PACKAGE_ROOT, 'dist', 'subgraphs', 'applicants', 'main.js');
  return spawnSync(process.execPath, [main, 'sdl'], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });
}

describe('the applicants process', () => {
  it.each(['SCORE_TABLE_FILE', 'QUESTIONNAIRE_FORM_FILE'])('ends with one line and exit code 1 when %s names no readable file', (variable) => {
    const { status, stdout, stderr } = run({ [variable]: '/nowhere/file.json' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(`applicants: ${variable} (/nowhere/file.json) cannot be read: ENOENT: no such file or directory, open '/nowhere/file.json'\n`);
  });

  it('takes the shipped file where the variable is empty', () => {
    const { status, stdout } = run({ SCORE_TABLE_FILE: '' });
    expect(status).toBe(0);
    expect(stdout).toContain('type Application @key(fields: "id")');
  });
});
