// Verifies access tokens (JWT profile for OAuth 2.0 access tokens, RFC 9068 §4) of the configured issuers. What was
// verified is remembered by the digest of the token until the token expires or its issuer's keys change, so that a
// signature is checked once and no token is kept.

import { hash } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import type { Caller } from '../../../schema/contract/Caller.js';
import { StartUpError } from '../../errors/StartUpError.js';
import type { Clock } from '../../util/Clock.js';
import { LruCache } from '../../util/LruCache.js';
import type { KeySet } from './fetchKeySet.js';
import { DEVELOPMENT_KEYS, IssuerKeys, type IssuerKeysEvent } from './IssuerKeys.js';
import { readCaller, type ClaimNames } from './readCaller.js';
import { readToken } from './readToken.js';
import type { RefusalReason } from './RefusalReason.js';
import type { TokenVerifier, Verification } from './TokenVerifier.js';

/** One issuer, as configuration describes it (docs/configuration.md). */
export interface IssuerSettings {
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly clockToleranceMs: number;
  readonly jwksMaxAgeMs: number;
  readonly jwksMaxStaleMs: number;
  readonly claims: ClaimNames;
}

export interface TokenVerifierOptions {
  readonly issuers: readonly IssuerSettings[];
  /** Tokens remembered at once. */
  readonly maxVerifiedTokens: number;
  readonly refuseDevelopmentKeys: boolean;
  /** For the age of keys. */
  readonly clock: Clock;
  /** For what the issuer says in its own time: when a token begins and ends. */
  readonly wallClock: Clock;
  readonly onKeysEvent?: (event: IssuerKeysEvent) => void;
}

/** Only an access token is one: an ID token of the same issuer, for the same audience, says something else (RFC 9068 §2.1). */
const TOKEN_TYPE = 'at+jwt';

interface Issuer {
  readonly settings: IssuerSettings;
  readonly keys: IssuerKeys;
}

interface Verified {
  readonly caller: Caller;
  readonly issuer: Issuer;
  /** The keys that it was verified with. */
  readonly keys: KeySet;
  /** On the wall clock, tolerance included. */
  readonly endsAtMs: number;
}

export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { clock, wallClock, refuseDevelopmentKeys, onKeysEvent } = options;
  const issuers = new Map(
    options.issuers.map((settings): [string, Issuer] => {
      const { issuer, jwksUrl, jwksMaxAgeMs: maxAgeMs, jwksMaxStaleMs: maxStaleMs } = settings;
      const events = onKeysEvent === undefined ? {} : { onEvent: onKeysEvent };
      return [issuer, { settings, keys: new IssuerKeys({ issuer, jwksUrl, maxAgeMs, maxStaleMs, refuseDevelopmentKeys, clock, ...events }) }];
    }),
  );
  const remembered = new LruCache<Verified>(options.maxVerifiedTokens);

  async function verify(token: string): Promise<Verification> {
    const digest = hash('sha256', token, 'base64url');
    const known = remembered.get(digest);
    if (known !== undefined && isStillGood(known, wallClock.nowMs())) return { kind: 'verified', caller: known.caller };
    const claimed = readToken(token);
    if (claimed.kind === 'refused') return claimed;
    const issuer = issuers.get(claimed.issuer);
    if (issuer === undefined) return refused('unknown issuer');
    if (!issuer.settings.algorithms.includes(claimed.algorithm)) return refused('algorithm not allowed');
    const keys = await issuer.keys.holding(claimed.keyId);
    if (keys === undefined) return refused('keys of the issuer not available');
    if (!keys.keyIds.has(claimed.keyId)) return refused('unknown key');
    const verified = await verifyWith(keys, issuer, token, wallClock);
    if ('reason' in verified) return refused(verified.reason);
    remembered.set(digest, verified, 1);
    return { kind: 'verified', caller: verified.caller };
  }

  return {
    verify,
    async begin() {
      await Promise.all([...issuers.values()].map(({ keys }) => keys.refresh()));
      const wrong = [...issuers.values()].find(({ keys }) => keys.lastFailure === DEVELOPMENT_KEYS);
      if (wrong !== undefined) {
        throw new StartUpError(`identity: the issuer ${wrong.settings.issuer} offers keys of a development issuer, which are refused in production`);
      }
    },
    async close() {
      await Promise.all([...issuers.values()].map(({ keys }) => keys.close()));
    },
  };
}

/** Also asks for fresh keys where they are due: else a token that is sent again and again would never lead to it. */
function isStillGood({ issuer, keys, endsAtMs }: Verified, nowMs: number): boolean {
  return issuer.keys.current() === keys && nowMs < endsAtMs;
}

async function verifyWith(
  keys: KeySet,
  issuer: Issuer,
  token: string,
  wallClock: Clock,
): Promise<Verified | { readonly reason: RefusalReason }> {
  const { settings } = issuer;
  try {
    const { payload } = await jwtVerify(token, keys.getKey, {
      issuer: settings.issuer,
      audience: settings.audience,
      algorithms: [...settings.algorithms],
      typ: TOKEN_TYPE,
      requiredClaims: ['sub', 'iat', 'exp'],
      clockTolerance: settings.clockToleranceMs / 1000,
      currentDate: new Date(wallClock.nowMs()),
    });
    const caller = readCaller(payload, settings.claims);
    if (caller === undefined || payload.exp === undefined) return { reason: 'a claim is missing or of the wrong form' };
    return { caller, issuer, keys, endsAtMs: payload.exp * 1000 + settings.clockToleranceMs };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    switch (`${error.claim} ${error.reason}`) {
      case 'aud check_failed':
        return 'wrong audience';
      case 'nbf check_failed':
        return 'not yet valid';
      case 'typ check_failed':
        return 'wrong type';
      default:
        return 'a claim is missing or of the wrong form';
    }
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad signature';
  // A key of that id which is not made for the algorithm of the token.
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) return 'unknown key';
  return 'not a signed token';
}

function refused(reason: RefusalReason): Verification {
  return { kind: 'refused', reason };
}
