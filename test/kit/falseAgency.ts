// Somebody who listens on an agency's port and is not the agency: a proxy's error page, an empty
// object, a body without end. What real networks put in an agency's place.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { pipeline, Readable } from 'node:stream';

export interface FalseAgency {
  /** Requests taken until now. */
  readonly calls: number;
  close(): Promise<void>;
}

export type FalseReply = 'html' | 'emptyObject' | 'flood';

const REPLIES: Readonly<Record<FalseReply, { readonly type: string; readonly body: () => Iterable<string> }>> = {
  html: { type: 'text/html', body: () => ['<html><body>Scheduled maintenance</body></html>'] },
  emptyObject: { type: 'application/json', body: () => ['{}'] },
  flood: { type: 'application/json', body: endless },
};

/** JSON that never comes to its end, in pieces of 64 KiB. */
function* endless(): Iterable<string> {
  yield '{"data":"';
  for (;;) yield 'x'.repeat(65_536);
}

/** Answers everything on the port with HTTP 200 and the reply. */
export async function listenAsFalseAgency(url: string, reply: FalseReply): Promise<FalseAgency> {
  let calls = 0;
  const { type, body } = REPLIES[reply];
  const server = createServer((request, response) => {
    calls += 1;
    request.resume();
    response.writeHead(200, { 'content-type': type });
    // Ends early, and without complaint, where the caller has heard enough.
    pipeline(Readable.from(body()), response, () => undefined);
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
