// The folder an embedded database lives in. A new one is copied from a template that was initialised
// once: copying takes a fraction of the time and memory of four initialisations side by side.

import { cp, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { PgliteClient } from './PgliteClient.js';

/** PostgreSQL's major version inside the pinned PGlite; a folder of another one cannot be opened. */
export const PGLITE_POSTGRES_MAJOR = '18';

const templateOf = (dataDir: string): string => path.join(dataDir, `template-pg${PGLITE_POSTGRES_MAJOR}`);

/** Initialises the template that new folders are copied from, unless it is there already. */
export async function initialiseTemplate(dataDir: string): Promise<void> {
  const template = templateOf(dataDir);
  if (await exists(template)) return;
  const partial = `${template}.${process.pid}`;
  // In a container the next process may have the number of one that was killed half-way.
  await rm(partial, { recursive: true, force: true });
  await (await PgliteClient.start(partial)).close();
  await rename(partial, template).catch(async (error: unknown) => {
    // Another process finished first: its template is as good.
    if (!(await exists(template))) throw error;
    await rm(partial, { recursive: true, force: true });
  });
}

/**
 * Makes the folder ready to be opened: a new one from the template, where there is one.
 * @throws Error in words for the operator when the folder belongs to another PostgreSQL version.
 */
export async function prepareFolder(dataDir: string, folder: string): Promise<void> {
  if (await exists(folder)) return assertVersion(folder);
  const template = templateOf(dataDir);
  if (!(await exists(template))) return;
  const partial = `${folder}.${process.pid}`;
  // A copy that was cut off must never be taken for a database: it gets its name when it is whole.
  await rm(partial, { recursive: true, force: true });
  await cp(template, partial, { recursive: true });
  await rename(partial, folder);
}

async function assertVersion(folder: string): Promise<void> {
  const version = await readFile(path.join(folder, 'PG_VERSION'), 'utf8').then((text) => text.trim(), () => null);
  if (version !== null && version !== PGLITE_POSTGRES_MAJOR) {
    throw new Error(
      `${folder} was written by PostgreSQL ${version}, this release embeds PostgreSQL ${PGLITE_POSTGRES_MAJOR}: ` +
        'export it with the release that wrote it, or move the folder away to start with a new one',
    );
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(() => true, () => false);
}
