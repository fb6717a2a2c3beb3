// What `npm start`, `npm test` and the other scripts of package.json run: brings a clone into the
// state its lock file and sources describe, then runs the wanted command under the packaged Node.
//
//   node too old? → install when needed → build → command
//
// This file and nodeVersion.js keep to syntax of 2015: a Node that is too old must reach our message
// and not stop at a SyntaxError. Everything newer stands behind the require in the last lines.
'use strict';

const nodeVersion = require('./prepare/nodeVersion.js');

const complaint = nodeVersion.complainBelow(process.versions.node, nodeVersion.MINIMUM_TO_INSTALL);
if (complaint !== null) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  void require('./prepare/commands.js').runCommand(process.argv.slice(2));
}
