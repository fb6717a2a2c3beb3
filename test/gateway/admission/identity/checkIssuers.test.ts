import { describe, expect, it } from 'vitest';
import { checkIssuers } from '../../../../gateway/admission/identity/checkIssuers.js';
import { loadConfig, type GatewayConfig } from '../../../../gateway/config/loadConfig.js';
import { StartUpError } from '../../../../gateway/errors/StartUpError.js';

const base = loadConfig({ env: { OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/jwks', OIDC_AUDIENCE: 'qaqpa' } });
const [issuer] = base.identity.issuers;

function problemsOf(environment: GatewayConfig['environment'], addresses: readonly (readonly [issuer: string, jwksUrl: string])[], more: Partial<GatewayConfig> = {}): string[] {
  const issuers = addresses.map(([name, jwksUrl]) => ({ ...issuer!, issuer: name, jwksUrl }));
  try {
    checkIssuers({ ...base, environment, identity: { ...base.identity, issuers }, ...more });
  } catch (error) {
    if (error instanceof StartUpError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const REAL = ['https://id.example', 'https://keys.example/jwks'] as const;

describe('in development', () => {
  it.each([
    ['no issuer', []],
    ['an issuer on this machine', [['http://127.0.0.1:4100', 'http://127.0.0.1:4100/jwks']]],
    ['a real one', [REAL]],
  ] as const)('%s is good', (_what, addresses) => {
    expect(problemsOf('development', addresses)).toEqual([]);
  });
});

it('an issuer that is configured twice is refused', () => {
  expect(problemsOf('development', [REAL, REAL])).toEqual(['identity: the issuer https://id.example is configured twice; its tokens could be judged by either entry']);
});

describe('in production', () => {
  it('a real issuer is good', () => {
    expect(problemsOf('production', [REAL])).toEqual([]);
  });

  it('no issuer is refused', () => {
    expect(problemsOf('production', [])).toEqual([
      'identity: no issuer is configured, and in production nobody may be anonymous by mistake; set OIDC_ISSUER, OIDC_JWKS_URL and OIDC_AUDIENCE, or identity.issuers in the configuration file',
    ]);
  });

  it.each(['https://127.0.0.1', 'https://127.1:4100/x', 'https://localhost:4100', 'https://id.localhost', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://2130706433/'])(
    'an issuer at %s is refused, and keys there too',
    (address) => {
      const refusal = `identity: ${address} is on this machine; in production an issuer at a loopback address is refused, since it may be a development issuer`;
      expect(problemsOf('production', [[address, REAL[1]]])).toEqual([refusal]);
      expect(problemsOf('production', [[REAL[0], address]])).toEqual([refusal]);
    },
  );

  it('an issuer without https is refused, and keys without it too, in one line each', () => {
    expect(problemsOf('production', [['http://id.example', 'http://keys.example/jwks']])).toEqual(
      ['http://id.example', 'http://keys.example/jwks'].map((address) => `identity: ${address} is not https; in production the keys of an issuer must not be changed on their way`),
    );
  });

  it('a page that hands out tokens is refused', () => {
    expect(problemsOf('production', [REAL], { graphiqlTokenUrl: 'http://127.0.0.1:4100/token' })).toEqual([
      'identity: graphiqlTokenUrl is for development: in production a page must not hand out access tokens; leave GRAPHIQL_TOKEN_URL unset',
    ]);
  });
});
