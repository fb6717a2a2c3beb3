// The scripts in bin/ are plain JavaScript, run before anything is compiled: tests load them as they are.

import { createRequire } from 'node:module';
import path from 'node:path';
import { PACKAGE_ROOT } from './packageRoot.js';

const require = createRequire(import.meta.url);

/** What `bin/<file>` exports; the caller says what that is. */
export function loadPlainScript(file: string): unknown {
  return require(path.join(PACKAGE_ROOT, 'bin', file));
}
