// Ports of 127.0.0.1 that nobody listens on, for processes that must be told theirs before they start.

import { once } from 'node:events';
import { createServer } from 'node:net';

/** All are held together before any is given back, so they differ. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
