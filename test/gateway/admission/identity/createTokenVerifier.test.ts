// Tokens over time: the issuer goes down, comes back, changes its keys; tokens end; what is remembered is bounded. The
// clocks are moved by hand.

import { assert, asyncProperty, constantFrom, nat } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authenticate, MAX_TOKEN_BYTES } from '../../../../gateway/admission/authenticate.js';
import { createTokenVerifier, type TokenVerifierOptions } from '../../../../gateway/admission/identity/createTokenVerifier.js';
import { MIN_INTERVAL_MS, MIN_INTERVAL_WITHOUT_KEYS_MS, type IssuerKeysEvent } from '../../../../gateway/admission/identity/IssuerKeys.js';
import { MAX_KEY_SET_BYTES } from '../../../../gateway/admission/identity/fetchKeySet.js';
import type { TokenVerifier } from '../../../../gateway/admission/identity/TokenVerifier.js';
import { NOTHING_STATED } from '../../../../gateway/admission/StatedIdentity.js';
import { ClientError } from '../../../../gateway/errors/ClientError.js';
import { StartUpError } from '../../../../gateway/errors/StartUpError.js';
import { Exchange } from '../../../../gateway/Exchange.js';
import { systemClock } from '../../../../gateway/util/Clock.js';
import { createIssuerKey, TestIssuer } from '../../../kit/gateway/TestIssuer.js';
import { waitFor } from '../../../kit/waitFor.js';

const MAX_AGE_MS = 600_000;
const MAX_STALE_MS = 3_600_000;

let issuer: TestIssuer;
let nowMs: number;
let events: IssuerKeysEvent[];
let verifiers: TokenVerifier[];

beforeEach(async () => {
  issuer = await TestIssuer.start();
  nowMs = Date.now();
  events = [];
  verifiers = [];
});

afterEach(async () => {
  await Promise.all(verifiers.map((verifier) => verifier.close()));
  await issuer.stop();
});

async function begin(options: Partial<TokenVerifierOptions> = {}): Promise<TokenVerifier> {
  const clock = { nowMs: () => nowMs };
  const verifier = createTokenVerifier({
    issuers: [issuer.config()],
    maxVerifiedTokens: 2,
    refuseDevelopmentKeys: false,
    clock,
    wallClock: clock,
    onKeysEvent: (event) => events.push(event),
    ...options,
  });
  verifiers.push(verifier);
  await verifier.begin();
  return verifier;
}

/** "verified", or why not. */
async function outcome(verifier: TokenVerifier, token: string): Promise<string> {
  const verification = await verifier.verify(token);
  return verification.kind === 'verified' ? 'verified' : verification.reason;
}

const DAY_S = 86_400;
const longToken = () => issuer.sign({ claims: { exp: Math.floor(nowMs / 1000) + DAY_S } });

it('the caller is what the claims say, and cannot be changed', async () => {
  const verifier = await begin();
  const claims = { sub: 's', scope: 'a b a', regions: ['35', '750000000'], applicant_id: 'person-1', employer_bin: '000040000027', authority: 'KNB' };
  const verification = await verifier.verify(await issuer.sign({ claims }));
  expect(verification).toEqual({
    kind: 'verified',
    caller: {
      issuer: issuer.url,
      subject: 's',
      scopes: ['a', 'b'],
      regions: ['35', '750000000'],
      applicantId: 'person-1',
      employerBin: '000040000027',
      authority: 'KNB',
    },
  });
  expect(verification.kind === 'verified' && Object.isFrozen(verification.caller) && Object.isFrozen(verification.caller.scopes)).toBe(true);
});

it('claims can have names of the issuer’s own, and what is absent is nothing', async () => {
  const claims = { scopes: 'roles', regions: 'oblys', applicantId: 'a', employerBin: 'b', authority: 'c' };
  const verifier = await begin({ issuers: [issuer.config({ claims })] });
  const token = await issuer.sign({ claims: { sub: 's', roles: ['officer'], oblys: '35 19', scope: 'not looked at' } });
  expect(await verifier.verify(token)).toEqual({ kind: 'verified', caller: { issuer: issuer.url, subject: 's', scopes: ['officer'], regions: ['35', '19'] } });
});

it('two issuers each vouch for their own tokens only', async () => {
  const other = await TestIssuer.start();
  const verifier = await begin({ issuers: [issuer.config(), other.config({ audience: 'as-the-other-knows-it' })] });
  expect(await outcome(verifier, await issuer.sign())).toBe('verified');
  expect(await outcome(verifier, await other.sign({ claims: { aud: 'as-the-other-knows-it' } }))).toBe('verified');
  expect(await outcome(verifier, await other.sign())).toBe('wrong audience');
  expect(await outcome(verifier, await other.sign({ claims: { iss: issuer.url } }))).toBe('bad signature');
  await other.stop();
});

