// The keys by which an agency knows the gateway: a JWK Set (RFC 7517 §5). Several are valid at a time, so that
// the gateway can change to a new one while the old one is still in use.
//
//   { "keys": [ { "kty": "OKP", "crv": "Ed25519", "kid": "gateway-2026-11", "x": "…" } ] }

import { createPublicKey, createSecretKey, type JsonWebKey } from 'node:crypto';
import type { CallKey } from './CallKey.js';

export type TrustedKeysReading =
  | { readonly kind: 'read'; readonly keys: ReadonlyMap<string, CallKey> }
  /** `problem` is one line for an operator; it quotes no key. */
  | { readonly kind: 'unusable'; readonly problem: string };

/** RFC 2104 §3: a shorter secret is weaker than the hash. */
const MINIMUM_SECRET_BYTES = 32;

/** Names a key in signatures and logs. */
const KEY_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** All or nothing: a set with one key that cannot be used is no set. */
export function readTrustedKeys(text: string): TrustedKeysReading {
  const members = membersOf(text);
  if (members === undefined) return unusable('it is no JWK Set: an object with a list "keys"');
  if (members.length === 0) return unusable('it holds no key');
  const keys = new Map<string, CallKey>();
  for (const [index, member] of members.entries()) {
    const key = readKey(member);
    if (typeof key === 'string') return unusable(`key ${index + 1}: ${key}`);
    if (keys.has(key.id)) return unusable(`key ${index + 1}: the kid "${key.id}" stands there twice`);
    keys.set(key.id, key);
  }
  return { kind: 'read', keys };
}

/** True for what may name a key. */
export function isKeyId(text: unknown): text is string {
  return typeof text === 'string' && KEY_ID.test(text);
}

function membersOf(text: string): unknown[] | undefined {
  try {
    const set: unknown = JSON.parse(text);
    const keys = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : undefined;
    return Array.isArray(keys) ? keys : undefined;
  } catch {
    return undefined;
  }
}

/** @returns the key, or what is wrong with it. */
function readKey(member: unknown): CallKey | string {
  if (typeof member !== 'object' || member === null) return 'it is no object';
  const jwk = member as JsonWebKey & { kid?: unknown; use?: unknown };
  if (!isKeyId(jwk.kid)) return 'its kid is not 1 to 128 characters of A-Z a-z 0-9 . _ : -';
  if (jwk.use !== undefined && jwk.use !== 'sig') return 'its use is not "sig"';
  if (jwk.kty === 'OKP') return readPublicKey(jwk, jwk.kid);
  if (jwk.kty === 'oct') return readSecret(jwk, jwk.kid);
  return 'its kty is neither OKP (ed25519) nor oct (hmac-sha256)';
}

function readPublicKey(jwk: JsonWebKey, id: string): CallKey | string {
  if (jwk.crv !== 'Ed25519') return 'its crv is not Ed25519';
  if (jwk.d !== undefined) return 'it is a private key, which belongs to the gateway alone';
  // EdDSA is the older name (RFC 8037), Ed25519 the newer (RFC 9864).
  if (jwk['alg'] !== undefined && jwk['alg'] !== 'EdDSA' && jwk['alg'] !== 'Ed25519') return 'its alg is neither EdDSA nor Ed25519';
  try {
    return { id, algorithm: 'ed25519', key: createPublicKey({ key: jwk, format: 'jwk' }) };
  } catch {
    return 'its x is no Ed25519 public key';
  }
}

function readSecret({ k, ['alg']: alg }: JsonWebKey, id: string): CallKey | string {
  if (alg !== undefined && alg !== 'HS256') return 'its alg is not HS256';
  const secret = Buffer.from(typeof k === 'string' ? k : '', 'base64url');
  if (secret.length < MINIMUM_SECRET_BYTES) return `its secret is shorter than ${MINIMUM_SECRET_BYTES} bytes`;
  return { id, algorithm: 'hmac-sha256', key: createSecretKey(secret) };
}

function unusable(problem: string): TrustedKeysReading {
  return { kind: 'unusable', problem };
}
