// Which requests a server is answering, so that it can end when the last is answered. Node itself waits
// for every connection that is not idle in its own sense, and a socket that a client opened in advance,
// without a request on it, is none: the gateway's pool would hold a stopping agency for a minute.

import type { Server, ServerResponse } from 'node:http';

export interface FollowedRequests {
  /** Resolves when no request is under way; at once if none is. */
  drained(): Promise<void>;
}

export function followRequests(server: Server): FollowedRequests {
  let underWay = 0;
  let { promise, resolve } = Promise.withResolvers<void>();
  resolve();
  server.on('request', (_request, response: ServerResponse) => {
    if (underWay === 0) ({ promise, resolve } = Promise.withResolvers<void>());
    underWay += 1;
    // Comes once for each response, also for one whose caller has gone.
    response.once('close', () => {
      underWay -= 1;
      if (underWay === 0) resolve();
    });
  });
  return { drained: () => promise };
}
