// Who asks for the product load: a caller of the development issuer who works on the cases of every region.

import { DEVELOPMENT_AUDIENCE, developmentIssuerUrl } from '../../dist/cli/issuer/issuerIdentity.js';
import { issueToken } from '../../dist/cli/issuer/issueToken.js';
import { loadIssuerKey } from '../../dist/cli/issuer/loadIssuerKey.js';
import { REGIONS } from '../../dist/schema/contract/classifiers/regions.js';

const CALLER = { name: 'bench', title: 'asks for the product load', scopes: ['case:read'], regions: REGIONS.entries.map(({ code }) => code) };

/** @returns headers of a request: token, purpose and case */
export async function callerHeaders(dataDir, issuerPort) {
  const token = await issueToken({ key: await loadIssuerKey(dataDir), port: issuerPort, persona: CALLER, ttlSeconds: 43_200 });
  return { authorization: `Bearer ${token}`, 'x-purpose': 'case-work', 'x-case-id': 'case-000001', 'x-consent': 'simulated-consent-0001' };
}

/** What a gateway is told to expect of the issuer, for its configuration. */
export function issuerAt(port) {
  const issuer = developmentIssuerUrl(port);
  return { issuer, jwksUrl: `${issuer}/jwks`, audience: DEVELOPMENT_AUDIENCE };
}
