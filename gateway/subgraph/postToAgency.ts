// One HTTP attempt at an agency: send the body, read the answer, never wait longer than told and never
// hold more than allowed. Says what happened and judges nothing; giving up aborts the request on the wire.

import type { Dispatcher } from 'undici';

export interface HttpAttempt {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Longest time from now until the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export type HttpReply =
  | { readonly kind: 'received'; readonly status: number; readonly retryAfter: string | undefined; readonly body: string }
  | { readonly kind: 'timedOut' }
  /** `signal` was aborted. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'tooLarge' }
  /** Refused, reset, unresolvable, or not HTTP. `reason` is for the log. */
  | { readonly kind: 'unreachable'; readonly reason: string };

export async function postToAgency(dispatcher: Dispatcher, attempt: HttpAttempt): Promise<HttpReply> {
  if (attempt.signal.aborted) return { kind: 'abandoned' };
  const own = new AbortController();
  let gaveUp: 'timedOut' | 'abandoned' | 'tooLarge' | undefined;
  const giveUp = (reason: 'timedOut' | 'abandoned' | 'tooLarge') => {
    gaveUp ??= reason;
    own.abort();
  };
  const timer = setTimeout(() => giveUp('timedOut'), attempt.timeoutMs);
  const onAbandoned = () => giveUp('abandoned');
  attempt.signal.addEventListener('abort', onAbandoned, { once: true });
  try {
    const response = await dispatcher.request({
      path: attempt.path,
      method: 'POST',
      headers: attempt.headers,
      body: attempt.body,
      signal: own.signal,
    });
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > attempt.maxResponseBytes) {
        giveUp('tooLarge');
        return { kind: 'tooLarge' };
      }
      chunks.push(chunk);
    }
    return {
      kind: 'received',
      status: response.statusCode,
      retryAfter: firstOf(response.headers['retry-after']),
      body: Buffer.concat(chunks).toString('utf8'),
    };
  } catch (error) {
    if (gaveUp !== undefined) return { kind: gaveUp };
    return { kind: 'unreachable', reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    attempt.signal.removeEventListener('abort', onAbandoned);
  }
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
