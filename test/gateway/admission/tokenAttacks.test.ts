// Tokens that somebody has forged, altered or found, over a real gateway: each is refused in the same way, the reason
// stands in the log alone, nothing of the token stands anywhere, and no agency is asked.

import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { base64url, exportSPKI, importJWK, UnsecuredJWT, type CryptoKey as JoseKey } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ask } from '../../kit/gateway/ask.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { createIssuerKey, TestIssuer, type IssuerKey } from '../../kit/gateway/TestIssuer.js';
import { READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

const QUERY = `{ application(id: "${READY_CASE}") { id } }`;
const SECRET = 'account-that-no-log-may-name';

let world: TestWorld;
let issuer: TestIssuer;
let other: TestIssuer;
let stranger: IssuerKey;
let rsa: IssuerKey;
let gateway: Gateway;
let lines: string[] = [];

beforeAll(async () => {
  [world, issuer, other, stranger, rsa] = await Promise.all([
    startTestWorld(),
    TestIssuer.start('key-1'),
    TestIssuer.start('key-1'),
    createIssuerKey('key-1'),
    createIssuerKey('key-rsa', 'RS256'),
  ]);
  issuer.keys.push(rsa);
  const base = { issuers: [issuer.config()], maxVerifiedTokens: 100, developmentIssuerPort: 4100 };
  gateway = await startTestGateway(world, { config: { identity: base }, onLogLine: (line) => lines.push(line) });
});

beforeEach(() => {
  lines = [];
  for (const subgraph of Object.values(world)) subgraph.reset();
});

afterAll(async () => {
  await gateway?.close();
  await Promise.all([issuer?.stop(), other?.stop(), stopTestWorld(world)]);
});

const signed = (options: Parameters<TestIssuer['sign']>[0] = {}) => issuer.sign({ ...options, claims: { sub: SECRET, ...options.claims } });
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const encode = (value: unknown) => base64url.encode(typeof value === 'string' ? value : JSON.stringify(value));

/** Signs exactly these texts, whatever they are: a well-meaning library would not. */
async function signTexts(header: string, claims: string, key = issuer.keys[0]!): Promise<string> {
  const input = `${encode(header)}.${encode(claims)}`;
  const signature = await crypto.subtle.sign({ name: 'Ed25519' }, key.privateKey, new TextEncoder().encode(input));
  return `${input}.${base64url.encode(new Uint8Array(signature))}`;
}

const HEADER = { alg: 'EdDSA', typ: 'at+jwt', kid: 'key-1' };
const claimsText = (more = '') => `{"iss":"${issuer.url}","aud":"gateway-under-test","sub":"${SECRET}","iat":1,"exp":${inSeconds(600)}${more}}`;

/** HS256 with the text of a public key as the secret: what a verifier would check that lets the token choose the algorithm. */
async function signedWithPublicKey(): Promise<string> {
  const secret = await exportSPKI((await importJWK(rsa.publicJwk, 'RS256')) as JoseKey);
  const input = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'key-rsa' })}.${encode(claimsText())}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

interface Attack {
  readonly what: string;
  /** A whole header, or the token after "Bearer ". */
  readonly token: () => string | Promise<string>;
  readonly reason: string;
}

const bearer = async (token: string | Promise<string>) => `Bearer ${await token}`;

