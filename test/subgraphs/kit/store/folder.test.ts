// Folders of embedded databases: copied from one template, bound to one PostgreSQL version, never half made.

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../../../subgraphs/kit/store/openStore.js';
import { initialiseTemplate, PGLITE_POSTGRES_MAJOR, prepareFolder } from '../../../../subgraphs/kit/store/pglite/folder.js';

describe('the folder of an embedded database', () => {
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'qaqpa-folder-'));
    await initialiseTemplate(dataDir);
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  const versionOf = async (folder: string): Promise<string> => (await readFile(path.join(dataDir, folder, 'PG_VERSION'), 'utf8')).trim();

  it('has a template of the embedded PostgreSQL’s own version', async () => {
    expect(await versionOf(`template-pg${PGLITE_POSTGRES_MAJOR}`)).toBe(PGLITE_POSTGRES_MAJOR);
  });

  it('has its template made once', async () => {
    const before = await stat(path.join(dataDir, `template-pg${PGLITE_POSTGRES_MAJOR}`));
    await initialiseTemplate(dataDir);
    expect((await stat(path.join(dataDir, `template-pg${PGLITE_POSTGRES_MAJOR}`))).ino).toBe(before.ino);
  });

  it('is copied from the template whole: no part of a copy stays behind', async () => {
    await prepareFolder(dataDir, path.join(dataDir, 'copied'));
    expect(await versionOf('copied')).toBe(PGLITE_POSTGRES_MAJOR);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('copied'))).toEqual(['copied']);
  });

  it('keeps what was written when it is opened again, and runs no migration twice', async () => {
    let runs = 0;
    const open = () =>
      openStore<{ kept: { id: string } }>({
        target: { kind: 'folder', dataDir },
        name: 'kept',
        migrations: {
          '0001_kept': {
            up: async (db) => {
              runs += 1;
              await db.schema.createTable('kept').addColumn('id', 'text').execute();
            },
          },
        },
      });
    const first = await open();
    await first.db.insertInto('kept').values({ id: 'a' }).execute();
    await first.close();
    const second = await open();
    expect(await second.db.selectFrom('kept').selectAll().execute()).toEqual([{ id: 'a' }]);
    await second.close();
    expect(runs).toBe(1);
  });

  it('is refused, in words, when another PostgreSQL version wrote it, and is free again after', async () => {
    await mkdir(path.join(dataDir, 'older'));
    await writeFile(path.join(dataDir, 'older', 'PG_VERSION'), '17\n');
    const open = () => openStore({ target: { kind: 'folder', dataDir }, name: 'older', migrations: {} });
    const message =
      `${path.join(dataDir, 'older')} was written by PostgreSQL 17, this release embeds PostgreSQL ${PGLITE_POSTGRES_MAJOR}: ` +
      'export it with the release that wrote it, or move the folder away to start with a new one';
    await expect(open()).rejects.toThrow(message);
    await expect(open()).rejects.toThrow(message);
  });

  it('lets an embedded database run with shared buffers that four agencies can afford', async () => {
    const store = await openStore({ target: { kind: 'folder', dataDir }, name: 'small', migrations: {} });
    expect((await sql`show shared_buffers`.execute(store.db)).rows).toEqual([{ shared_buffers: '8MB' }]);
    await store.close();
  });
});
