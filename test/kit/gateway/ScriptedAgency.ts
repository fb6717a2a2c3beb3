// An agency without a network: the test sees each attempt as it is dispatched, and says what comes of it and when.

import type { Dispatcher } from 'undici';

export interface ScriptedAttempt {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** True once the gateway has given it up, and the connection would be closed. */
  isAborted: boolean;
  /** Its connection has come about. Comes by itself with all that follows. */
  start(): void;
  answer(body: string, status?: number, headers?: Record<string, string>): void;
  /** @param code as node or undici would give it. */
  fail(code: string): void;
}

export class ScriptedAgency {
  readonly attempts: ScriptedAttempt[] = [];
  readonly dispatcher = {
    dispatch: (options: { headers: Record<string, string>; body: string }, handler: Dispatcher.DispatchHandler) => this.#take(options, handler),
  } as unknown as Dispatcher;

  /** Attempts that have neither been answered nor failed nor been given up. */
  get openCount(): number {
    return this.#open.size;
  }

  readonly #open = new Set<ScriptedAttempt>();

  #take({ headers, body }: { headers: Record<string, string>; body: string }, handler: Dispatcher.DispatchHandler): boolean {
    let isStarted = false;
    const end = (error?: Error) => {
      this.#open.delete(attempt);
      if (error === undefined) handler.onResponseEnd?.(controller, {});
      else handler.onResponseError?.(controller, error);
    };
    // As undici does: the handler hears of its own abort at once.
    const controller = {
      abort: (reason: Error) => {
        attempt.isAborted = true;
        end(reason);
      },
    } as unknown as Dispatcher.DispatchController;
    const attempt: ScriptedAttempt = {
      headers,
      body,
      isAborted: false,
      start: () => {
        if (isStarted) return;
        isStarted = true;
        handler.onRequestStart?.(controller, undefined);
      },
      answer: (text, status = 200, answerHeaders = {}) => {
        attempt.start();
        handler.onResponseStart?.(controller, status, answerHeaders);
        handler.onResponseData?.(controller, Buffer.from(text));
        if (!attempt.isAborted) end();
      },
      fail: (code) => end(Object.assign(new Error('scripted'), { code })),
    };
    this.#open.add(attempt);
    this.attempts.push(attempt);
    return true;
  }
}
