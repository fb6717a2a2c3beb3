// Where an agency keeps its register.

import path from 'node:path';

export type StoreTarget =
  | {
      /** Embedded, in a folder; the default. */
      readonly kind: 'folder';
      /** Root of all agencies' folders; the template for new ones lies here too. */
      readonly dataDir: string;
    }
  | {
      /** Embedded, in memory: tests. */
      readonly kind: 'memory';
    }
  | {
      /** A PostgreSQL server, version 15 or newer, one schema per agency. */
      readonly kind: 'postgres';
      readonly url: string;
    };

/** The target that the environment names: DATABASE_URL wins, else QAQPA_DATA_DIR, else ./.qaqpa. */
export function readStoreTarget(env: NodeJS.ProcessEnv): StoreTarget {
  const url = env['DATABASE_URL'];
  if (url) return { kind: 'postgres', url };
  return { kind: 'folder', dataDir: path.resolve(env['QAQPA_DATA_DIR'] || '.qaqpa') };
}
