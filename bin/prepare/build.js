// Sources to dist/: incremental, and without leftovers. The compiler writes files and never removes
// any, so a test whose source is gone would go on running; and it trusts its own record of what it
// wrote, so a deleted output would stay away. Both are put right before it runs.
'use strict';

const { existsSync, readdirSync, rmSync } = require('node:fs');
const path = require('node:path');
const { Complaint } = require('./Complaint.js');
const { tool } = require('./paths.js');
const { runToEnd } = require('./runToEnd.js');

/** Folders of tsconfig.json's `include`. */
const SOURCE_FOLDERS = ['cli', 'gateway', 'schema', 'subgraphs', 'test'];

/** @throws Complaint when the compiler finds an error, which it has printed. */
async function build(root, runtime) {
  if (!existsSync(path.join(root, 'dist', '.tsbuildinfo'))) console.log('Compiling the sources, which takes some ten seconds the first time.');
  const code = await compile(root, runtime);
  if (code !== 0) throw new Complaint('The build failed: mend the errors above and run the command again.');
}

/** Resolves to the compiler's exit code: 0 where it found no error. It writes its outputs in any case. */
async function compile(root, runtime) {
  removeOrphans(root);
  if (lacksOutput(root)) rmSync(path.join(root, 'dist', '.tsbuildinfo'), { force: true });
  return runToEnd(runtime, [tool('tsc'), '-p', path.join(root, 'tsconfig.json')], { preparing: true });
}

/** Removes outputs whose source is gone and returns their paths, relative to dist. */
function removeOrphans(root) {
  const orphans = listFiles(path.join(root, 'dist'), SOURCE_FOLDERS).filter((output) => {
    const source = sourceOf(output);
    return source !== null && !existsSync(path.join(root, source));
  });
  for (const orphan of orphans) rmSync(path.join(root, 'dist', orphan));
  return orphans;
}

/** Path of the source that the compiler made this output from; null for what it does not make. */
function sourceOf(output) {
  if (output.endsWith('.json')) return output;
  return /\.js(\.map)?$/.test(output) ? output.replace(/\.js(\.map)?$/, '.ts') : null;
}

function lacksOutput(root) {
  return listFiles(root, SOURCE_FOLDERS)
    .filter((source) => source.endsWith('.ts') && !source.endsWith('.d.ts'))
    .some((source) => !existsSync(path.join(root, 'dist', source.replace(/\.ts$/, '.js'))));
}

/** Files under these folders of `base`, as paths relative to it. A folder that is not there has none. */
function listFiles(base, folders) {
  return folders
    .filter((folder) => existsSync(path.join(base, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(base, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        // `parentPath` came with Node 20.12; before, the same value was called `path`.
        .map((entry) => path.relative(base, path.join(entry.parentPath ?? entry.path, entry.name))),
    );
}

module.exports = { build, compile, removeOrphans, lacksOutput };
