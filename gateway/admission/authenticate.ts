// Who asks: an access token in the header `authorization` (RFC 6750 §2.1) becomes the caller of the exchange. Without
// the header the caller is anonymous, and what an anonymous caller may see is decided later. Every refusal looks
// alike from outside; why stands in the log, in fixed words.

import { ClientError } from '../errors/ClientError.js';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import type { AdmissionCheck } from './AdmissionCheck.js';
import type { RefusalReason } from './identity/RefusalReason.js';
import type { TokenVerifier } from './identity/TokenVerifier.js';

/** The scheme's name is read in any case (RFC 9110 §11.1); the token is a `b64token` (RFC 6750 §2.1). */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * A longer token is refused before anything is done with it. Real ones have 1 to 4 KB, and node refuses headers of
 * more than 16 KB together, so this bound is for doors that hand a token over in another way.
 */
export const MAX_TOKEN_BYTES = 16_384;

/** Room for the scheme's name and some blanks. */
const MAX_AUTHORIZATION_BYTES = MAX_TOKEN_BYTES + 32;

/** @param verifier undefined where no issuer is configured: every caller is anonymous then, whatever it sends. */
export function authenticate(verifier: TokenVerifier | undefined): AdmissionCheck {
  return async ({ authorizations }, exchange) => {
    const [authorization, ...others] = authorizations;
    if (verifier === undefined || authorization === undefined) return;
    if (others.length > 0) throw unauthenticated('more than one authorization header');
    if (authorization.length > MAX_AUTHORIZATION_BYTES) throw unauthenticated('too long');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated('not a bearer token');
    if (token.length > MAX_TOKEN_BYTES) throw unauthenticated('too long');
    const verification = await verifier.verify(token);
    if (verification.kind === 'refused') throw unauthenticated(verification.reason);
    exchange.admitCaller(verification.caller);
  };
}

function unauthenticated(logReason: RefusalReason): ClientError {
  return new ClientError('UNAUTHENTICATED', ERROR_REGISTRY.UNAUTHENTICATED.message, {
    headers: { 'www-authenticate': 'Bearer' },
    // HTTP's own authentication: the status belongs to it under every media type (RFC 9110 §15.5.2).
    transport: true,
    logReason,
  });
}
