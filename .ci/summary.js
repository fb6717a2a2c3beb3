// Prints `N passed, N failed`, alone on a line, and ends with 1 where anything failed. Arguments: the
// result of each step of `check`, the test runner's JSON report, and the exit code of `check`.
//
// Types and lint count as one each. A test file that could not be loaded holds no test that failed, and
// an error outside of every test fails none; both count as one, so that nothing red can print `0 failed`.

import { readFileSync } from 'node:fs';

const [stepsFile, testsFile, status] = process.argv.slice(2);
const { tests: testStep, ...otherSteps } = readJson(stepsFile) ?? {};
const report = readJson(testsFile);

const stepResults = Object.values(otherSteps);
const unloadedFiles = (report?.testResults ?? []).filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length;

const passed = count(stepResults, 'passed') + (report?.numPassedTests ?? 0);
let failed = count(stepResults, 'failed') + (report?.numFailedTests ?? 0) + unloadedFiles;
if (failed === 0 && (status !== '0' || testStep !== 'passed' || report === null)) failed = 1;

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function count(results, result) {
  return results.filter((each) => each === result).length;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
