// Ports that nobody listens on, for processes that must be told their port before they start.

import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** `count` different ports of 127.0.0.1. All are held together before any is given back. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
