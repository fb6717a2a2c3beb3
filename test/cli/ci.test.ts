import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-ci-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }] };

interface Run {
  readonly steps?: Record<string, string>;
  readonly tests?: object;
  readonly status?: string;
}

/** What .ci/summary.js makes of the reports of one run; a report that is not given was not written. */
async function summarise({ steps, tests, status = '0' }: Run) {
  const [stepsFile, testsFile] = [path.join(folder, 'steps.json'), path.join(folder, 'tests.json')];
  if (steps) await writeFile(stepsFile, JSON.stringify(steps));
  if (tests) await writeFile(testsFile, JSON.stringify(tests));
  const run = spawnSync(process.execPath, [path.join(PACKAGE_ROOT, '.ci/summary.js'), stepsFile, testsFile, status], { encoding: 'utf8' });
  return { line: run.stdout.trim(), exitCode: run.status };
}

const green = { types: 'passed', lint: 'passed', tests: 'passed' };

describe('the line that continuous integration reads', () => {
  test.each<Run & { title: string; line: string; exitCode: number }>([
    {
      title: 'types and lint count as one each, beside the tests',
      steps: green,
      tests: { numPassedTests: 40, numFailedTests: 0, testResults: [passed] },
      line: '42 passed, 0 failed',
      exitCode: 0,
    },
    {
      title: 'a failed test is counted',
      steps: { ...green, tests: 'failed' },
      tests: { numPassedTests: 39, numFailedTests: 1, testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] },
      status: '1',
      line: '41 passed, 1 failed',
      exitCode: 1,
    },
    {
      title: 'a type error and a lint finding are counted',
      steps: { types: 'failed', lint: 'failed', tests: 'passed' },
      tests: { numPassedTests: 40, numFailedTests: 0, testResults: [passed] },
      status: '1',
      line: '40 passed, 2 failed',
      exitCode: 1,
    },
    {
      title: 'a test file that could not be loaded is counted',
      steps: { ...green, tests: 'failed' },
      tests: { numPassedTests: 40, numFailedTests: 0, testResults: [passed, { status: 'failed', assertionResults: [] }] },
      status: '1',
      line: '42 passed, 1 failed',
      exitCode: 1,
    },
    {
      title: 'an error outside of every test is counted',
      steps: { ...green, tests: 'failed' },
      tests: { numPassedTests: 40, numFailedTests: 0, testResults: [passed] },
      status: '1',
      line: '42 passed, 1 failed',
      exitCode: 1,
    },
    { title: 'no test report is a failure', steps: green, line: '2 passed, 1 failed', exitCode: 1 },
    { title: 'a check that ended before any step is a failure', status: '1', line: '0 passed, 1 failed', exitCode: 1 },
  ])('$title', async ({ line, exitCode, ...run }) => {
    expect(await summarise(run)).toEqual({ line, exitCode });
  });
});

test('what people and machines call by its path is executable', async () => {
  for (const file of ['bin/qaqpa.js', '.ci/run']) {
    expect({ file, mode: ((await stat(path.join(PACKAGE_ROOT, file))).mode & 0o777).toString(8) }).toEqual({ file, mode: '755' });
  }
});

test('continuous integration calls the one check command', async () => {
  expect(await readFile(path.join(PACKAGE_ROOT, '.ci/run'), 'utf8')).toMatch(/^npm run check -- "\$@" /m);
});
