// The four subgraphs as one process that is as light as Node allows: what they answer is worked out once
// per request text, with the shop's key left open, and after that only looked up and filled in. Their own
// CPU is not measured, but they share the machine with what is.

import { createServer } from 'node:http';
import { createSubgraph, SUBGRAPH_NAMES } from './answer.mjs';
import { ANY_SHOP, SHOP_KEY } from './world.mjs';

/** Texts of five gateways for one operation are some hundred; past this something sends them at random. */
const MAX_KNOWN = 10_000;

/** Listens on a free port of 127.0.0.1; each subgraph under its name: `/reviews`. */
export function startShopServer() {
  const subgraphs = new Map(SUBGRAPH_NAMES.map((name) => [`/${name}`, createSubgraph(name)]));
  /** Path and body, the shop left open → the answer, cut where the shop's key goes. */
  const known = new Map();
  let requestCount = 0;

  const answer = (url, body) => {
    const [shop] = SHOP_KEY.exec(body) ?? [ANY_SHOP];
    const question = `${url} ${body.replaceAll(shop, ANY_SHOP)}`;
    let pieces = known.get(question);
    if (pieces === undefined) {
      const subgraph = subgraphs.get(url);
      if (subgraph === undefined) return undefined;
      pieces = JSON.stringify(subgraph(JSON.parse(body.replaceAll(shop, ANY_SHOP)))).split(ANY_SHOP);
      if (known.size < MAX_KNOWN) known.set(question, pieces);
    }
    return pieces.join(shop);
  };

  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      requestCount += 1;
      const text = answer(request.url, Buffer.concat(chunks).toString());
      if (text === undefined) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
    });
  });
  // Gateways keep connections between rounds; closing idle ones would be measured as reconnecting.
  server.keepAliveTimeout = 600_000;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const origin = `http://127.0.0.1:${server.address().port}`;
      resolve({
        /** @param {string} name */
        urlOf: (name) => `${origin}/${name}`,
        requestCount: () => requestCount,
        close: () => {
          server.closeAllConnections();
          return new Promise((closed) => server.close(closed));
        },
      });
    });
  });
}
