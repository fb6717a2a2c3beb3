// A key of the agreement, and what is done with it. The algorithm belongs to the key and is never taken from a
// request: else somebody could sign with hmac-sha256 and the bytes of a public key that everybody knows.

import { createHmac, sign, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from './agreement.js';

export interface CallKey {
  /** The parameter `keyid`. */
  readonly id: string;
  readonly algorithm: SignatureAlgorithm;
  /** `ed25519`: the private key where it signs, the public one where it checks. `hmac-sha256`: the secret that both sides have. */
  readonly key: KeyObject;
}

/** RFC 9421 §3.3.6 and §3.3.3. */
export function makeSignature({ algorithm, key }: CallKey, signatureBase: string): Buffer {
  switch (algorithm) {
    case 'ed25519':
      return sign(null, Buffer.from(signatureBase, 'latin1'), key);
    case 'hmac-sha256':
      return createHmac('sha256', key).update(signatureBase, 'latin1').digest();
  }
}

/** False for anything that `makeSignature` with this key would not have made. */
export function isSignatureOf({ algorithm, key }: CallKey, signatureBase: string, signature: Uint8Array): boolean {
  switch (algorithm) {
    case 'ed25519':
      return verify(null, Buffer.from(signatureBase, 'latin1'), key, signature);
    case 'hmac-sha256': {
      const wanted = createHmac('sha256', key).update(signatureBase, 'latin1').digest();
      return wanted.length === signature.length && timingSafeEqual(wanted, signature);
    }
  }
}
