// A proxy between an agency of the test's own and a client: what it passes on is what came, and each fault is what its name says.

import { createServer, request as send, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FaultProxy } from './FaultProxy.js';
import { startFaultProxy } from './startFaultProxy.js';

const ANSWER = '{"data":{"name":"Қазақстан"}}';

let agency: Server;
let heard: { rawHeaders: string[]; url: string | undefined; method: string | undefined; body: string }[];
let proxy: FaultProxy;
let url: string;

beforeEach(async () => {
  heard = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    heard.push({ rawHeaders: request.rawHeaders, url: request.url, method: request.method, body: await text(request) });
    response.writeHead(207, { 'X-Mixed-Case': 'kept', 'content-length': Buffer.byteLength(ANSWER) }).end(ANSWER);
  };
  agency = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(agency, 'listening');
  proxy = new FaultProxy(new URL(`http://127.0.0.1:${(agency.address() as AddressInfo).port}/graphql`));
  url = await proxy.listen();
});

afterEach(async () => {
  await proxy.close();
  agency.closeAllConnections();
  agency.close();
});

/** The head of the answer; the body is still to be read. */
function post(body = '{"query":"{ name }"}'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = ['Content-Type', 'application/json', 'X-Twice', 'a', 'X-Twice', 'b', 'Content-Length', String(Buffer.byteLength(body)), 'Host', 'agency.example:1'];
    send(url, { method: 'POST', headers }, resolve).once('error', reject).end(body);
  });
}

it('passes on method, path, headers and body as they are, and the answer likewise', async () => {
  const answer = await post('{"query":"{ ә }"}');
  expect([answer.statusCode, answer.rawHeaders.slice(0, 2), await text(answer)]).toEqual([207, ['X-Mixed-Case', 'kept'], ANSWER]);
  const [request] = heard;
  expect(request).toMatchObject({ method: 'POST', url: '/graphql', body: '{"query":"{ ә }"}' });
  expect(request?.rawHeaders.slice(0, 10)).toEqual(['Content-Type', 'application/json', 'X-Twice', 'a', 'X-Twice', 'b', 'Content-Length', '18', 'Host', 'agency.example:1']);
  expect(proxy.calls).toBe(1);
});

it('is slow: the answer comes whole, and later than the agency gave it', async () => {
  proxy.behave('slow');
  expect(await text(await post())).toBe(ANSWER);
  expect(heard).toHaveLength(1);
});

it('fails every second call, by turns with 503 and with a GraphQL error', async () => {
  proxy.behave('someErrors');
  const answers: [number | undefined, boolean][] = [];
  for (let call = 0; call < 4; call += 1) {
    const answer = await post();
    answers.push([answer.statusCode, (await text(answer)).includes('INTERNAL_SERVER_ERROR')]);
  }
  expect(answers).toEqual([[503, false], [207, false], [200, true], [207, false]]);
  expect(heard).toHaveLength(2);
});

it.each([
  ['errors', 500, 'application/json'],
  ['html', 200, 'text/html'],
] as const)('answers %s without the agency', async (behaviour, status, type) => {
  proxy.behave(behaviour);
  const answer = await post();
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, type]);
  answer.resume();
  expect(heard).toEqual([]);
});

it('sends half of the answer and then nothing more', async () => {
  proxy.behave('half');
  const answer = await post();
  const [half] = (await once(answer, 'data')) as [Buffer];
  expect(half.toString('latin1')).toBe(Buffer.from(ANSWER).subarray(0, half.length).toString('latin1'));
  expect(half.length).toBe(Buffer.byteLength(ANSWER) >> 1);
  expect(answer.complete).toBe(false);
  answer.destroy();
});

it('drips one byte after the other', async () => {
  proxy.behave('drip');
  const answer = await post();
  const [byte] = (await once(answer, 'data')) as [Buffer];
  expect([byte.toString(), answer.complete]).toEqual(['{', false]);
  answer.destroy();
});

it('floods whoever reads, tells no length, and stops when they leave', async () => {
  proxy.behave('huge');
  const answer = await post();
  let read = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    read += chunk.length;
    if (read > 20_000_000) break;
  }
  expect(answer.headers['content-length']).toBeUndefined();
  expect(proxy.floodBytes).toBeGreaterThan(19_000_000);
  expect(proxy.floodBytes).toBeLessThan(100_000_000);
});

it('sends a mebibyte of gzip that unfolds to a gibibyte', async () => {
  proxy.behave('gzipBomb');
  const answer = await post();
  expect(answer.headers['content-encoding']).toBe('gzip');
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const bomb = Buffer.concat(chunks);
  expect(bomb.length).toBeLessThan(2_000_000);
  // All members are alike: one of them, and how many there are, say what the whole unfolds to.
  const members = bomb.length / (bomb.indexOf(Buffer.from([0x1f, 0x8b, 8]), 1));
  expect(members).toBe(64);
  expect(gunzipSync(bomb.subarray(0, bomb.length / members)).length).toBe(16_777_216);
});

it('takes a request and says nothing', async () => {
  proxy.behave('silence');
  const asked = post();
  await expect(Promise.race([asked, untilTaken().then(() => 'nothing')])).resolves.toBe('nothing');
  asked.catch(() => undefined);
  expect(heard).toEqual([]);
});

it('resets the connection', async () => {
  proxy.behave('reset');
  await expect(post()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('does the same in a process of its own, as long as its parent says so', async () => {
  const running = await startFaultProxy(`http://127.0.0.1:${(agency.address() as AddressInfo).port}/graphql`);
  try {
    url = running.url;
    await running.behave('errors');
    const answer = await post();
    answer.resume();
    expect(answer.statusCode).toBe(500);
    expect(await running.behave('healthy')).toEqual({ calls: 1, floodBytes: 0 });
    expect(await text(await post())).toBe(ANSWER);
  } finally {
    await running.kill();
  }
  await expect(post()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

async function untilTaken(): Promise<void> {
  while (proxy.calls === 0) await new Promise((resolve) => setImmediate(resolve));
}