it('an algorithm that is not pinned is refused, although the key is the issuer’s', async () => {
  const verifier = await begin({ issuers: [issuer.config({ algorithms: ['ES256'] })] });
  expect(await outcome(verifier, await issuer.sign())).toBe('algorithm not allowed');
});

it('a token with any character changed is refused', async () => {
  const verifier = await begin();
  const token = await issuer.sign({ claims: { scope: 'case:read', regions: ['35'] } });
  // Of the last character some bits are padding, which says nothing.
  await assert(
    asyncProperty(nat(token.length - 2), constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.'), async (index, character) => {
      const changed = token.slice(0, index) + character + token.slice(index + 1);
      return changed === token || (await outcome(verifier, changed)) !== 'verified';
    }),
  );
});

describe('a remembered token', () => {
  it('is verified once, and ends when it ends', async () => {
    const verifier = await begin();
    const endsAtS = Math.floor(nowMs / 1000) + 60;
    const token = await issuer.sign({ claims: { exp: endsAtS } });
    const first = await verifier.verify(token);
    expect(await verifier.verify(token)).toEqual(first);
    expect(first.kind === 'verified' && (await verifier.verify(token))).toHaveProperty('caller', first.kind === 'verified' ? first.caller : undefined);
    nowMs = endsAtS * 1000 + 4_999;
    expect(await outcome(verifier, token)).toBe('verified');
    nowMs = endsAtS * 1000 + 5_000;
    expect(await outcome(verifier, token)).toBe('expired');
  });

  it('is the same caller object as long as it is remembered, and one of the two used last is', async () => {
    const verifier = await begin({ maxVerifiedTokens: 2 });
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((sub) => issuer.sign({ claims: { sub } })));
    const callerOf = async (token: string) => {
      const verification = await verifier.verify(token);
      return verification.kind === 'verified' ? verification.caller : undefined;
    };
    const [callerA, callerB] = [await callerOf(a!), await callerOf(b!)];
    expect(await callerOf(a!)).toBe(callerA);
    await callerOf(c!);
    expect(await callerOf(a!)).toBe(callerA);
    const again = await callerOf(b!);
    expect(again).toEqual(callerB);
    expect(again).not.toBe(callerB);
  });

  it('is forgotten where the issuer has withdrawn its key', async () => {
    const verifier = await begin();
    const token = await longToken();
    expect(await outcome(verifier, token)).toBe('verified');
    issuer.keys = [await createIssuerKey('key-2')];
    nowMs += MAX_AGE_MS;
    // The keys are fetched behind the back of who asks first.
    await waitFor('the token to be refused', async () => (await outcome(verifier, token)) === 'unknown key');
  });
});

describe('when the issuer is down', () => {
  it('its keys are used until they are too old, and again once it is back', async () => {
    const verifier = await begin();
    const remembered = await longToken();
    expect(await outcome(verifier, remembered)).toBe('verified');
    const began = nowMs;
    issuer.behaviour = { status: 503 };
    nowMs = began + MAX_STALE_MS - 1;
    expect([await outcome(verifier, remembered), await outcome(verifier, await longToken())]).toEqual(['verified', 'verified']);
    await waitFor('the failure to be told', () => events.some(({ kind }) => kind === 'keysNotFetched'));
    expect(events.at(-1)).toEqual({ kind: 'keysNotFetched', issuer: issuer.url, reason: 'HTTP 503' });
    nowMs = began + MAX_STALE_MS;
    const fresh = await longToken();
    expect([await outcome(verifier, remembered), await outcome(verifier, fresh)]).toEqual(Array(2).fill('keys of the issuer not available'));
    issuer.behaviour = {};
    nowMs += MIN_INTERVAL_WITHOUT_KEYS_MS;
    expect([await outcome(verifier, remembered), await outcome(verifier, fresh)]).toEqual(['verified', 'verified']);
  });

  it('from the start, the gateway begins without its keys, and gets them once it is there', async () => {
    issuer.behaviour = { status: 500 };
    const verifier = await begin();
    const token = await longToken();
    expect(await outcome(verifier, token)).toBe('keys of the issuer not available');
    issuer.behaviour = {};
    nowMs += MIN_INTERVAL_WITHOUT_KEYS_MS - 1;
    expect(await outcome(verifier, token)).toBe('keys of the issuer not available');
    nowMs += 1;
    expect(await outcome(verifier, token)).toBe('verified');
    expect(issuer.fetchCount).toBe(2);
  });

  it.each<[string, TestIssuer['behaviour'], string]>([
    ['something that is no JSON', { body: '<html>' }, 'not JSON'],
    ['no key set', { body: '{"keys":1}' }, 'not a key set'],
    ['a key set without keys', { body: '{"keys":[]}' }, 'a key set without a key for signatures'],
    ['shared secrets', { body: '{"keys":[{"kty":"oct","kid":"key-1","k":"c2VjcmV0"}]}' }, 'a key set without a key for signatures'],
    ['keys for encryption', { body: '{"keys":[{"kty":"OKP","kid":"key-1","use":"enc","crv":"X25519","x":"AA"}]}' }, 'a key set without a key for signatures'],
    ['a redirect', { status: 302, location: 'http://127.0.0.1/elsewhere' }, 'HTTP 302'],
    ['more than a key set can be', { body: JSON.stringify({ keys: [], more: 'x'.repeat(MAX_KEY_SET_BYTES) }) }, 'UND_ERR_RES_EXCEEDED_MAX_SIZE'],
    ['nothing', { hang: true }, 'TimeoutError'],
  ])('or answers with %s, its tokens are refused, and the log says why', async (_what, behaviour, reason) => {
    issuer.behaviour = behaviour;
    const verifier = await begin();
    expect(events).toEqual([{ kind: 'keysNotFetched', issuer: issuer.url, reason }]);
    expect(await outcome(verifier, await longToken())).toBe('keys of the issuer not available');
  });
});

