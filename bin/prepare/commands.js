// The commands behind the npm scripts, one function each; arguments after the command go on to it.
'use strict';

const path = require('node:path');
const { build, compile } = require('./build.js');
const { reportComplaint } = require('./Complaint.js');
const { installWhenNeeded } = require('./install.js');
const { ROOT, tool } = require('./paths.js');
const { runToEnd } = require('./runToEnd.js');
const { findRuntime } = require('./runtime.js');
const { writeReport } = require('./report.js');

const COMMANDS = {
  build: async () => 0,
  prove: async (runtime, args) => runToEnd(runtime, ['--expose-gc', path.join(ROOT, 'dist', 'test', 'prove', 'main.js'), ...args]),
  fuzz: async (runtime, args) => runToEnd(runtime, [path.join(ROOT, 'dist', 'test', 'fuzz', 'main.js'), ...args]),
  start: async (runtime, args) => runQaqpa(runtime, ['start', ...args]),
  schema: async (runtime, args) => runQaqpa(runtime, ['schema', ...args]),
  test: async (runtime, args) => runTests(runtime, args),
};

/** Runs the command and leaves its exit code, or the signal that ended it, to the caller's shell. */
async function runCommand([name, ...args]) {
  try {
    process.exitCode = await prepareAndRun(name, args);
  } catch (error) {
    reportComplaint(error);
  }
}

async function prepareAndRun(name, args) {
  if (name !== 'check' && !Object.hasOwn(COMMANDS, name ?? '')) {
    console.error(`prepare.js runs one of: check, ${Object.keys(COMMANDS).join(', ')}; got ${name ?? 'nothing'}`);
    return 1;
  }
  await installWhenNeeded(ROOT);
  const runtime = findRuntime(ROOT);
  useFirst(path.join(ROOT, 'node_modules', '.bin'));
  if (name === 'check') return check(runtime, args);
  await build(ROOT, runtime);
  return COMMANDS[name](runtime, args);
}

/**
 * Types, lint, tests, in this order. A failed step does not hide the next one's findings: the compiler
 * emits also where a type is wrong. House rules are tests. Arguments go to the test runner.
 */
async function check(runtime, args) {
  const steps = {
    types: () => compile(ROOT, runtime),
    lint: () => runToEnd(runtime, [tool('oxlint'), '--type-aware', '--deny-warnings']),
    tests: () => runTests(runtime, args),
  };
  const results = {};
  for (const [step, run] of Object.entries(steps)) {
    console.log(`\n── ${step} ${'─'.repeat(60 - step.length)}`);
    results[step] = (await run()) === 0 ? 'passed' : 'failed';
  }
  console.log(`\n${Object.entries(results).map(([step, result]) => `${step} ${result}`).join(' · ')}`);
  writeReport(results);
  return Object.values(results).includes('failed') ? 1 : 0;
}

function runTests(runtime, args) {
  return runToEnd(runtime, [tool('vitest'), 'run', ...args]);
}

/** With a channel to this process: `qaqpa start` stops what it started also when this process is killed. */
function runQaqpa(runtime, args) {
  return runToEnd(runtime, [path.join(ROOT, 'bin', 'qaqpa.js'), ...args], { channel: true });
}

/** What the command starts by name (`node`, `tsc`) is the project's own, as in an npm script. */
function useFirst(folder) {
  process.env.PATH = `${folder}${path.delimiter}${process.env.PATH ?? ''}`;
}

module.exports = { runCommand };
