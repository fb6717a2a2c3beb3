// An access token for a persona (JWT profile for OAuth 2.0 access tokens, RFC 9068 §2), as the gateway expects one of any
// issuer.

import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { DEVELOPMENT_AUDIENCE, developmentIssuerUrl } from './issuerIdentity.js';
import type { IssuerKey } from './loadIssuerKey.js';
import type { Persona } from './personas.js';

/** Half a day: long enough for a day's work at one machine with one pause. */
export const DEFAULT_TTL_SECONDS = 43_200;

export const MAX_TTL_SECONDS = 86_400;

export interface TokenRequest {
  readonly key: IssuerKey;
  /** Where the issuer listens: its name depends on it. */
  readonly port: number;
  readonly persona: Persona;
  /** 1 to MAX_TTL_SECONDS. */
  readonly ttlSeconds: number;
}

export async function issueToken({ key, port, persona, ttlSeconds }: TokenRequest): Promise<string> {
  const { name, scopes, regions, applicantId, employerBin, authority } = persona;
  const issuedAt = Math.floor(Date.now() / 1000);
  // The names of the last four claims are the defaults of the gateway's configuration.
  return new SignJWT({
    iss: developmentIssuerUrl(port),
    aud: DEVELOPMENT_AUDIENCE,
    sub: `persona-${name}`,
    client_id: name,
    jti: randomUUID(),
    iat: issuedAt,
    exp: issuedAt + ttlSeconds,
    scope: scopes.join(' '),
    regions,
    ...(applicantId !== undefined && { applicant_id: applicantId }),
    ...(employerBin !== undefined && { employer_bin: employerBin }),
    ...(authority !== undefined && { authority }),
  })
    .setProtectedHeader({ alg: key.algorithm, typ: 'at+jwt', kid: key.keyId })
    .sign(key.privateKey);
}
