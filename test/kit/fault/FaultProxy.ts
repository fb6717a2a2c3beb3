// Stands between the gateway and one agency, and does to its answers what it is told. While it is told nothing it passes on
// what it gets: method, path, headers and body as they are, since the gateway's signature covers them, and the answer's likewise.
// What belongs to one connection alone (RFC 9110 §7.6.1) each side has of its own.

import { Agent, createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import type { Behaviour } from './WireFault.js';

/** Of `huge`, and of `gzipBomb` when it is unfolded. */
const GIBIBYTE = 1_073_741_824;
const PIECE_BYTES = 65_536;
/** One gzip file may be followed by another (RFC 1952 §2.2): together they unfold to all of it. */
const BOMB_MEMBER_BYTES = 16_777_216;
const SLOW_TIMES = 10;
const DRIP_MS = 1_000;

const JSON_TYPE = { 'content-type': 'application/json' };

export class FaultProxy {
  readonly #target: URL;
  readonly #agent = new Agent({ keepAlive: true });
  // Idle connections stay: one that is closed while the gateway writes to it would be a fault that nobody asked for.
  readonly #server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => this.#take(request, response));
  #behaviour: Behaviour = 'healthy';
  #calls = 0;
  #failures = 0;
  #floodBytes = 0;

  /** @param target GraphQL endpoint of the agency. */
  constructor(target: URL) {
    this.#target = target;
  }

  /** Requests taken until now. */
  get calls(): number {
    return this.#calls;
  }

  /** Of a flood (`huge`), handed to the system until now. */
  get floodBytes(): number {
    return this.#floodBytes;
  }

  /** For requests that come from now on. */
  behave(behaviour: Behaviour): void {
    this.#behaviour = behaviour;
  }

  /** @param port 0 takes a free one. @returns the endpoint to give to the gateway. */
  async listen(port = 0): Promise<string> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.#target.pathname}`;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    this.#calls += 1;
    switch (this.#behaviour) {
      case 'healthy':
        return this.#passOn(request, response);
      case 'slow':
        return this.#answerLate(request, response);
      case 'someErrors':
        return this.#failBySecond(request, response);
      case 'errors':
        return answerAtOnce(request, response, 500, JSON_TYPE, '{"errors":[{"message":"a fault was asked for"}]}');
      case 'html':
        return answerAtOnce(request, response, 200, { 'content-type': 'text/html' }, '<html><body>Scheduled maintenance</body></html>');
      case 'half':
        return this.#askWhole(request, response, (body) => {
          response.write(body.subarray(0, body.length >> 1));
        });
      case 'huge':
        return this.#flood(request, response);
      case 'gzipBomb':
        request.resume();
        response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
        return void pipeline(Readable.from(bomb()), response, ignore);
      case 'silence':
        return void request.resume();
      case 'reset':
        // Not before the whole request is there: an RST while it is being written may be taken for a refused connection.
        return void request.resume().once('end', () => request.socket.resetAndDestroy());
      case 'drip':
        return this.#askWhole(request, response, (body) => drip(body, response));
    }
  }

  #passOn(request: IncomingMessage, response: ServerResponse): void {
    this.#ask(request, response, (answer) => {
      startAsTold(answer, response);
      pipeline(answer, response, ignore);
    });
  }

  /** Puts the request to the agency as it came. Who asked and left takes the agency's work along. */
  #ask(request: IncomingMessage, response: ServerResponse, onAnswer: (answer: IncomingMessage) => void): void {
    const { hostname, port } = this.#target;
    const asked = send({ agent: this.#agent, host: hostname, port, method: request.method, path: request.url, headers: request.rawHeaders }, onAnswer);
    // Where the agency breaks off, so does its place on this side.
    asked.once('error', () => response.socket?.resetAndDestroy());
    response.once('close', () => asked.destroy());
    pipeline(request, asked, ignore);
  }

  /** The same, with the answer's head sent on and its body at hand. */
  #askWhole(request: IncomingMessage, response: ServerResponse, onBody: (body: Buffer) => void): void {
    const takeWhole = async (answer: IncomingMessage) => {
      const body = await buffer(answer);
      startAsTold(answer, response);
      onBody(body);
    };
    this.#ask(request, response, (answer) => void takeWhole(answer).catch(ignore));
  }

  #answerLate(request: IncomingMessage, response: ServerResponse): void {
    const startedAt = performance.now();
    const answerLate = async (answer: IncomingMessage) => {
      const body = await buffer(answer);
      const late = setTimeout(() => {
        startAsTold(answer, response);
        response.end(body);
      }, (SLOW_TIMES - 1) * (performance.now() - startedAt));
      response.once('close', () => clearTimeout(late));
    };
    this.#ask(request, response, (answer) => void answerLate(answer).catch(ignore));
  }

  #failBySecond(request: IncomingMessage, response: ServerResponse): void {
    this.#failures += 1;
    switch (this.#failures % 4) {
      case 1:
        return answerAtOnce(request, response, 503, JSON_TYPE, '{"errors":[{"message":"a fault was asked for"}]}');
      case 3:
        return answerAtOnce(request, response, 200, JSON_TYPE, '{"data":null,"errors":[{"message":"a fault was asked for","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}');
      default:
        return this.#passOn(request, response);
    }
  }

  #flood(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    response.writeHead(200, JSON_TYPE);
    const count = (bytes: number) => (this.#floodBytes += bytes);
    pipeline(Readable.from(gibibyte(count)), response, ignore);
  }
}

/** Of one connection alone: node writes those of this side. */
const OF_A_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding']);

function startAsTold({ statusCode = 502, rawHeaders }: IncomingMessage, response: ServerResponse): void {
  const kept = rawHeaders.flatMap((name, index) => (index % 2 === 1 || OF_A_CONNECTION.has(name.toLowerCase()) ? [] : [name, rawHeaders[index + 1] ?? '']));
  response.writeHead(statusCode, kept);
}

function answerAtOnce(request: IncomingMessage, response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  request.resume();
  response.writeHead(status, headers).end(body);
}

function* gibibyte(count: (bytes: number) => void): Iterable<Buffer> {
  const beginning = Buffer.from('{"data":"');
  yield beginning;
  const piece = Buffer.alloc(PIECE_BYTES, 'x');
  for (let sent = beginning.length; sent < GIBIBYTE; sent += piece.length) {
    count(piece.length);
    yield piece;
  }
}

const BOMB_MEMBER = gzipSync(Buffer.alloc(BOMB_MEMBER_BYTES, 'x'));

function* bomb(): Iterable<Buffer> {
  for (let sent = 0; sent < GIBIBYTE; sent += BOMB_MEMBER_BYTES) yield BOMB_MEMBER;
}

function drip(body: Buffer, response: ServerResponse): void {
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, (at += 1)));
    if (at >= body.length) response.end();
  }, DRIP_MS);
  response.once('close', () => clearInterval(timer));
}

/** The other side left, or the agency broke off: that is what faults are like. */
function ignore(): void {}
