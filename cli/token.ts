// `qaqpa token PERSONA`: an access token of the development issuer, alone on standard output, so that a command line can
// take it up: -H "authorization: Bearer $(qaqpa token officer)". The issuer need not run: its key is in the data folder.

import { CliError } from './CliError.js';
import { developmentIssuerUrl } from './issuer/issuerIdentity.js';
import { issueToken } from './issuer/issueToken.js';
import { loadIssuerKey } from './issuer/loadIssuerKey.js';
import { findPersona, PERSONA_NAMES } from './issuer/personas.js';
import { refuseProduction } from './issuer/refuseProduction.js';

/** The part of the gateway's configuration that concerns tokens. */
export interface TokenConfig {
  readonly environment: 'development' | 'production';
  /** Its `keys` folder holds the issuer's key. */
  readonly dataDir: string;
  readonly identity: { readonly issuers: readonly { readonly issuer: string }[]; readonly developmentIssuerPort: number };
}

/**
 * @param ttlSeconds how long the token is good, 1 to 86,400.
 * @throws CliError for an unknown persona, in production, and where the gateway is configured with another issuer.
 */
export async function createToken(personaName: string, ttlSeconds: number, { environment, dataDir, identity }: TokenConfig): Promise<string> {
  refuseProduction(environment);
  const persona = findPersona(personaName);
  if (persona === undefined) throw new CliError(`there is no persona "${personaName}"; the personas are ${PERSONA_NAMES.join(', ')}`);
  const { issuers, developmentIssuerPort: port } = identity;
  if (issuers.length > 0 && !issuers.some(({ issuer }) => issuer === developmentIssuerUrl(port))) {
    throw new CliError(`the gateway accepts tokens of ${issuers.map(({ issuer }) => issuer).join(', ')} and none of the development issuer; get one there`);
  }
  return issueToken({ key: await loadIssuerKey(dataDir), port, persona, ttlSeconds });
}
