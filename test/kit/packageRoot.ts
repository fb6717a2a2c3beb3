// Where the package lies. Compiled, this file is dist/test/kit/packageRoot.js.

import path from 'node:path';

export const PACKAGE_ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
