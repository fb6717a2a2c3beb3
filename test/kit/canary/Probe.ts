// A request by which something is tried, down to its bytes, and what came back.

import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface HttpProbe {
  readonly what: string;
  readonly method?: string;
  /** With the query. Default: /graphql. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The status that shows that it went the way it is meant to go. */
  readonly status: number;
}

/** What is no HTTP, or not all of it: written as it stands, and then the connection is closed. */
export interface RawProbe {
  readonly what: string;
  readonly raw: string;
}

export type Probe = HttpProbe | RawProbe;

export interface ProbeAnswer {
  /** Undefined where none came. */
  readonly status: number | undefined;
  readonly body: string;
}

/** Resolves when the connection is closed. */
export function sendProbe(url: string, probe: Probe): Promise<ProbeAnswer> {
  return 'raw' in probe ? sendRaw(new URL(url), probe.raw) : sendHttp(new URL(url), probe);
}

function sendHttp({ hostname, port }: URL, { method = 'POST', path = '/graphql', headers = {}, body }: HttpProbe): Promise<ProbeAnswer> {
  const all = { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path, headers: all, agent: false }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode, body: answer }), reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}

function sendRaw({ hostname, port }: URL, raw: string): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    // A reset is an answer too.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]) || undefined, body: answer }));
    socket.end(raw);
  });
}
