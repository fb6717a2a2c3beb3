// Who does not share work with whom, over a real gateway: two callers, and one caller with two purposes. That equal
// askers do share is shown where the sharing is.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ask } from '../../kit/gateway/ask.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import type { GraphqlResponse } from '../../kit/gateway/TestSubgraph.js';
import { TestIssuer } from '../../kit/gateway/TestIssuer.js';
import { READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';
import { waitFor } from '../../kit/waitFor.js';

let world: TestWorld;
let issuer: TestIssuer;
let gateway: Gateway;

beforeAll(async () => {
  [world, issuer] = await Promise.all([startTestWorld(), TestIssuer.start()]);
  const identity = { issuers: [issuer.config()], maxVerifiedTokens: 100, developmentIssuerPort: 4100 };
  // Long enough for two requests to meet on a busy machine.
  const times = { requestTimeoutMs: 60_000, identity };
  gateway = await startTestGateway(world, { config: times, agency: { timeoutMs: 50_000 } });
});

beforeEach(() => world.applicants.reset());

afterAll(async () => {
  await gateway?.close();
  await Promise.all([issuer?.stop(), stopTestWorld(world)]);
});

type Headers = Record<string, string>;

/** Calls to the agency that two requests take which are under way together. */
async function callsOf(first: Headers, second: Headers): Promise<number> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  world.applicants.behaviour = {
    kind: 'rewrite',
    change: async (response: GraphqlResponse) => {
      await released;
      return response;
    },
  };
  const one = ask(gateway.url, QUERY, { headers: first });
  await waitFor('the first to reach the agency', () => world.applicants.openCalls === 1);
  const other = ask(gateway.url, QUERY, { headers: second });
  await waitFor('the second to reach the agency', () => world.applicants.openCalls === 2);
  release();
  for (const answer of await Promise.all([one, other])) expect(answer).toMatchObject({ status: 200, data: { application: { id: READY_CASE } } });
  return world.applicants.calls.length;
}

const QUERY = `{ application(id: "${READY_CASE}") { id } }`;
const tokenOf = async (claims: Record<string, unknown> = {}, jti: string = crypto.randomUUID()): Promise<Headers> => ({
  authorization: `Bearer ${await issuer.sign({ claims: { ...claims, jti } })}`,
});

describe('two calls serve', () => {
  const WORK = { 'x-purpose': 'case-work', 'x-case-id': 'case-1' };
  it.each<[string, () => Promise<[Headers, Headers]>]>([
    ['two accounts', async () => [await tokenOf({ sub: 'a' }), await tokenOf({ sub: 'b' })]],
    ['one account with two scopes', async () => [await tokenOf({ scope: 'a' }), await tokenOf({ scope: 'a b' })]],
    ['somebody and nobody', async () => [await tokenOf(), {}]],
    ['two purposes', async () => [{ ...(await tokenOf()), ...WORK }, { ...(await tokenOf()), ...WORK, 'x-purpose': 'security-check' }]],
    ['two cases', async () => [{ ...(await tokenOf()), ...WORK }, { ...(await tokenOf()), ...WORK, 'x-case-id': 'case-2' }]],
    ['two consents', async () => [{ ...(await tokenOf()), ...WORK, 'x-consent': 'consent-1' }, { ...(await tokenOf()), ...WORK, 'x-consent': 'consent-2' }]],
    ['two languages', async () => [{ ...(await tokenOf()), 'accept-language': 'kk' }, { ...(await tokenOf()), 'accept-language': 'ru' }]],
  ])('%s', async (_who, make) => {
    expect(await callsOf(...(await make()))).toBe(2);
  });
});
