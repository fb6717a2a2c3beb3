// By which name the development issuer is known, and to whom its tokens speak: what it writes into tokens, and what a
// gateway is told to expect.

/** The claim `aud` of its tokens. */
export const DEVELOPMENT_AUDIENCE = 'qaqpa';

/** The claim `iss`, and where it listens: never on an address that others can reach. */
export function developmentIssuerUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Environment of a gateway that accepts its tokens and opens GraphiQL with one. */
export function issuerVariables(port: number): Readonly<Record<string, string>> {
  const url = developmentIssuerUrl(port);
  return { OIDC_ISSUER: url, OIDC_JWKS_URL: `${url}/jwks`, OIDC_AUDIENCE: DEVELOPMENT_AUDIENCE, GRAPHIQL_TOKEN_URL: `${url}/token` };
}
