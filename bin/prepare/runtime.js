// Which Node runs the gateway, the agencies and the tests: the packaged one, else the machine's own
// where that is new enough. Packages exist for Linux (x64, arm64) and Windows (x64).
'use strict';

const { existsSync } = require('node:fs');
const path = require('node:path');
const { Complaint } = require('./Complaint.js');
const { complainBelow, MINIMUM_TO_RUN } = require('./nodeVersion.js');

/**
 * Path of the Node executable to run our code with.
 * @throws Complaint where none is packaged and the running one is too old.
 */
function findRuntime(root) {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = path.join(root, 'node_modules', `node-${process.platform.replace('win32', 'win')}-${process.arch}`, 'bin', executable);
  if (existsSync(packaged)) return packaged;
  const complaint = complainBelow(process.versions.node, MINIMUM_TO_RUN);
  if (complaint !== null) throw new Complaint(complaint);
  return process.execPath;
}

module.exports = { findRuntime };
