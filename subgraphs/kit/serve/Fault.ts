// A fault that a developer or a test switches on to see isolation at work: latency, errors, silence.
// Development only: in production the door to it does not exist.

import { setTimeout as sleep } from 'node:timers/promises';
import { Type, type Static } from 'typebox';
import { readInput } from '../errors/readInput.js';

export const FaultSettings = Type.Object(
  {
    /** Milliseconds each answer waits. Default 0. */
    latencyMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 600_000 })),
    /** Share of requests that fail with HTTP 500, 0 to 1. Default 0. */
    errorRate: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** True: requests are taken and never answered, until the fault is cleared or the caller goes. Default false. */
    hang: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export type FaultSettings = Static<typeof FaultSettings>;

/** `gone`: the caller has left, or its time has passed; nobody reads an answer any more. */
export type FaultOutcome = 'pass' | 'fail' | 'gone';

export class Fault {
  #settings: FaultSettings = {};
  /** Aborted when the settings change: whoever waits under the old ones goes on. */
  #changed = new AbortController();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  get settings(): FaultSettings {
    return this.#settings;
  }

  /**
   * Replaces the settings; `{}`, or nothing, clears the fault.
   * @throws GraphQLError BAD_USER_INPUT that names the field and what was expected.
   */
  set(input: unknown): void {
    this.#settings = readInput('fault', FaultSettings, input ?? {});
    this.#changed.abort();
    this.#changed = new AbortController();
  }

  /** Lets a request through, fails it, or holds it; `gone` when the caller left meanwhile. */
  async apply(signal: AbortSignal): Promise<FaultOutcome> {
    const { latencyMs = 0, errorRate = 0, hang = false } = this.#settings;
    const over = AbortSignal.any([signal, this.#changed.signal]);
    if (hang) await untilAborted(over);
    else if (latencyMs > 0) await sleep(latencyMs, undefined, { signal: over }).catch(() => undefined);
    if (signal.aborted) return 'gone';
    return this.#random() < errorRate ? 'fail' : 'pass';
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
