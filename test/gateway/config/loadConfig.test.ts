import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../gateway/config/ConfigError.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';

let folder: string;
let files = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'qaqpa-config-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileWith(content: unknown): string {
  files += 1;
  const file = join(folder, `${files}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function problemsOf(content: unknown, env: Record<string, string> = {}): { readonly file: string; readonly problems: readonly string[] } {
  const file = fileWith(content);
  try {
    loadConfig({ file, env });
  } catch (error) {
    if (error instanceof ConfigError) return { file, problems: error.problems };
    throw error;
  }
  return { file, problems: [] };
}

describe('without a file and an environment', () => {
  const config = loadConfig({ env: {} });

  it('everything has its default', () => {
    expect({ ...config, agencies: Object.keys(config.agencies) }).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      environment: 'development',
      engine: 'compiled',
      maxFetchesPerOperation: 200,
      maxEntitiesPerFetch: 10_000,
      requestTimeoutMs: 2_000,
      mutationTimeoutMs: 10_000,
      maxTimeoutMs: 10_000,
      answerStatusRule: 'require',
      graphiql: true,
      logLevel: 'info',
      dataDir: './.qaqpa',
      agencies: ['applicants', 'security-checks', 'labour-demand', 'regional-quotas'],
    });
    expect(config.agencies['regional-quotas']).toEqual({
      url: 'http://127.0.0.1:4104/graphql',
      timeoutMs: 1_000,
      connectTimeoutMs: 500,
      maxResponseBytes: 10_485_760,
      maxInFlight: 500,
      breaker: { minimumCalls: 5, failureRatio: 0.5, slowCallRatio: 0.8, windowMs: 10_000, openMs: 2_000, maxOpenMs: 10_000, probes: 1 },
      maintenance: { once: [], weekly: [] },
      staleIfError: { maxAgeMs: 86_400_000, maxBytes: 1_048_576 },
      retry: { maxRetries: 1, baseDelayMs: 50, budgetRatio: 0.2, floor: 3 },
    });
  });

  it('the supergraph is found wherever the process was started', () => {
    expect(isAbsolute(config.supergraphFile)).toBe(true);
  });

  it('nobody can change it, at any depth', () => {
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.agencies['applicants']?.breaker)).toBe(true);
  });
});

describe('sources', () => {
  it('the file goes over the defaults and leaves the rest of them', () => {
    const config = loadConfig({ file: fileWith({ agencies: { applicants: { timeoutMs: 300, breaker: { openMs: 7 } } } }), env: {} });
    expect(config.agencies['applicants']).toMatchObject({
      url: 'http://127.0.0.1:4101/graphql',
      timeoutMs: 300,
      breaker: { minimumCalls: 5, openMs: 7 },
    });
    expect(Object.keys(config.agencies)).toHaveLength(4);
  });

  it('the environment goes over the file', () => {
    const file = fileWith({ port: 1, host: '::1', agencies: { 'security-checks': { url: 'http://a/graphql' } } });
    const config = loadConfig({ env: { QAQPA_CONFIG: file, PORT: '0', SECURITY_CHECKS_URL: 'http://b/graphql', LOG_LEVEL: 'warn' } });
    expect(config).toMatchObject({ port: 0, host: '::1', logLevel: 'warn' });
    expect(config.agencies['security-checks']?.url).toBe('http://b/graphql');
  });

  it('the environment reaches an agency that only the file names', () => {
    const file = fileWith({ agencies: { 'partner-agency': { url: 'http://a/graphql' } } });
    expect(loadConfig({ file, env: { PARTNER_AGENCY_URL: 'https://b/q' } }).agencies['partner-agency']?.url).toBe('https://b/q');
  });

  it('an empty variable counts as not set', () => {
    expect(loadConfig({ env: { PORT: '', QAQPA_CONFIG: '' } }).port).toBe(4000);
  });

  it.each([
    ['production', 'production', false],
    ['test', 'development', true],
  ])('NODE_ENV %s means %s, with GraphiQL: %s', (NODE_ENV, environment, graphiql) => {
    expect(loadConfig({ env: { NODE_ENV } })).toMatchObject({ environment, graphiql });
  });

  it.each([
    ['production', 'off', 'only', { perCaller: 600, perAddress: 6_000 }, { maxInFlight: 1_000, maxEventLoopDelayMs: 500 }],
    ['test', 'on', 'open', { perCaller: 0, perAddress: 0 }, { maxInFlight: 1_000, maxEventLoopDelayMs: 0 }],
  ])('NODE_ENV %s means introspection %s, documents %s, limits of rate %j, and of load %j', (NODE_ENV, introspection, mode, rateLimit, load) => {
    expect(loadConfig({ env: { NODE_ENV } })).toMatchObject({ introspection, persistedOperations: { mode }, rateLimit, load, csrfPrevention: true, corsOrigins: [], trustedProxies: [] });
  });

  it('what production closes can be opened by asking for it, each by itself', () => {
    const file = fileWith({ introspection: 'on', persistedOperations: { mode: 'prefer' }, rateLimit: { perCaller: 0 } });
    expect(loadConfig({ file, env: { NODE_ENV: 'production' } })).toMatchObject({
      introspection: 'on',
      persistedOperations: { mode: 'prefer', manifestFile: expect.stringMatching(/^\/.*persisted-operations\.json$/) as string },
      rateLimit: { perCaller: 0, perAddress: 6_000 },
    });
  });

  it('GraphiQL can be had in production by asking for it', () => {
    expect(loadConfig({ file: fileWith({ graphiql: true }), env: { NODE_ENV: 'production' } }).graphiql).toBe(true);
  });
});

describe('a problem is one line that names source, place, expectation and finding', () => {
  it.each([
    [{ port: 'four' }, '/port: expected an integer, found "four"'],
    [{ port: -1 }, '/port: expected a number from 0 to 65535, found -1'],
    [{ port: 65_536 }, '/port: expected a number from 0 to 65535, found 65536'],
    [{ engine: 'fast' }, '/engine: expected one of "compiled", "apollo", found "fast"'],
    [{ answerStatusRule: null }, '/answerStatusRule: expected one of "require", "warn", found null'],
    [{ requestTimeoutMs: 0 }, '/requestTimeoutMs: expected a number from 1 to 86400000, found 0'],
    [{ timeout: 5 }, '/timeout: expected no such setting, found 5'],
    [{ limits: { maxDepth: 101 } }, '/limits/maxDepth: expected a number from 1 to 100, found 101'],
    [{ limits: { maxHeight: 1 } }, '/limits/maxHeight: expected no such setting, found 1'],
    [{ limits: 5 }, '/limits: expected an object, found 5'],
    [{ persistedOperations: { mode: 'some' } }, '/persistedOperations/mode: expected one of "open", "prefer", "only", found "some"'],
    [{ access: { purposesWithoutConsent: ['curiosity'] } }, '/access/purposesWithoutConsent/0: expected one of "case-work", "case-queue", "security-check", "employer-service", "own-data", "audit", found "curiosity"'],
    [{ persistedOperations: 'only' }, '/persistedOperations: expected an object, found "only"'],
    [{ introspection: true }, '/introspection: expected one of "on", "role", "off", found true'],
    [{ rateLimit: { perCaller: -1 } }, '/rateLimit/perCaller: expected a number from 0 to 1000000000, found -1'],
    [{ corsOrigins: ['*'] }, '/corsOrigins/0: expected an origin such as https://portal.example, without a path, found "*"'],
    [{ corsOrigins: ['https://portal.example/'] }, '/corsOrigins/0: expected an origin such as https://portal.example, without a path, found "https://portal.example/"'],
    [{ trustedProxies: ['10.0.0.0/8', 'proxy'] }, '/trustedProxies: expected IP addresses or networks such as 10.0.0.0/8, found "proxy"'],
    [{ trustedProxies: ['10.0.0.0/33'] }, '/trustedProxies: expected IP addresses or networks such as 10.0.0.0/8, found "10.0.0.0/33"'],
    [{ agencies: [] }, '/agencies: expected an object, found []'],
    [{ agencies: { applicants: 5 } }, '/agencies/applicants: expected an object, found 5'],
    [{ agencies: { applicants: { url: 'localhost:1' } } }, '/agencies/applicants/url: expected an http:// or https:// address, found "localhost:1"'],
    [{ agencies: { applicants: { breaker: { minimumCalls: 0 } } } }, '/agencies/applicants/breaker/minimumCalls: expected a number from 1 to 100000, found 0'],
    [{ agencies: { applicants: { breaker: { minimumCalls: 100_001 } } } }, '/agencies/applicants/breaker/minimumCalls: expected a number from 1 to 100000, found 100001'],
    [{ agencies: { applicants: { breaker: { slowCallRatio: 1.1 } } } }, '/agencies/applicants/breaker/slowCallRatio: expected a number from 0 to 1, found 1.1'],
    [{ agencies: { applicants: { breaker: { slowCallMs: 0 } } } }, '/agencies/applicants/breaker/slowCallMs: expected a number from 1 to 86400000, found 0'],
    [{ agencies: { applicants: { breaker: { probes: 0 } } } }, '/agencies/applicants/breaker/probes: expected a number from 1 to 1000, found 0'],
    [{ agencies: { applicants: { maintenance: { once: [{ from: '2026-12-05T22:00+05:00', until: '2026-12-05T17:00Z' }] } } } }, '/agencies/applicants/maintenance/once/0/until: expected an instant after 2026-12-05T22:00+05:00 (from), found "2026-12-05T17:00Z"'],
    [{ agencies: { applicants: { maintenance: { once: [{ from: '2026-13-05T22:00Z', until: '2026-12-05T17:00Z' }] } } } }, '/agencies/applicants/maintenance/once/0/from: expected an instant that there is, such as 2026-12-05T22:00+05:00, found "2026-13-05T22:00Z"'],
    [{ agencies: { applicants: { breaker: { openMs: 5_000, maxOpenMs: 4_999 } } } }, '/agencies/applicants/breaker/maxOpenMs: expected a number from 5000 (openMs) to 86400000, found 4999'],
    [{ agencies: { applicants: { retry: { maxRetries: 11 } } } }, '/agencies/applicants/retry/maxRetries: expected a number from 0 to 10, found 11'],
    [{ agencies: { applicants: { retry: { budgetRatio: -0.1 } } } }, '/agencies/applicants/retry/budgetRatio: expected a number from 0 to 1, found -0.1'],
    [{ agencies: { applicants: { retry: { budget: 1 } } } }, '/agencies/applicants/retry/budget: expected no such setting, found 1'],
    [{ agencies: { applicants: { staleIfError: { maxAgeMs: -1 } } } }, '/agencies/applicants/staleIfError/maxAgeMs: expected a number from 0 to 604800000, found -1'],
    [{ agencies: { applicants: { staleIfError: { maxAgeMs: 604_800_001 } } } }, '/agencies/applicants/staleIfError/maxAgeMs: expected a number from 0 to 604800000, found 604800001'],
    [{ agencies: { applicants: { maxInFlight: 0 } } }, '/agencies/applicants/maxInFlight: expected a number from 1 to 100000, found 0'],
    [{ agencies: { applicants: { connectTimeoutMs: 0 } } }, '/agencies/applicants/connectTimeoutMs: expected a number from 1 to 86400000, found 0'],
    [{ agencies: { applicants: { breaker: { failureRatio: 1 } } } }, '/agencies/applicants/breaker/failureRatio: expected a number from 0 to below 1, found 1'],
    [{ agencies: { 'a/b': { url: 'http://a' } } }, '/agencies/a~1b: expected no such setting, found {"url":"http://a"}'],
    [{ agencies: { partner: {} } }, '/agencies/partner/url: expected a value, found nothing'],
  ])('%j', (content, expected) => {
    const { file, problems } = problemsOf(content);
    expect(problems).toEqual([`${file}: ${expected}`]);
  });

  it('names the variable where the environment is at fault', () => {
    expect(problemsOf({}, { PORT: '70000', ENGINE: 'x', APPLICANTS_URL: 'ftp://a' }).problems.toSorted()).toEqual([
      'APPLICANTS_URL: expected an http:// or https:// address, found "ftp://a"',
      'ENGINE: expected one of "compiled", "apollo", found "x"',
      'PORT: expected a number from 0 to 65535, found 70000',
    ]);
  });

  it('all problems are told at once', () => {
    const { problems } = problemsOf(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`unknown${index}`, index])));
    expect(problems).toHaveLength(20);
  });

  it('a file that was named must exist', () => {
    expect(() => loadConfig({ env: { QAQPA_CONFIG: '/nowhere/x.json' } })).toThrow('/nowhere/x.json: expected a readable JSON file, found no file');
  });

  it.each(['{', '[]', '"text"'])('a file that holds %s is refused with its name', (content) => {
    const { file, problems } = problemsOf(content);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.startsWith(`${file}: `)).toBe(true);
  });
});

it.each(['development', 'production'])('in %s own data alone is read without a consent, unless other purposes are configured', (NODE_ENV) => {
  const purposesOf = (access: unknown) => loadConfig({ env: { NODE_ENV, QAQPA_CONFIG: fileWith({ access }) } }).access.purposesWithoutConsent;
  expect(purposesOf({})).toEqual(['own-data']);
  expect(purposesOf({ purposesWithoutConsent: ['own-data', 'security-check'] })).toEqual(['own-data', 'security-check']);
  expect(purposesOf({ purposesWithoutConsent: [] })).toEqual([]);
});

it.each([
  [1, true],
  [86_400_000, true],
  [86_400_001, false],
])('a timeout of %i ms is accepted: %s', (requestTimeoutMs, accepted) => {
  expect(problemsOf({ requestTimeoutMs }).problems).toHaveLength(accepted ? 0 : 1);
});

describe('issuers', () => {
  const ENV = { OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/jwks', OIDC_AUDIENCE: 'qaqpa' };
  const DEFAULTS = {
    algorithms: ['EdDSA', 'ES256', 'RS256'],
    clockToleranceMs: 5_000,
    jwksMaxAgeMs: 600_000,
    jwksMaxStaleMs: 3_600_000,
    claims: { scopes: 'scope', regions: 'regions', applicantId: 'applicant_id', employerBin: 'employer_bin', authority: 'authority' },
  };

  it('there are none by default', () => {
    expect(loadConfig({ env: {} }).identity).toEqual({ issuers: [], maxVerifiedTokens: 10_000, developmentIssuerPort: 4100 });
  });

  it('one can come from the environment, with every default', () => {
    expect(loadConfig({ env: ENV }).identity.issuers).toEqual([{ issuer: 'https://id.example', jwksUrl: 'https://id.example/jwks', audience: 'qaqpa', ...DEFAULTS }]);
  });

  it('several come from the file; the environment goes over the first', () => {
    const issuers = ['a', 'b'].map((name) => ({ issuer: `https://${name}.example`, jwksUrl: `https://${name}.example/jwks`, audience: name, claims: { scopes: 'roles' } }));
    const { identity } = loadConfig({ file: fileWith({ identity: { issuers } }), env: { OIDC_AUDIENCE: 'other' } });
    expect(identity.issuers).toMatchObject([{ issuer: 'https://a.example', audience: 'other' }, { issuer: 'https://b.example', audience: 'b' }]);
    expect(identity.issuers[1]?.claims).toEqual({ ...DEFAULTS.claims, scopes: 'roles' });
  });

  it.each([
    ['an audience alone', {}, { OIDC_AUDIENCE: 'qaqpa' }, ['FILE: /identity/issuers/0/issuer: expected a value, found nothing', 'FILE: /identity/issuers/0/jwksUrl: expected a value, found nothing']],
    ['an address that is none', {}, { ...ENV, OIDC_JWKS_URL: 'id.example' }, ['OIDC_JWKS_URL: expected an http:// or https:// address, found "id.example"']],
    ['an unsigned token', { algorithms: ['none'] }, ENV, [/^FILE: \/identity\/issuers\/0\/algorithms\/0: expected one of "EdDSA", .*, found "none"$/]],
    ['a shared secret', { algorithms: ['HS256'] }, ENV, [/^FILE: \/identity\/issuers\/0\/algorithms\/0: expected one of "EdDSA", .*, found "HS256"$/]],
    ['no algorithm', { algorithms: [] }, ENV, ['FILE: /identity/issuers/0/algorithms: expected a list that is not empty, found []']],
    ['a word that is no setting', { secret: 'x' }, ENV, ['FILE: /identity/issuers/0/secret: expected no such setting, found "x"']],
    ['a tolerance of an hour', { clockToleranceMs: 3_600_000 }, ENV, ['FILE: /identity/issuers/0/clockToleranceMs: expected a number from 0 to 300000, found 3600000']],
  ])('refused: %s', (_what, issuer, env, expected) => {
    const { file, problems } = problemsOf({ identity: { issuers: [issuer] } }, env);
    const told = problems.map((line) => line.replace(file, 'FILE'));
    expect(told).toEqual(expected.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as string))));
  });

  it('that are no list, with a variable for the first', () => {
    const { file, problems } = problemsOf({ identity: { issuers: 'https://id.example' } }, ENV);
    expect(problems).toEqual([`${file}: /identity/issuers: expected an array, found "https://id.example"`]);
  });
});
