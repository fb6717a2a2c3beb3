// The gateway's client of an agency, against an agency that answers signed calls only.

import { buildSchema } from 'graphql';
import { Pool } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Exchange, type ExchangeOptions } from '../../../../gateway/Exchange.js';
import type { Breaker, CallOutcome } from '../../../../gateway/subgraph/breaker/Breaker.js';
import { CallSigner } from '../../../../gateway/subgraph/signature/CallSigner.js';
import { SubgraphClient } from '../../../../gateway/subgraph/SubgraphClient.js';
import { systemClock } from '../../../../gateway/util/Clock.js';
import type { Caller } from '../../../../schema/contract/Caller.js';
import type { CallKey } from '../../../../schema/contract/signature/CallKey.js';
import { collectFailed, type FailedCall } from '../../../kit/gateway/failedCalls.js';
import { makeEd25519, makeSecret, OFFICER, startSignedAgency, type SignedAgency } from '../../../subgraphs/kit/caller/signedAgency.js';

const REQUEST_ID = '5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f';

const NOW = 1_772_442_000;
const SDL = 'type Query { whoAsks: String! }';
const CLERK: Caller = { issuer: 'https://id.example', subject: 'clerk-1', scopes: ['checks:read'], regions: [], authority: 'KNB' };

const pairs = [makeEd25519('one'), makeEd25519('two'), makeSecret('shared', Buffer.alloc(32, 7))] as const;
const [one, two, shared] = pairs;
const stranger = makeEd25519('stranger');

let agency: SignedAgency;
let pool: Pool;
let outcomes: CallOutcome[];
let failedCalls: FailedCall[];

beforeAll(async () => {
  agency = await startSignedAgency({ kind: 'text', text: JSON.stringify({ keys: pairs.map(({ trusted }) => trusted) }) }, NOW);
  pool = new Pool(new URL(agency.url).origin);
});
afterAll(async () => {
  await pool.destroy();
  await agency.close();
});
beforeEach(() => {
  agency.logged.length = 0;
  outcomes = [];
  failedCalls = [];
});

/** @param current the key that signs, when it signs. */
function clientWith(current: () => CallKey | undefined, path = ''): SubgraphClient {
  const breaker: Breaker = { state: 'closed', request: () => ({ kind: 'admitted', settle: (outcome) => void outcomes.push(outcome) }) };
  const key = {
    get current() {
      return current() ?? one.signing;
    },
  };
  return new SubgraphClient({
    agency: 'applicants',
    url: new URL(`${agency.url}${path}`),
    timeoutMs: 10_000,
    maxResponseBytes: 10_000,
    retryAfterMs: 1_000,
    schema: buildSchema(SDL),
    dispatcher: pool,
    breakers: { lookup: breaker, query: breaker, mutation: breaker },
    signer: current() === undefined ? undefined : new CallSigner(key, () => NOW * 1_000 + 999),
    onCallEnded: collectFailed(failedCalls),
  });
}

const ask = (client: SubgraphClient, options: Partial<ExchangeOptions> = {}) =>
  client.execute({ operation: client.prepare({ text: '{ whoAsks }' }), variables: {} }, new Exchange({ clock: systemClock, requestId: REQUEST_ID, ...options }));

const told = async (answer: ReturnType<typeof ask>): Promise<unknown> => JSON.parse(String((await answer).data?.['whoAsks']));

describe('an agency that answers signed calls only is told', () => {
  it.each([
    ['by Ed25519', one.signing, ''],
    ['by a shared secret', shared.signing, ''],
    ['at an address with a query', one.signing, '?zone=a'],
  ])('who asks, why, about which case and by which consent: %s', async (_how, key, path) => {
    const client = clientWith(() => key, path);
    expect(await told(ask(client, { caller: OFFICER, purpose: 'case-work', caseId: 'case-000001', consent: 'consent-1' }))).toEqual({
      caller: OFFICER,
      purpose: 'case-work',
      caseId: 'case-000001',
      consent: 'consent-1',
    });
    expect(await told(ask(client))).toEqual({});
    expect(outcomes).toEqual(['success', 'success']);
    expect(agency.logged).toEqual([]);
  });

  it('by the key that is current when the call is made', async () => {
    let current = one.signing;
    const client = clientWith(() => current);
    await told(ask(client));
    current = two.signing;
    await told(ask(client));
    current = stranger.signing;
    await ask(client);
    expect(outcomes).toEqual(['success', 'success', 'neutral']);
  });
});

describe('calls under way at the same time', () => {
  it('each tell the agency their own caller, purpose, case and consent', async () => {
    const client = clientWith(() => one.signing);
    const askers: Partial<ExchangeOptions>[] = [
      {},
      { caller: OFFICER },
      { caller: CLERK },
      { caller: OFFICER, purpose: 'case-work', caseId: 'case-000001' },
      { caller: OFFICER, purpose: 'case-work', caseId: 'case-000002' },
      { caller: OFFICER, purpose: 'case-work', caseId: 'case-000002', consent: 'consent-1' },
      { caller: OFFICER, purpose: 'case-work', caseId: 'case-000002', consent: 'consent-2' },
      { caller: OFFICER, consent: 'audit' },
      { caller: OFFICER, purpose: 'audit' },
      { caller: OFFICER, caseId: 'audit' },
      { language: 'kk', caller: OFFICER },
    ];
    const answers = await Promise.all(askers.map((asker) => told(ask(client, asker))));
    expect(answers).toEqual(askers.map(({ language: _language, ...identity }) => identity));
    // One call each: the breaker heard of as many.
    expect(outcomes).toHaveLength(askers.length);
  });

  it('of the same asker are one call, with the signature of one', async () => {
    const client = clientWith(() => one.signing);
    const identity = { caller: OFFICER, purpose: 'case-work', caseId: 'case-000001' } as const;
    const answers = await Promise.all([1, 2, 3].map(() => told(ask(client, identity))));
    expect(answers).toEqual([identity, identity, identity]);
    expect(new Set(outcomes)).toEqual(new Set(['success']));
    expect(agency.logged).toEqual([]);
  });
});

describe('a call that the agency refuses', () => {
  it.each<[string, CallKey | undefined, string]>([
    ['unsigned', undefined, 'there is no signature'],
    ['signed with a key that is not trusted', stranger.signing, 'the key is not trusted'],
  ])('is nobody’s illness, and tells the client nothing of signatures: %s', async (_what, key, reason) => {
    const { data, errors } = await ask(clientWith(() => key));
    expect(data).toEqual({ whoAsks: null });
    expect(errors).toMatchObject([{ path: ['whoAsks'], extensions: { code: 'SUBGRAPH_REQUEST_FAILED', agency: 'applicants' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/sign/i);
    expect(outcomes).toEqual(['neutral']);
    expect(failedCalls).toMatchObject([
      { requestId: REQUEST_ID, code: 'SUBGRAPH_REQUEST_FAILED', detail: "HTTP 401: the agency does not accept the gateway's signature; its own log says why" },
    ]);
    expect(agency.logged).toMatchObject([{ msg: 'a call was refused', reason, requestId: REQUEST_ID }]);
  });
});
