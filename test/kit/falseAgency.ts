// Somebody who listens on an agency's port and is not the agency: a proxy's error page, an empty
// object. What real networks put in an agency's place.

import { once } from 'node:events';
import { createServer } from 'node:http';

export interface FalseAgency {
  /** Requests taken until now. */
  readonly calls: number;
  close(): Promise<void>;
}

export type FalseReply = 'html' | 'emptyObject';

const REPLIES: Readonly<Record<FalseReply, { readonly type: string; readonly body: string }>> = {
  html: { type: 'text/html', body: '<html><body>Scheduled maintenance</body></html>' },
  emptyObject: { type: 'application/json', body: '{}' },
};

/** Answers everything on the port with HTTP 200 and the reply. */
export async function listenAsFalseAgency(url: string, reply: FalseReply): Promise<FalseAgency> {
  let calls = 0;
  const { type, body } = REPLIES[reply];
  const server = createServer((request, response) => {
    calls += 1;
    request.resume();
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  server.listen(Number(new URL(url).port), '127.0.0.1');
  await once(server, 'listening');
  return {
    get calls() {
      return calls;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
