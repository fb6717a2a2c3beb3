// `create NAME`: makes an empty database on the server of this machine and prints its URL, or ends with 1
// where there is no server that lets us. `drop NAME`: removes it again, whoever is still connected.

import { parseArgs } from 'node:util';

const SERVER = { host: '127.0.0.1', port: 5432, database: 'postgres', connectionTimeoutMillis: 3_000 };

/** Who may create databases on a server that trusts local connections, in the order we try them. */
const USERS = ['postgres', 'root'];

const [command, name] = parseArgs({ allowPositionals: true }).positionals;

// Not there before the first install; then there is nothing to create a database with.
const pg = await import('pg').then((module) => module.default, () => null);
const user = pg && (await firstUserThat(command === 'drop' ? `drop database if exists "${name}" with (force)` : `create database "${name}"`));
if (user === null) {
  process.exitCode = 1;
} else if (command === 'create') {
  process.stdout.write(`postgres://${user}@${SERVER.host}:${SERVER.port}/${name}\n`);
}

async function firstUserThat(statement) {
  for (const candidate of USERS) {
    const client = new pg.Client({ ...SERVER, user: candidate });
    try {
      await client.connect();
      await client.query(statement);
      return candidate;
    } catch {
      // The next one may be allowed to.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return null;
}
