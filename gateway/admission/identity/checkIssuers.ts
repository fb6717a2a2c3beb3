// Whether the configured issuers may be used at all: what the configuration's own check cannot see, since it depends
// on several settings together. Said at the start, before anything listens.

import type { GatewayConfig } from '../../config/loadConfig.js';
import { isLoopback } from '../../config/isLoopback.js';
import { StartUpError } from '../../errors/StartUpError.js';

/** @throws {StartUpError} with every problem, one line each. */
export function checkIssuers({ environment, identity, graphiqlTokenUrl }: GatewayConfig): void {
  const issuers = identity.issuers.map(({ issuer }) => issuer);
  const problems = [...new Set(issuers.filter((issuer, index) => issuers.indexOf(issuer) !== index))].map(
    (issuer) => `identity: the issuer ${issuer} is configured twice; its tokens could be judged by either entry`,
  );
  if (environment === 'production') {
    problems.push(...problemsInProduction(identity));
    if (graphiqlTokenUrl !== undefined) {
      problems.push('identity: graphiqlTokenUrl is for development: in production a page must not hand out access tokens; leave GRAPHIQL_TOKEN_URL unset');
    }
  }
  if (problems.length > 0) throw new StartUpError(problems.join('\n'));
}

function problemsInProduction({ issuers }: GatewayConfig['identity']): string[] {
  if (issuers.length === 0) {
    return [
      'identity: no issuer is configured, and in production nobody may be anonymous by mistake; set OIDC_ISSUER, OIDC_JWKS_URL and OIDC_AUDIENCE, or identity.issuers in the configuration file',
    ];
  }
  return issuers.flatMap(({ issuer, jwksUrl }) =>
    [...new Set([issuer, jwksUrl])].flatMap((address) => {
      const url = URL.parse(address);
      if (url === null) return [`identity: ${address} is no address`];
      if (isLoopback(url.hostname)) return [`identity: ${address} is on this machine; in production an issuer at a loopback address is refused, since it may be a development issuer`];
      // OpenID Connect Discovery 1.0 §3, RFC 8414 §2: who can change the keys on their way can be anybody.
      if (url.protocol !== 'https:') return [`identity: ${address} is not https; in production the keys of an issuer must not be changed on their way`];
      return [];
    }),
  );
}
