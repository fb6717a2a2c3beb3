// An access token as text becomes a header and claims, before any signature is looked at: what is said here is only
// claimed. It decides which issuer's keys are asked for, so it is read as narrowly as possible: JWS compact
// serialisation (RFC 7515 §7.1), JSON objects in UTF-8, no member twice, no header that leads to a key.

import { isRecord, ownValue } from '../../util/isRecord.js';
import { hasDuplicateMembers } from './hasDuplicateMembers.js';
import type { RefusalReason } from './RefusalReason.js';

export interface ClaimedToken {
  readonly kind: 'claimed';
  readonly algorithm: string;
  readonly keyId: string;
  readonly issuer: string;
}

export interface UnreadableToken {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
}

/**
 * Addresses of keys (RFC 7515 §4.1.2, §4.1.5) would have us fetch what the token's maker likes; extensions that must be
 * understood (§4.1.11) are none that we know. A key within the token (`jwk`, `x5c`) is not looked at: keys come from
 * the issuer's key set alone.
 */
const REFUSED_PARAMETERS = ['jku', 'x5u', 'crit'] as const;

/** JWS compact serialisation: three parts in base64url without padding; an unsigned token has an empty third part. */
const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/;

export function readToken(token: string): ClaimedToken | UnreadableToken {
  const [, headerPart = '', claimsPart = ''] = COMPACT.exec(token) ?? [];
  const header = readObject(headerPart);
  const claims = readObject(claimsPart);
  if (header === undefined || claims === undefined) return refused('not a signed token');
  if (header === 'duplicate' || claims === 'duplicate') return refused('duplicate member');
  if (REFUSED_PARAMETERS.some((name) => Object.hasOwn(header, name))) return refused('header parameter not allowed');
  const algorithm = ownValue(header, 'alg');
  if (typeof algorithm !== 'string') return refused('not a signed token');
  const keyId = ownValue(header, 'kid');
  if (typeof keyId !== 'string' || keyId === '') return refused('no key id');
  const issuer = ownValue(claims, 'iss');
  if (typeof issuer !== 'string') return refused('unknown issuer');
  return { kind: 'claimed', algorithm, keyId, issuer };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined for what is no JSON object in UTF-8. */
function readObject(part: string): Record<string, unknown> | 'duplicate' | undefined {
  try {
    const json = UTF8.decode(Buffer.from(part, 'base64url'));
    const value: unknown = JSON.parse(json);
    if (!isRecord(value)) return undefined;
    return hasDuplicateMembers(json) ? 'duplicate' : value;
  } catch {
    return undefined;
  }
}

function refused(reason: RefusalReason): UnreadableToken {
  return { kind: 'refused', reason };
}
