// What one call to an agency costs the process that makes it: CPU microseconds, user and system, per call of
// `postToAgency`, beside undici's `request`, with 50 calls under way at a time. The agency is a process of its own.
//
//   npm run build && node bench/micro/agencyCall.ts [bytes of the answer]

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Pool } from '../../node_modules/undici/index.js';
import { postToAgency } from '../../dist/gateway/subgraph/postToAgency.js';

const CALLS = 20_000;
const IN_FLIGHT = 50;
const ANSWER_BYTES = Number(process.argv[2] ?? 1_000);
const BODY = JSON.stringify({ query: 'query($representations:[_Any!]!){_entities(representations:$representations){...on Product{name price weight}}}'.repeat(2) });
const HEADERS = { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json', 'x-request-id': '6f0c9a52-6d1b-4c3e-9d0a-0b1f6f2c7a11', 'x-deadline-ms': '1000' };

if (process.send) {
  const answer = Buffer.from('x'.repeat(ANSWER_BYTES));
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
  process.once('disconnect', () => process.exit(0));
} else {
  const agency = fork(import.meta.filename, process.argv.slice(2));
  const [port] = (await once(agency, 'message')) as [number];
  const pool = new Pool(`http://127.0.0.1:${port}`, { headersTimeout: 0, bodyTimeout: 0 });
  const ways: Record<string, () => Promise<unknown>> = {
    postToAgency: () => postToAgency(pool, { path: '/graphql', headers: HEADERS, body: BODY, timeoutMs: 60_000, maxResponseBytes: 1e7 }).reply,
    'undici.request': async () => (await pool.request({ path: '/graphql', method: 'POST', headers: HEADERS, body: BODY })).body.text(),
  };
  for (const [name, call] of [...Object.entries(ways), ...Object.entries(ways)]) {
    const before = process.cpuUsage();
    let left = CALLS;
    await Promise.all(Array.from({ length: IN_FLIGHT }, async () => { while (left-- > 0) await call(); }));
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(`${name.padEnd(16)} ${(user / CALLS).toFixed(1).padStart(7)} µs user ${(system / CALLS).toFixed(1).padStart(7)} µs system\n`);
  }
  await pool.destroy();
  agency.disconnect();
}
