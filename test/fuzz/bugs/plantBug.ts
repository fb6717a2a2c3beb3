// A copy of the compiled gateway with one bug in it.

import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../kit/packageRoot.js';
import { loadGateway, type GatewayModules } from '../subject/loadGateway.js';
import type { SeededBug } from './SEEDED_BUGS.js';

/** The compiled gateway as it is. */
export const GATEWAY_FOLDER = join(PACKAGE_ROOT, 'dist', 'gateway');

/**
 * @param folder for the copy, within the package, so that the copy finds the packages that it needs.
 * @throws where the bug's text does not stand in the file, or more than once.
 */
export async function plantBug(bug: SeededBug, folder: string): Promise<GatewayModules> {
  const copy = join(folder, 'gateway');
  await copyCode(GATEWAY_FOLDER, copy);
  // What agencies and gateway have agreed on is imported from beside the gateway.
  await copyCode(join(PACKAGE_ROOT, 'dist', 'schema', 'contract'), join(folder, 'schema', 'contract'));
  const file = join(copy, bug.file);
  await writeFile(file, withBug(bug, await readFile(file, 'utf8')));
  return loadGateway(copy);
}

/** Without the source maps, whose sources are not beside the copy, and without a word of them. */
async function copyCode(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: (path) => !path.endsWith('.map') });
  for (const file of await readdir(to, { recursive: true })) {
    if (!file.endsWith('.js')) continue;
    const path = join(to, file);
    await writeFile(path, (await readFile(path, 'utf8')).replace(/\n\/\/# sourceMappingURL=.*/, ''));
  }
}

/** @throws where the bug's text does not stand there, or more than once. */
export function withBug({ name, file, text, becomes }: SeededBug, source: string): string {
  const parts = source.split(text);
  if (parts.length !== 2) throw new Error(`"${name}": its text stands ${parts.length - 1} times in ${file}; it has to stand there once`);
  return parts.join(becomes);
}
