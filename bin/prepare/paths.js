// Where things are in the clone.
'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..', '..');

/** Script of an installed command-line tool, to be run by Node. */
function tool(name) {
  const packageName = name === 'tsc' ? 'typescript' : name;
  const folder = path.join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[name]);
}

module.exports = { ROOT, tool };
