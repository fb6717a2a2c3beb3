// Whether node_modules is what package-lock.json says, and `npm ci` where it is not.
//
// npm writes node_modules/.package-lock.json (its "hidden lock file") as the last act of an install and
// removes it first: where it is missing, the install never ended. It is no copy of package-lock.json: it
// lacks the project itself and the optional packages of other platforms, so the two are compared package
// by package. A package folder that somebody deleted is found too; that costs a stat call each.
'use strict';

const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { Complaint } = require('./Complaint.js');
const { runToEnd } = require('./runToEnd.js');

/** @throws Complaint when npm fails, or ends without having installed what the lock file lists. */
async function installWhenNeeded(root) {
  const reason = findDifference(root);
  if (reason === null) return;
  console.log(`Installing the packages of package-lock.json, which takes about a minute: ${reason}.`);
  // Development packages hold the compiler; the optional ones the packaged Node. An npm that is set to
  // leave either out (NODE_ENV=production does) must not. Warnings are left out: most say that a package
  // wants a newer Node than npm's own, which is not the one that will run it.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runNpm(args).catch((error) => {
    throw new Complaint(`npm could not be started (${error.message}): install Node.js with npm and run the command again.`);
  });
  if (code !== 0) {
    throw new Complaint('npm ci failed: mend what it names above (often the network or the registry) and run the command again.');
  }
  const left = findDifference(root);
  if (left !== null) throw new Complaint(`npm ci ended, yet ${left}: is "omit" or "os" set in your npm configuration?`);
}

/** The script that started us, where npm did; so that the same npm installs. */
function runNpm(args) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return runToEnd(process.execPath, [script, ...args], { preparing: true });
  return runToEnd(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { preparing: true });
}

/** Why `npm ci` has to run, in words; null where the installed packages are those of the lock file. */
function findDifference(root) {
  const lock = readLock(path.join(root, 'package-lock.json'));
  if (lock === null) throw new Complaint('package-lock.json is missing or damaged: restore it from version control.');
  const installed = readLock(path.join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) {
    return existsSync(path.join(root, 'node_modules')) ? 'the last installation did not end' : 'nothing is installed yet';
  }
  return comparePackages(lock.packages, installed.packages, {
    platform: process,
    isOnDisk: (folder) => existsSync(path.join(root, folder, 'package.json')),
  });
}

/**
 * The first difference that matters, in words, or null. More packages than the lock file lists do not
 * matter: a developer may have added one to try it.
 * @param {{ platform: { platform: string, arch: string }, isOnDisk: (folder: string) => boolean }} machine
 */
function comparePackages(locked, installed, { platform, isOnDisk }) {
  for (const [folder, wanted] of Object.entries(locked)) {
    if (folder === '' || wanted.link) continue;
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const found = installed[folder];
    if (found === undefined) {
      if (wanted.optional && !isMadeFor(wanted, platform)) continue;
      return `${name} is not installed`;
    }
    if (found.version !== wanted.version) return `${name} is ${found.version}, the lock file says ${wanted.version}`;
    if (found.integrity !== wanted.integrity) return `${name} ${wanted.version} has other contents than the lock file says`;
    if (!isOnDisk(folder)) return `${name} is missing from node_modules`;
  }
  return null;
}

/**
 * True for an optional package that npm installs on this platform for certain: one that names its
 * system and processor. One that names a C library as well is left to its user to miss: Node tells the
 * library only in a report that takes longer than this whole comparison.
 */
function isMadeFor({ os, cpu, libc }, { platform, arch }) {
  return os !== undefined && cpu !== undefined && libc === undefined && [os].flat().includes(platform) && [cpu].flat().includes(arch);
}

function readLock(file) {
  try {
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    return typeof lock.packages === 'object' ? lock : null;
  } catch {
    return null;
  }
}

module.exports = { installWhenNeeded, findDifference, comparePackages };
