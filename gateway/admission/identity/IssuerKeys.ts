// The keys of one issuer, kept between fetches.
//
//   fetched ──▶ fresh ──maxAgeMs──▶ used, and fetched again behind the back of who waits ──maxStaleMs──▶ not used
//
// An issuer that is down costs nobody anything until its keys are too old to be trusted: somebody may have taken a
// key back meanwhile. A key id that is not among the keys leads to a fetch, since the issuer may have a new one, but
// never sooner than MIN_INTERVAL_MS after the last: tokens with made-up key ids must not become load on the issuer.
// jose has such a key set of its own (createRemoteJWKSet). It stops using keys as soon as they are old and cannot be
// fetched, reads the answer whatever its size, and asks the wall clock; so only its reading of a set is used here.
//
// Those intervals are also why no breaker stands here: with one attempt a second at most, a breaker would never see
// enough calls to open, and could only keep the gateway from a key set that is there again.

import { Agent } from 'undici';
import { DEVELOPMENT_KEY_PREFIX } from '../../../schema/contract/signature/agreement.js';
import type { Clock } from '../../util/Clock.js';
import { fetchKeySet, MAX_KEY_SET_BYTES, type KeySet } from './fetchKeySet.js';

export interface IssuerKeysOptions {
  /** For events. */
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly maxAgeMs: number;
  readonly maxStaleMs: number;
  /** True in production: a key set with a key of the development issuer is not used. */
  readonly refuseDevelopmentKeys: boolean;
  readonly clock: Clock;
  readonly onEvent?: (event: IssuerKeysEvent) => void;
}

/** For the log. The key ids of a set are public. */
export type IssuerKeysEvent =
  | { readonly kind: 'keysChanged'; readonly issuer: string; readonly keyIds: readonly string[] }
  | { readonly kind: 'keysNotFetched'; readonly issuer: string; readonly reason: string };

/** The reason of the event where `refuseDevelopmentKeys` applies. */
export const DEVELOPMENT_KEYS = 'keys of a development issuer';

/** Between two fetches, where there are keys to go on with. */
export const MIN_INTERVAL_MS = 5_000;

/** Where there are none, every token is refused until a fetch succeeds: an issuer that starts beside the gateway is found soon. */
export const MIN_INTERVAL_WITHOUT_KEYS_MS = 1_000;

/** Somebody may wait for it; a request has some two seconds. */
const FETCH_TIMEOUT_MS = 1_000;

export class IssuerKeys {
  readonly #options: IssuerKeysOptions;
  readonly #agent = new Agent({ maxResponseSize: MAX_KEY_SET_BYTES });
  #keys: KeySet | undefined;
  /** On the options' clock. */
  #fetchedAtMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #lastFailure: string | undefined;
  #underWay: Promise<void> | undefined;

  constructor(options: IssuerKeysOptions) {
    this.#options = options;
  }

  /** Why the last fetch failed; undefined where it did not. */
  get lastFailure(): string | undefined {
    return this.#lastFailure;
  }

  /** The keys that may be used now; undefined where there are none. Starts a fetch where they are no longer fresh. */
  current(): KeySet | undefined {
    const ageMs = this.#options.clock.nowMs() - this.#fetchedAtMs;
    if (ageMs >= this.#options.maxAgeMs) void this.refresh();
    return ageMs < this.#options.maxStaleMs ? this.#keys : undefined;
  }

  /** The keys to verify a signature by this key with: as they are where it is among them, else as they are after a fetch. */
  async holding(keyId: string): Promise<KeySet | undefined> {
    const keys = this.current();
    if (keys?.keyIds.has(keyId) === true) return keys;
    await this.refresh();
    return this.current();
  }

  /** Fetches the keys, or waits for the fetch that is under way; without effect too soon after the last. Never rejects. */
  async refresh(): Promise<void> {
    if (this.#underWay !== undefined) return this.#underWay;
    const nowMs = this.#options.clock.nowMs();
    const hasKeys = this.#keys !== undefined && nowMs - this.#fetchedAtMs < this.#options.maxStaleMs;
    if (nowMs - this.#triedAtMs < (hasKeys ? MIN_INTERVAL_MS : MIN_INTERVAL_WITHOUT_KEYS_MS)) return;
    this.#triedAtMs = nowMs;
    this.#underWay = this.#fetch().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #fetch(): Promise<void> {
    const { issuer, jwksUrl, refuseDevelopmentKeys, clock, onEvent } = this.#options;
    const fetched = await fetchKeySet(jwksUrl, this.#agent, FETCH_TIMEOUT_MS);
    if (fetched.kind === 'failed') return this.#fail(fetched.reason);
    const { keys } = fetched;
    if (refuseDevelopmentKeys && [...keys.keyIds].some((keyId) => keyId.startsWith(DEVELOPMENT_KEY_PREFIX))) {
      return this.#fail(DEVELOPMENT_KEYS);
    }
    this.#lastFailure = undefined;
    this.#fetchedAtMs = clock.nowMs();
    // The set stays the same object as long as it says the same: what was verified with it is still good.
    if (this.#keys?.text === keys.text) return;
    this.#keys = keys;
    onEvent?.({ kind: 'keysChanged', issuer, keyIds: [...keys.keyIds] });
  }

  #fail(reason: string): void {
    this.#lastFailure = reason;
    this.#options.onEvent?.({ kind: 'keysNotFetched', issuer: this.#options.issuer, reason });
  }
}