describe('when the issuer changes its keys', () => {
  it('the first token with the new key is accepted, and those with the old key as long as it is offered', async () => {
    const verifier = await begin();
    const before = await longToken();
    const next = await createIssuerKey('key-2', 'ES256');
    issuer.keys = [next, ...issuer.keys];
    nowMs += MIN_INTERVAL_MS;
    expect(await outcome(verifier, await longToken())).toBe('verified');
    expect(await outcome(verifier, before)).toBe('verified');
    expect(events.at(-1)).toEqual({ kind: 'keysChanged', issuer: issuer.url, keyIds: ['key-2', 'key-1'] });
    issuer.keys = [next];
    nowMs += MAX_AGE_MS;
    await waitFor('the old key to be refused', async () => (await outcome(verifier, before)) === 'unknown key');
    expect(await outcome(verifier, await longToken())).toBe('verified');
  });

  it('made-up key ids lead to one fetch in five seconds at most, and keep nobody waiting', async () => {
    const verifier = await begin();
    const good = await longToken();
    const made = await Promise.all(Array.from({ length: 20 }, (_, index) => issuer.sign({ header: { kid: `made-up-${index}` } })));
    nowMs += MIN_INTERVAL_MS - 1;
    await Promise.all(made.map((token) => verifier.verify(token)));
    expect(issuer.fetchCount).toBe(1);
    nowMs += 1;
    expect(new Set(await Promise.all(made.map((token) => outcome(verifier, token))))).toEqual(new Set(['unknown key']));
    expect(issuer.fetchCount).toBe(2);
    issuer.behaviour = { hang: true };
    nowMs += MIN_INTERVAL_MS;
    const waiting = outcome(verifier, made[0]!);
    expect(await outcome(verifier, good)).toBe('verified');
    expect(await waiting).toBe('unknown key');
  });
});

describe('in production', () => {
  it('an issuer with keys of the development issuer is refused at the start', async () => {
    issuer.keys = [await createIssuerKey('dev-1')];
    const message = `identity: the issuer ${issuer.url} offers keys of a development issuer, which are refused in production`;
    await expect(begin({ refuseDevelopmentKeys: true })).rejects.toThrow(new StartUpError(message));
  });

  it('and its tokens are, where it offers them later', async () => {
    const verifier = await begin({ refuseDevelopmentKeys: true });
    issuer.keys = [await createIssuerKey('dev-1'), ...issuer.keys];
    nowMs += MIN_INTERVAL_MS;
    expect(await outcome(verifier, await longToken())).toBe('unknown key');
    expect(events.at(-1)).toEqual({ kind: 'keysNotFetched', issuer: issuer.url, reason: 'keys of a development issuer' });
  });
});

describe('the length of a token', () => {
  it.each([
    ['just under', MAX_TOKEN_BYTES - 1, 'verified'],
    ['at', MAX_TOKEN_BYTES, 'verified'],
    ['just over', MAX_TOKEN_BYTES + 1, 'too long'],
    ['far over', 100_000, 'too long'],
  ])('%s the limit', async (_where, length, expected) => {
    const seen: string[] = [];
    const caller = { issuer: 'i', subject: 's', scopes: [], regions: [] };
    const verify = async (token: string) => {
      seen.push(token);
      return { kind: 'verified', caller } as const;
    };
    const check = authenticate({ verify, begin: async () => undefined, close: async () => undefined });
    const exchange = new Exchange({ clock: systemClock });
    const refusal = await Promise.resolve(check({ ...NOTHING_STATED, authorizations: [`Bearer ${'a'.repeat(length)}`] }, exchange)).catch((error: unknown) => error);
    const found = refusal instanceof ClientError ? refusal.logReason : exchange.caller === caller ? 'verified' : 'neither';
    expect([found, seen.length]).toEqual([expected, expected === 'verified' ? 1 : 0]);
  });
});
