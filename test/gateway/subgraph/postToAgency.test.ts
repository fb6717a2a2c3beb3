// One attempt over real sockets: what can go wrong on the way, each told apart from the others, and what is never done
// for an agency: to follow it elsewhere, to unfold what it compressed, to wait for it longer or hold more than allowed.

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Pool } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { classifyReply } from '../../../gateway/subgraph/classifyReply.js';
import { connectionFaultOf } from '../../../gateway/subgraph/connectionFaultOf.js';
import { postToAgency, type HttpAttempt, type HttpReply } from '../../../gateway/subgraph/postToAgency.js';

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function listen(server: Server | TcpServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return listen(server);
}

/** Answers every connection with the bytes, and leaves it as it is. */
async function serveBytes(bytes: string, after: (socket: Socket) => void = () => undefined): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(bytes, () => after(socket)));
  });
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return listen(server);
}

function post(origin: string, options: Partial<HttpAttempt> & { readonly connectTimeoutMs?: number } = {}): Promise<HttpReply> {
  const { connectTimeoutMs = 5_000, ...attempt } = options;
  const pool = new Pool(origin, { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: connectTimeoutMs } });
  ends.push(() => pool.destroy());
  return postToAgency(pool, { path: '/graphql', headers: {}, body: '{}', timeoutMs: 20_000, maxResponseBytes: 1_000, ...attempt }).reply;
}

describe('a connection', () => {
  it('that is refused is told apart', async () => {
    const server = createTcpServer();
    const origin = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await post(origin)).toEqual({ kind: 'unreachable', fault: 'refused', reason: 'ECONNREFUSED' });
  });

  it('to a name that has no address is told apart', async () => {
    // .invalid never has one (RFC 6761 §6.4); a resolver that is out of reach says EAI_AGAIN.
    expect(await post('http://agency.invalid')).toMatchObject({ kind: 'unreachable', fault: 'noAddress' });
  });

  it('that does not come about ends after its own time, long before that of the answer', async () => {
    // What accepts the connection and never speaks TLS keeps it from coming about for ever.
    const origin = (await serveBytes('')).replace('http:', 'https:');
    expect(await post(origin, { connectTimeoutMs: 100 })).toEqual({ kind: 'unreachable', fault: 'notConnected', reason: 'UND_ERR_CONNECT_TIMEOUT' });
  });

  it('that is cut off before the answer is told apart', async () => {
    expect(await post(await serveBytes('', (socket) => socket.destroy()))).toMatchObject({ kind: 'unreachable', fault: 'cutOff' });
  });

  it('that is cut off within the answer is told apart', async () => {
    const origin = await serveBytes('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":', (socket) => socket.destroy());
    expect(await post(origin)).toMatchObject({ kind: 'unreachable', fault: 'cutOff' });
  });

  it('that speaks something else is told apart', async () => {
    expect(await post(await serveBytes('220 mail.invalid ESMTP\r\n'))).toMatchObject({ kind: 'unreachable', fault: 'notHttp' });
  });

  it('whose headers have no end is told apart', async () => {
    const origin = await serveBytes(`HTTP/1.1 200 OK\r\nx-flood: ${'x'.repeat(100_000)}\r\n\r\n`);
    expect(await post(origin)).toMatchObject({ kind: 'unreachable', fault: 'notHttp' });
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['EHOSTUNREACH', 'notConnected'],
    ['constructor', 'unknown'],
    ['E_SOMETHING_NEW', 'unknown'],
  ])('%s is %s', (code, fault) => {
    expect(connectionFaultOf(code)).toBe(fault);
  });
});

it('an answer that does not come ends after the time of the attempt', async () => {
  expect(await post(await serve(() => undefined), { timeoutMs: 50 })).toEqual({ kind: 'timedOut' });
});

it.each([301, 302, 307, 308])('HTTP %i leads nowhere: the other address is not called, whatever stands in the body', async (status) => {
  let followed = 0;
  const elsewhere = await serve((_request, response) => {
    followed += 1;
    response.end('{"data":{"text":"x"}}');
  });
  const reply = await post(await serve((_request, response) => void response.writeHead(status, { location: elsewhere }).end('{"data":{"text":"x"}}')));
  expect(reply).toMatchObject({ kind: 'received', status });
  expect(classifyReply(reply, { agency: 'agency-a', operation: { responseKeys: new Set(), argumentPlaces: new Set() }, entityCount: undefined })).toMatchObject({ kind: 'failed', failure: { code: 'SUBGRAPH_BAD_RESPONSE', outcome: 'failure' } });
  expect(followed).toBe(0);
});

describe('the size of an answer', () => {
  it.each([
    [999, 'received'],
    [1_000, 'received'],
    [1_001, 'tooLarge'],
  ])('of %i bytes in pieces, where 1000 are allowed, is %s', async (size, kind) => {
    const origin = await serve((_request, response) => {
      response.write('x'.repeat(500));
      response.end('x'.repeat(size - 500));
    });
    expect((await post(origin)).kind).toBe(kind);
  });

  it.each([
    [1_000, 'timedOut'],
    [1_001, 'tooLarge'],
  ])('that is announced as %i bytes, of which none comes, ends the attempt as %s', async (size, kind) => {
    const origin = await serveBytes(`HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\n\r\n`);
    expect((await post(origin, { timeoutMs: kind === 'timedOut' ? 200 : 20_000 })).kind).toBe(kind);
  });

  it('that never ends is cut off on the wire', async () => {
    let closed: Promise<unknown> | undefined;
    const origin = await serve((_request, response) => {
      closed = once(response, 'close');
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
        response.once('drain', flood);
      };
      flood();
    });
    expect(await post(origin)).toEqual({ kind: 'tooLarge' });
    await closed;
  });

  it('is that of the wire: what is compressed is refused, and not a byte of it unfolded', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const origin = await serve((_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const reply = await post(origin, { maxResponseBytes: 100_000 });
    expect(reply).toEqual({ kind: 'encoded' });
    expect(classifyReply(reply, { agency: 'agency-a', operation: { responseKeys: new Set(), argumentPlaces: new Set() }, entityCount: undefined })).toMatchObject({ kind: 'failed', failure: { code: 'SUBGRAPH_BAD_RESPONSE', outcome: 'failure' } });
  });

  it('may say that nothing was compressed', async () => {
    const origin = await serve((_request, response) => void response.writeHead(200, { 'content-encoding': 'identity' }).end('{}'));
    expect((await post(origin)).kind).toBe('received');
  });
});
