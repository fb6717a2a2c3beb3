// The benchmark is plain JavaScript that stands outside the build, so that what it compares with (its own
// node_modules) does too. Tests load its modules by path.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

/** @param file path below bench/ */
export async function loadBenchModule<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(path.join(PACKAGE_ROOT, 'bench', file)).href)) as Module;
}