const ATTACKS: readonly Attack[] = [
  { what: 'alg none, without a signature', token: () => bearer(new UnsecuredJWT({ iss: issuer.url, sub: SECRET }).encode()), reason: 'not a signed token' },
  { what: 'alg none, with a signature', token: () => bearer(signTexts(JSON.stringify({ ...HEADER, alg: 'none' }), claimsText())), reason: 'algorithm not allowed' },
  { what: 'alg None', token: () => bearer(signTexts(JSON.stringify({ ...HEADER, alg: 'None' }), claimsText())), reason: 'algorithm not allowed' },
  { what: 'no alg', token: () => bearer(signTexts('{"typ":"at+jwt","kid":"key-1"}', claimsText())), reason: 'not a signed token' },
  { what: 'HS256 signed with the public key', token: () => bearer(signedWithPublicKey()), reason: 'algorithm not allowed' },
  { what: 'another algorithm than the key is for', token: () => bearer(signTexts(JSON.stringify({ ...HEADER, kid: 'key-rsa' }), claimsText())), reason: 'unknown key' },
  { what: 'an issuer that nobody knows', token: () => bearer(signed({ claims: { iss: other.url } })), reason: 'unknown issuer' },
  { what: 'an issuer with a slash more', token: () => bearer(signed({ claims: { iss: `${issuer.url}/` } })), reason: 'unknown issuer' },
  { what: 'no issuer', token: () => bearer(signed({ claims: { iss: undefined } })), reason: 'unknown issuer' },
  { what: "another issuer's key under the same key id", token: () => bearer(other.sign({ claims: { iss: issuer.url, sub: SECRET } })), reason: 'bad signature' },
  { what: 'another audience', token: () => bearer(signed({ claims: { aud: 'another-service' } })), reason: 'wrong audience' },
  { what: 'no audience', token: () => bearer(signed({ claims: { aud: undefined } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'expired', token: () => bearer(signed({ claims: { exp: inSeconds(-6) } })), reason: 'expired' },
  { what: 'no end', token: () => bearer(signed({ claims: { exp: undefined } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'an end that is no number', token: () => bearer(signed({ claims: { exp: '9999999999' as unknown as number } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'not yet valid', token: () => bearer(signed({ claims: { nbf: inSeconds(60) } })), reason: 'not yet valid' },
  { what: 'no account', token: () => bearer(issuer.sign({ claims: { sub: undefined } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'an empty account', token: () => bearer(issuer.sign({ claims: { sub: '' } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'an ID token', token: () => bearer(signed({ header: { typ: 'JWT' } })), reason: 'wrong type' },
  { what: 'no type', token: () => bearer(signed({ header: { typ: undefined } as unknown as { typ: string } })), reason: 'wrong type' },
  { what: 'a key id that nobody knows', token: () => bearer(signed({ header: { kid: randomUUID() } })), reason: 'unknown key' },
  { what: 'no key id', token: () => bearer(signTexts('{"alg":"EdDSA","typ":"at+jwt"}', claimsText())), reason: 'no key id' },
  { what: 'jku: an address of keys', token: () => bearer(signed({ header: { jku: `${other.url}/jwks` } })), reason: 'header parameter not allowed' },
  { what: 'x5u: an address of certificates', token: () => bearer(signed({ header: { x5u: `${other.url}/x5u` } })), reason: 'header parameter not allowed' },
  { what: 'crit: an extension that must be understood', token: () => bearer(signTexts(JSON.stringify({ ...HEADER, crit: ['b64'], b64: true }), claimsText())), reason: 'header parameter not allowed' },
  { what: 'an empty crit', token: () => bearer(signTexts(JSON.stringify({ ...HEADER, crit: [] }), claimsText())), reason: 'header parameter not allowed' },
  { what: 'jwk: a key of its own', token: () => bearer(signed({ key: stranger, header: { jwk: stranger.publicJwk } })), reason: 'bad signature' },
  { what: 'a region that is none', token: () => bearer(signed({ claims: { regions: ['all'] } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'scopes that are no texts', token: () => bearer(signed({ claims: { scope: [1] } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'an employer that is no BIN', token: () => bearer(signed({ claims: { employer_bin: '1' } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'an applicant with a line break', token: () => bearer(signed({ claims: { applicant_id: 'a\nb' } })), reason: 'a claim is missing or of the wrong form' },
  { what: 'cut off in the signature', token: async () => bearer((await signed()).slice(0, -8)), reason: 'bad signature' },
  { what: 'cut off in the claims', token: async () => bearer((await signed()).split('.').slice(0, 2).join('.')), reason: 'not a signed token' },
  { what: 'claims of one token, signature of another', token: async () => bearer(await mixed()), reason: 'bad signature' },
  { what: 'no token at all', token: () => 'Bearer', reason: 'not a bearer token' },
  { what: 'two parts', token: () => 'Bearer e30.e30', reason: 'not a signed token' },
  { what: 'four parts', token: async () => bearer(`${await signed()}.e30`), reason: 'not a signed token' },
  { what: 'a header that is no JSON', token: () => 'Bearer YQ.e30.YQ', reason: 'not a signed token' },
  { what: 'claims that are a list', token: () => bearer(signTexts(JSON.stringify(HEADER), '[]')), reason: 'not a signed token' },
  { what: 'claims that are no UTF-8', token: () => `Bearer ${encode(HEADER)}.eyJpc3MiOiL_In0.YQ`, reason: 'not a signed token' },
  { what: 'a claim twice', token: () => bearer(signTexts(JSON.stringify(HEADER), claimsText(',"sub":"another"'))), reason: 'duplicate member' },
  { what: 'a claim twice, once with an escape', token: () => bearer(signTexts(JSON.stringify(HEADER), claimsText(String.raw`,"s\u0075b":"another"`))), reason: 'duplicate member' },
  { what: 'a header parameter twice', token: () => bearer(signTexts('{"alg":"EdDSA","typ":"at+jwt","kid":"key-1","alg":"none"}', claimsText())), reason: 'duplicate member' },
  { what: 'Basic', token: () => `Basic ${Buffer.from(`${SECRET}:x`).toString('base64')}`, reason: 'not a bearer token' },
  { what: 'a token without its scheme', token: () => signed(), reason: 'not a bearer token' },
  { what: 'two tokens in one header', token: async () => `Bearer ${await signed()}, Bearer ${await signed()}`, reason: 'not a bearer token' },
  { what: 'an empty header', token: () => '', reason: 'not a bearer token' },
  { what: 'padding and standard base64', token: async () => bearer(`${(await signed()).slice(0, -2)}==`), reason: 'not a signed token' },
];

async function mixed(): Promise<string> {
  const [one, another] = await Promise.all([signed({ claims: { scope: 'all' } }), signed()]);
  return [...one.split('.').slice(0, 2), another.split('.')[2]].join('.');
}

/** As it stands on the wire: fetch would not send it so. */
function post(headers: readonly string[]): Promise<{ readonly status: number | undefined; readonly challenge: string | undefined; readonly body: string }> {
  const body = JSON.stringify({ query: QUERY });
  return new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: ['host', 'gateway', 'content-type', 'application/json', 'accept', 'application/graphql-response+json', 'content-length', String(body.length), ...headers],
    });
    sent.on('response', (response) => {
      text(response).then(
        (received) => resolve({ status: response.statusCode, challenge: response.headers['www-authenticate'], body: received }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const REFUSAL = {
  status: 401,
  challenge: 'Bearer',
  body: JSON.stringify({ errors: [{ message: 'The access token is not accepted.', extensions: { code: 'UNAUTHENTICATED' } }] }),
};

function expectRefusedInSilence(reason: string, authorization: string): void {
  const closed = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request closed');
  expect(closed).toMatchObject([{ httpStatus: 401, errorCodes: ['UNAUTHENTICATED'], reason }]);
  const log = lines.join('');
  expect(log).not.toContain(SECRET);
  // Of each part of the token: the header's own words stand in every token of an issuer.
  for (const part of authorization.split(/[ .,]+/).filter((word) => word.length > 8)) expect(log).not.toContain(part);
  for (const subgraph of Object.values(world)) expect(subgraph.calls).toEqual([]);
}

describe('refused alike, with the reason in the log alone, and no agency asked:', () => {
  it.each(ATTACKS)('$what', async ({ token, reason }) => {
    const authorization = await token();
    expect(await post(['authorization', authorization])).toEqual(REFUSAL);
    expectRefusedInSilence(reason, authorization);
  });

  it('two authorization headers, the first of them good', async () => {
    const authorization = await bearer(signed());
    expect(await post(['authorization', authorization, 'Authorization', authorization])).toEqual(REFUSAL);
    expectRefusedInSilence('more than one authorization header', authorization);
  });

  it('also for a client that accepts only application/json', async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: 'Bearer x' },
      body: JSON.stringify({ query: QUERY }),
    });
    expect([response.status, await response.text()]).toEqual([REFUSAL.status, REFUSAL.body]);
  });

  it('also before a document that is wrong, so that nobody learns anything of the schema', async () => {
    const answer = await ask(gateway.url, '{ nothing }', { headers: { authorization: 'Bearer x' } });
    expect(answer.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
  });

  it('never by asking the addresses that a token names', () => {
    expect(other.fetchCount).toBe(0);
  });
});

it('a token of 100 KB does not reach admission: the door refuses headers of more than 16 KB', async () => {
  const { status, body } = await post(['authorization', `Bearer ${'a'.repeat(100_000)}`]);
  expect(status).toBe(431);
  expect(body).toContain('"BAD_USER_INPUT"');
  expect(lines).toEqual([]);
});

describe('accepted', () => {
  it.each<[string, () => Promise<string>]>([
    ['a token of the issuer', () => bearer(signed())],
    ['another of its algorithms', () => bearer(signed({ key: rsa }))],
    ['the scheme in small letters', async () => `bearer ${await signed()}`],
    ['several blanks', async () => `Bearer   ${await signed()}`],
    ['one audience of several', () => bearer(signed({ claims: { aud: ['another-service', 'gateway-under-test'] } }))],
    ['the type in its long form', () => bearer(signed({ header: { typ: 'application/at+jwt' } }))],
    ['a certificate in the header, which is not looked at', () => bearer(signed({ header: { x5c: ['MIIB'] } }))],
    ['ended within the tolerance', () => bearer(signed({ claims: { exp: inSeconds(-2) } }))],
    ['begun within the tolerance', () => bearer(signed({ claims: { nbf: inSeconds(3) } }))],
  ])('%s', async (_what, authorization) => {
    const answer = await ask(gateway.url, QUERY, { headers: { authorization: await authorization() } });
    expect(answer).toMatchObject({ status: 200, data: { application: { id: READY_CASE } } });
    expect(lines.join('')).not.toContain(SECRET);
  });

  it('nobody: without the header the caller is anonymous', async () => {
    expect(await ask(gateway.url, QUERY)).toMatchObject({ status: 200, data: { application: { id: READY_CASE } } });
  });
});

it('a purpose that is none is refused after the token, with what to send', async () => {
  const headers = { authorization: await bearer(signed()), 'x-purpose': 'case-work' };
  expect(await ask(gateway.url, QUERY, { headers })).toMatchObject({
    status: 400,
    errors: [{ message: 'The purpose case-work concerns a case: send its id in the header x-case-id.', extensions: { code: 'PURPOSE_REQUIRED' } }],
  });
  for (const subgraph of Object.values(world)) expect(subgraph.calls).toEqual([]);
});

it('while the issuer is down the gateway starts and refuses its tokens, the log says why, and who has none is served', async () => {
  const down = await TestIssuer.start();
  const authorization = `Bearer ${await down.sign({ claims: { sub: SECRET } })}`;
  const config = down.config();
  await down.stop();
  const identity = { issuers: [config], maxVerifiedTokens: 100, developmentIssuerPort: 4100 };
  const alone = await startTestGateway(world, { config: { identity }, onLogLine: (line) => lines.push(line) });
  try {
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(expect.objectContaining({ msg: 'keys of issuer not fetched', issuer: config.issuer, reason: 'ECONNREFUSED' }));
    expect((await ask(alone.url, QUERY, { headers: { authorization } })).status).toBe(401);
    expect(lines.join('')).toContain('"reason":"keys of the issuer not available"');
    expect((await ask(alone.url, QUERY)).status).toBe(200);
  } finally {
    await alone.close();
  }
});
