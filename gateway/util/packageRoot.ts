// The folder that holds package.json: committed files such as the supergraph are found from it,
// wherever the process was started and whether the code runs from dist/ or elsewhere.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PACKAGE_ROOT = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package.json above the code: the installation is incomplete');
  return findPackageRoot(parent);
}
