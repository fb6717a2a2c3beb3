// Requests of one minute from one caller: those that may come, and the next; and who a caller is, over a real gateway.

import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../schema/contract/Caller.js';
import { limitCaller } from '../../../gateway/admission/limitCaller.js';
import { NOTHING_STATED } from '../../../gateway/admission/StatedIdentity.js';
import type { Gateway } from '../../../gateway/createGateway.js';
import type { ClientError } from '../../../gateway/errors/ClientError.js';
import type { RateRefusal } from '../../../gateway/errors/rateLimited.js';
import { Exchange } from '../../../gateway/Exchange.js';
import { createCanaries } from '../../kit/canary/Canary.js';
import { CanarySearch } from '../../kit/canary/CanarySearch.js';
import { ask } from '../../kit/gateway/ask.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { createIssuerKey, TestIssuer } from '../../kit/gateway/TestIssuer.js';
import { startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

const ACCOUNT: Caller = { issuer: 'https://id.example', subject: 'a', scopes: [], regions: [] };

describe('the check', () => {
  let nowMs = 0;
  let told: RateRefusal[] = [];

  beforeEach(() => {
    nowMs = 0;
    told = [];
  });

  /** @returns undefined where the caller may come, else the seconds that it is told to wait. */
  function checkOf(requestsPerCaller: number): (caller?: Caller) => string | undefined {
    const clock = { nowMs: () => nowMs };
    const check = limitCaller({ requestsPerCaller, clock, onRateLimited: (refusal) => told.push(refusal) });
    return (caller) => {
      try {
        void check(NOTHING_STATED, new Exchange({ clock, caller }));
        return undefined;
      } catch (error) {
        return (error as ClientError).headers['retry-after'];
      }
    };
  }

  it.each([
    [1, [undefined]],
    [2, [undefined, undefined]],
    [3, [undefined, undefined, '60']],
  ])('of two a minute, %i are told %j', (count, waits) => {
    const check = checkOf(2);
    expect(Array.from({ length: count }, () => check(ACCOUNT))).toEqual(waits);
    expect(told).toEqual(waits.filter((wait) => wait !== undefined).map(() => ({ limit: 'perCaller' })));
  });

  it('ends with the minute', () => {
    const check = checkOf(1);
    const waits = [0, 59_001, 59_999, 60_000].map((atMs) => {
      nowMs = atMs;
      return check(ACCOUNT);
    });
    expect(waits).toEqual([undefined, '1', '1', undefined]);
  });

  it.each<[string, Partial<Caller>, string | undefined]>([
    ['the same account with other rights', { scopes: ['ops'], regions: ['71'] }, '60'],
    ['another account', { subject: 'b' }, undefined],
    ['an account of the same name at another issuer', { issuer: 'https://id.example/other' }, undefined],
    ['what only together reads the same', { issuer: 'https://id.examplea', subject: '' }, undefined],
  ])('%s', (_who, difference, wait) => {
    const check = checkOf(1);
    check(ACCOUNT);
    expect(check({ ...ACCOUNT, ...difference })).toBe(wait);
  });

  it('nobody in particular is not counted here, and without a limit nobody is', () => {
    const one = checkOf(1);
    const any = checkOf(0);
    expect(Array.from({ length: 5 }, () => one(undefined))).toEqual(Array(5).fill(undefined));
    expect(Array.from({ length: 5 }, () => any(ACCOUNT))).toEqual(Array(5).fill(undefined));
  });
});

describe('over a gateway', () => {
  let world: TestWorld;
  let issuer: TestIssuer;
  let gateway: Gateway;
  let logLines: string[] = [];

  beforeAll(async () => {
    [world, issuer] = await Promise.all([startTestWorld(), TestIssuer.start()]);
  });

  beforeEach(async () => {
    logLines = [];
    const identity = { issuers: [issuer.config()], maxVerifiedTokens: 100, developmentIssuerPort: 4100 };
    gateway = await startTestGateway(world, { config: { identity, rateLimit: { perCaller: 2, perAddress: 6 } }, onLogLine: (line) => logLines.push(line) });
  });

  afterEach(() => gateway.close());

  afterAll(() => Promise.all([issuer?.stop(), stopTestWorld(world)]));

  const send = (token: string | undefined, query = '{ regions { code } }') =>
    ask(gateway.url, query, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

  /** A new one each time. */
  const tokenOf = (sub: string) => issuer.sign({ claims: { sub, jti: crypto.randomUUID() } });

  it('many tokens of one account have one allowance, and the refusal comes before the operation is read', async () => {
    const statuses = [];
    for (let count = 0; count < 2; count += 1) statuses.push((await send(await tokenOf('a'))).status);
    expect(statuses).toEqual([200, 200]);
    world['regional-quotas'].reset();
    const { status, headers, errors } = await send(await tokenOf('a'), 'no GraphQL');
    const seconds = Number(headers.get('retry-after'));
    expect([status, errors]).toEqual([429, [{ message: `Too many requests: this caller may send 2 a minute. Send the next in ${seconds} s.`, extensions: { code: 'RATE_LIMITED' } }]]);
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(world['regional-quotas'].calls).toEqual([]);
    expect((await send(await tokenOf('b'))).status).toBe(200);
  });

  it('a refused token uses up nothing of the account that it claims', async () => {
    const stranger = await createIssuerKey(issuer.keys[0]!.publicJwk.kid);
    const forged = await issuer.sign({ key: stranger, claims: { sub: 'a' } });
    for (let count = 0; count < 3; count += 1) expect((await send(forged)).status).toBe(401);
    expect((await send(await tokenOf('a'))).status).toBe(200);
  });

  it.each([
    ['who has no token', () => Promise.resolve(undefined)],
    ['an unknown token', () => Promise.resolve('unknown')],
    ['a caller with ever new accounts', () => tokenOf(crypto.randomUUID())],
  ])('%s is stopped by the limit of its address, which counts first', async (_who, makeToken) => {
    const statuses = [];
    for (let count = 0; count < 7; count += 1) statuses.push((await send(await makeToken())).status);
    expect(statuses.map((status) => status === 429)).toEqual([false, false, false, false, false, false, true]);
  });

  it('a flood leaves one line in the log, not one for each request, and nothing of who it was', async () => {
    const { account } = createCanaries();
    const token = await tokenOf(account);
    for (let count = 0; count < 6; count += 1) await send(token);
    expect(new CanarySearch([{ kind: 'account', text: account }]).search(logLines.join(''), 'the log')).toEqual([]);
    const lines = logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ msg }) => msg === 'request refused for its rate')).toMatchObject([{ limit: 'perCaller', leftOut: 0 }]);
    expect(lines.filter(({ msg }) => msg === 'request closed')).toHaveLength(2);
  });
});
