// The field Content-Digest (RFC 9530 §2): SHA-256 of the body's bytes as they are sent.

import { hash, timingSafeEqual } from 'node:crypto';
import { parseDictionary } from 'structured-headers';

const ALGORITHM = 'sha-256';

/** @param body a text is taken as UTF-8. */
export function writeContentDigest(body: string | Uint8Array): string {
  return `${ALGORITHM}=:${hash('sha256', body, 'base64')}:`;
}

/** True where the field holds the SHA-256 of the body. Digests of other algorithms beside it are not looked at. */
export function isContentDigestOf(field: string, body: Uint8Array): boolean {
  let told: unknown;
  try {
    told = parseDictionary(field).get(ALGORITHM)?.[0];
  } catch {
    return false;
  }
  if (!(told instanceof ArrayBuffer)) return false;
  const digest = hash('sha256', body, 'buffer');
  return told.byteLength === digest.length && timingSafeEqual(new Uint8Array(told), digest);
}
