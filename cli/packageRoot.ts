// Where the package lies, whatever the working directory is. Compiled, this file is dist/cli/packageRoot.js.

import path from 'node:path';

/** Folder of package.json. */
export const PACKAGE_ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Folder of the compiled code. */
export const DIST = path.join(PACKAGE_ROOT, 'dist');
