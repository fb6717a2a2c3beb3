// From the `qaqpa` command to the compiled command-line program.
'use strict';

const { existsSync } = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { build } = require('./build.js');
const { reportComplaint } = require('./Complaint.js');
const { installWhenNeeded } = require('./install.js');
const { isAtLeast, MINIMUM_TO_RUN } = require('./nodeVersion.js');
const { ROOT } = require('./paths.js');
const { runToEnd } = require('./runToEnd.js');
const { findRuntime } = require('./runtime.js');

/** Runs dist/cli/main.js: here where this Node is new enough, else as a child under the packaged one. */
async function handOver(args) {
  const program = path.join(ROOT, 'dist', 'cli', 'main.js');
  try {
    if (!existsSync(program)) {
      await installWhenNeeded(ROOT);
      await build(ROOT, findRuntime(ROOT));
    }
    if (isAtLeast(process.versions.node, MINIMUM_TO_RUN)) {
      await import(pathToFileURL(program).href);
    } else {
      process.exitCode = await runToEnd(findRuntime(ROOT), [program, ...args], { channel: true });
    }
  } catch (error) {
    reportComplaint(error);
  }
}

module.exports = { handOver };
