// One attempt to get an issuer's keys: a JSON Web Key Set (RFC 7517 §5) from the configured address and from nowhere
// else. A redirect is not followed, and no more is read than a key set can need.

import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { request, type Dispatcher } from 'undici';
import { isRecord, ownValue } from '../../util/isRecord.js';

export interface KeySet {
  /** As it was fetched: two sets of the same text are the same set. */
  readonly text: string;
  /** Of the keys that may verify a signature. */
  readonly keyIds: ReadonlySet<string>;
  /** As jose takes it. */
  readonly getKey: JWTVerifyGetKey;
}

export type FetchedKeySet =
  | { readonly kind: 'fetched'; readonly keys: KeySet }
  /** `reason` is for the log: fixed words, an HTTP status, or the code of a network error. */
  | { readonly kind: 'failed'; readonly reason: string };

/** A key of RSA 4096 has 800 bytes; issuers publish two to ten. */
export const MAX_KEY_SET_BYTES = 262_144;

/** Kinds of public keys. `oct` is a shared secret: whoever can read it could sign with it. */
const PUBLIC_KEY_TYPES: ReadonlySet<unknown> = new Set(['RSA', 'EC', 'OKP']);

/** Never rejects. @param dispatcher with the limit of the answer's size set. */
export async function fetchKeySet(url: string, dispatcher: Dispatcher, timeoutMs: number): Promise<FetchedKeySet> {
  let text: string;
  try {
    const { statusCode, body } = await request(url, {
      dispatcher,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/jwk-set+json, application/json' },
    });
    text = await body.text();
    if (statusCode !== 200) return { kind: 'failed', reason: `HTTP ${statusCode}` };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
  return readKeySet(text);
}

function readKeySet(text: string): FetchedKeySet {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'failed', reason: 'not JSON' };
  }
  const listed = isRecord(value) ? ownValue(value, 'keys') : undefined;
  if (!Array.isArray(listed)) return { kind: 'failed', reason: 'not a key set' };
  const keys = listed.filter(isSigningKey);
  if (keys.length === 0) return { kind: 'failed', reason: 'a key set without a key for signatures' };
  const keyIds = new Set(keys.map(({ kid }) => kid));
  return { kind: 'fetched', keys: { text, keyIds, getKey: createLocalJWKSet({ keys }) } };
}

interface SigningKey extends Record<string, unknown> {
  readonly kid: string;
}

/** What is not known is passed over (RFC 7517 §5): an issuer may publish keys for other uses beside. */
function isSigningKey(key: unknown): key is SigningKey {
  if (!isRecord(key)) return false;
  const use = ownValue(key, 'use');
  return PUBLIC_KEY_TYPES.has(ownValue(key, 'kty')) && typeof ownValue(key, 'kid') === 'string' && (use === undefined || use === 'sig');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unreachable';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
