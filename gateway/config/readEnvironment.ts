// The environment variables the gateway reads, each with the place in the configuration that it sets.
// Values arrive as strings and become what the place expects; whether they fit is judged later, by the
// schema, together with the file.

import { ownValue } from '../util/isRecord.js';

/** The process environment, or a part of it in tests. An empty string counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface EnvironmentSetting {
  readonly variable: string;
  /** Keys from the root of the configuration to the value; a number is a place in a list. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** @param agencyNames agencies whose `<NAME>_URL` is looked for: those known by default and those in the file. */
export function readEnvironment(env: Environment, agencyNames: readonly string[]): EnvironmentSetting[] {
  const settings: EnvironmentSetting[] = [];
  const read = (variable: string, path: readonly string[], parse: (text: string) => unknown) => {
    const text = ownValue(env, variable);
    if (typeof text === 'string' && text !== '') settings.push({ variable, path, value: parse(text) });
  };
  read('PORT', ['port'], parseNumber);
  read('HOST', ['host'], String);
  read('ADMIN_PORT', ['admin', 'port'], parseNumber);
  read('ADMIN_HOST', ['admin', 'host'], String);
  read('NODE_ENV', ['environment'], (text) => (text === 'production' ? 'production' : 'development'));
  read('ENGINE', ['engine'], String);
  read('LOG_LEVEL', ['logLevel'], String);
  read('SUPERGRAPH_FILE', ['supergraphFile'], String);
  read('QAQPA_DATA_DIR', ['dataDir'], String);
  read('OIDC_ISSUER', ['identity', 'issuers', '0', 'issuer'], String);
  read('OIDC_JWKS_URL', ['identity', 'issuers', '0', 'jwksUrl'], String);
  read('OIDC_AUDIENCE', ['identity', 'issuers', '0', 'audience'], String);
  read('ISSUER_PORT', ['identity', 'developmentIssuerPort'], parseNumber);
  read('GRAPHIQL_TOKEN_URL', ['graphiqlTokenUrl'], String);
  read('SIGNING_KEY_ID', ['signing', 'keyId'], String);
  read('SIGNING_KEY_FILE', ['signing', 'keyFile'], String);
  read('SIGNING_KEY', ['signing', 'key'], String);
  for (const name of agencyNames) {
    read(agencyUrlVariable(name), ['agencies', name, 'url'], String);
    read(agencySigningKeyVariable(name), ['agencies', name, 'signingKeyFile'], String);
  }
  return settings;
}

/** `security-checks` → `SECURITY_CHECKS_URL`. */
export function agencyUrlVariable(agency: string): string {
  return `${prefixOf(agency)}_URL`;
}

/** `security-checks` → `SECURITY_CHECKS_SIGNING_KEY_FILE`. */
export function agencySigningKeyVariable(agency: string): string {
  return `${prefixOf(agency)}_SIGNING_KEY_FILE`;
}

function prefixOf(agency: string): string {
  return agency.toUpperCase().replaceAll('-', '_');
}

/** A number where the text is one, else the text itself, so that the complaint can show what was found. */
function parseNumber(text: string): unknown {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
