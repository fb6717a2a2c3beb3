// A key that the gateway signs with, from its text in one of two forms: a JWK (RFC 7517) that names itself by its
// `kid`, or a private key in PEM (PKCS #8, RFC 5958) whose id has to be told.

import { createPrivateKey, createSecretKey } from 'node:crypto';
import type { CallKey } from '../../../schema/contract/signature/CallKey.js';
import { isKeyId } from '../../../schema/contract/signature/readTrustedKeys.js';
import { isRecord } from '../../util/isRecord.js';

export type SigningKeyReading =
  | { readonly kind: 'read'; readonly key: CallKey }
  /** `problem` is one line for an operator; it quotes nothing of the key. */
  | { readonly kind: 'unusable'; readonly problem: string };

/** RFC 2104 §3, as the agencies demand. */
const MINIMUM_SECRET_BYTES = 32;

/** @param keyId must be told for PEM, and goes over the `kid` of a JWK. */
export function readSigningKey(text: string, keyId: string | undefined): SigningKeyReading {
  return text.trimStart().startsWith('{') ? readJwk(text, keyId) : readPem(text, keyId);
}

function readPem(text: string, keyId: string | undefined): SigningKeyReading {
  if (keyId === undefined) return unusable('a key in PEM has no name of its own: set signing.keyId or SIGNING_KEY_ID');
  if (!isKeyId(keyId)) return unusable('its key id is not 1 to 128 characters of A-Z a-z 0-9 . _ : -');
  return readPrivateKey(keyId, () => createPrivateKey(text));
}

function readJwk(text: string, keyId: string | undefined): SigningKeyReading {
  const jwk = parse(text);
  if (!isRecord(jwk)) return unusable('it is neither PEM nor a JWK');
  const id = keyId ?? jwk['kid'];
  if (!isKeyId(id)) return unusable('its kid is not 1 to 128 characters of A-Z a-z 0-9 . _ : -');
  if (jwk['kty'] !== 'oct') return readPrivateKey(id, () => createPrivateKey({ key: jwk, format: 'jwk' }));
  const secret = Buffer.from(typeof jwk['k'] === 'string' ? jwk['k'] : '', 'base64url');
  if (secret.length < MINIMUM_SECRET_BYTES) return unusable(`its secret is shorter than ${MINIMUM_SECRET_BYTES} bytes`);
  return { kind: 'read', key: { id, algorithm: 'hmac-sha256', key: createSecretKey(secret) } };
}

function readPrivateKey(id: string, read: () => ReturnType<typeof createPrivateKey>): SigningKeyReading {
  try {
    const key = read();
    if (key.asymmetricKeyType !== 'ed25519') return unusable(`it is a key for ${key.asymmetricKeyType}, not for Ed25519`);
    return { kind: 'read', key: { id, algorithm: 'ed25519', key } };
  } catch {
    // What node says of it may quote the text.
    return unusable('it holds no private key that can be read without a password');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unusable(problem: string): SigningKeyReading {
  return { kind: 'unusable', problem };
}
