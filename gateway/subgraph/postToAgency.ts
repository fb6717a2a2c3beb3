// One HTTP attempt at an agency: send the body, read the answer, never wait longer than told and never
// hold more than allowed. Says what happened and judges nothing; giving up aborts the request on the wire.
// Follows no redirect, and takes no compressed answer: what a few bytes would unfold to has no bound.
//
// Written against undici's `dispatch`, its lowest seam: the answer arrives in chunks and nothing stands
// between them and us. `request` would make a stream and an abort signal for each call, which together cost
// more than all the rest of the attempt (bench/micro/agencyCall.ts).

import { isAscii } from 'node:buffer';
import type { Dispatcher } from 'undici';
import { connectionFaultOf, type ConnectionFault } from './connectionFaultOf.js';

export interface HttpAttempt {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Longest time from now until the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /**
   * Called once, when nothing of the attempt is under way any more. That can be after the reply: a request that was given
   * up while it waited for its connection goes when the connection comes about, or does not.
   */
  readonly onEnded?: (() => void) | undefined;
}

/** Header fields as they came; undefined for one that did not, or came twice. */
export interface CachingHeaders {
  readonly cacheControl: string | undefined;
  readonly date: string | undefined;
  readonly age: string | undefined;
}

export interface ReceivedReply {
  readonly kind: 'received';
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** What it says of its own age and of how long it may be kept. */
  readonly caching: CachingHeaders;
  readonly body: string;
  /** Of the body. */
  readonly isAscii: boolean;
}

export type HttpReply =
  | ReceivedReply
  | { readonly kind: 'timedOut' }
  /** Nobody waits for the answer any more. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'tooLarge' }
  /** Compressed, although nobody offered to take it so. */
  | { readonly kind: 'encoded' }
  /** There was no whole answer. `reason`, the code of the error, is for the log. */
  | { readonly kind: 'unreachable'; readonly fault: ConnectionFault; readonly reason: string };

/** An attempt under way. */
export interface PendingReply {
  /** Never rejects. */
  readonly reply: Promise<HttpReply>;
  /** Gives up; without effect once there is a reply. */
  abandon(): void;
}

export function postToAgency(dispatcher: Dispatcher, { path, headers, body, timeoutMs, maxResponseBytes, onEnded }: HttpAttempt): PendingReply {
  const answer = new Answer(timeoutMs, maxResponseBytes, onEnded);
  dispatcher.dispatch({ path, method: 'POST', headers, body }, answer);
  return answer;
}

/** Most replies say nothing: then the other two are not looked at. */
const NO_CACHING: CachingHeaders = { cacheControl: undefined, date: undefined, age: undefined };

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** What undici tells of one request, put together to a reply. */
class Answer implements Dispatcher.DispatchHandler, PendingReply {
  readonly reply: Promise<HttpReply>;
  readonly #maxBytes: number;
  readonly #onEnded: (() => void) | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #resolve: (reply: HttpReply) => void = () => undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #isSettled = false;
  #sizeBytes = 0;
  #status = 0;
  #retryAfter: string | undefined;
  #caching: CachingHeaders = NO_CACHING;

  constructor(timeoutMs: number, maxBytes: number, onEnded: (() => void) | undefined) {
    this.#maxBytes = maxBytes;
    this.#onEnded = onEnded;
    this.reply = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#timer = setTimeout(() => this.#giveUp({ kind: 'timedOut' }), timeoutMs);
  }

  abandon(): void {
    this.#giveUp({ kind: 'abandoned' });
  }

  /** A request can wait for its connection: what was given up meanwhile is not sent. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isSettled) controller.abort(new GivenUp());
  }

  /** Comes for each interim response (1xx) too; the last one is the answer's. */
  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    this.#status = status;
    const retryAfter = headers['retry-after'];
    this.#retryAfter = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter;
    const cacheControl = headers['cache-control'];
    if (cacheControl !== undefined) this.#caching = { cacheControl: String(cacheControl), date: single(headers['date']), age: single(headers['age']) };
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') this.#giveUp({ kind: 'encoded' });
    // Whoever announces too much need not send it.
    else if (Number(headers['content-length']) > this.#maxBytes) this.#giveUp({ kind: 'tooLarge' });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes > this.#maxBytes) this.#giveUp({ kind: 'tooLarge' });
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#onEnded?.();
    if (this.#isSettled) return;
    const [first, ...others] = this.#chunks;
    const bytes = first === undefined || others.length > 0 ? Buffer.concat(this.#chunks, this.#sizeBytes) : first;
    const ascii = isAscii(bytes);
    // latin1 takes bytes as they are.
    this.#settle({ kind: 'received', status: this.#status, retryAfter: this.#retryAfter, caching: this.#caching, body: bytes.toString(ascii ? 'latin1' : 'utf8'), isAscii: ascii });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#onEnded?.();
    if (this.#isSettled) return;
    const reason = reasonOf(error);
    this.#settle({ kind: 'unreachable', fault: connectionFaultOf(reason), reason });
  }

  #giveUp(reply: HttpReply): void {
    if (this.#isSettled) return;
    this.#settle(reply);
    this.#controller?.abort(new GivenUp());
  }

  #settle(reply: HttpReply): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#resolve(reply);
  }
}

/** Why undici is told to stop; nobody hears of it. */
class GivenUp extends Error {
  constructor() {
    super('given up');
    this.name = 'GivenUp';
  }
}

function reasonOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
