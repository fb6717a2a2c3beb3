// Who may ask for the schema where that is a matter of role, through the door of a gateway with each engine.

import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { ENGINES } from '../../kit/federation.js';
import { ask } from '../../kit/gateway/ask.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { TestIssuer } from '../../kit/gateway/TestIssuer.js';
import { READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

let world: TestWorld;
let issuer: TestIssuer;

beforeAll(async () => {
  [world, issuer] = await Promise.all([startTestWorld(), TestIssuer.start()]);
});

afterAll(() => Promise.all([issuer?.stop(), stopTestWorld(world)]));

const bearer = async (scope: string) => ({ authorization: `Bearer ${await issuer.sign({ claims: { scope } })}` });

describe.each(ENGINES)('on %s', (engine) => {
  let gateway: Gateway;

  beforeAll(async () => {
    const identity = { issuers: [issuer.config()], maxVerifiedTokens: 100, developmentIssuerPort: 4100 };
    gateway = await startTestGateway(world, { config: { engine, identity, introspection: 'role' } });
  });

  afterAll(() => gateway?.close());

  it('who runs the gate gets the whole schema', async () => {
    const { errors, data } = await ask(gateway.url, getIntrospectionQuery(), { headers: await bearer('ops') });
    expect(errors).toBeUndefined();
    expect(buildClientSchema(data as unknown as IntrospectionQuery).getType('SecurityClearance')).toBeDefined();
  });

  it.each([
    ['nobody', () => Promise.resolve({})],
    ['an officer', () => bearer('case:read')],
  ])('%s is refused, told who may, and no agency is asked', async (_who, headers) => {
    const query = `{ application(id: "${READY_CASE}") { id } __schema { queryType { name } } }`;
    const { status, data, errors } = await ask(gateway.url, query, { headers: await headers() });
    expect({ status, data, errors }).toEqual({
      status: 403,
      data: undefined,
      errors: [
        {
          message: 'Introspection is open to callers with the scope "ops" alone, so "__schema" cannot be asked; ask with a token that has it, or take the schema from the operator of this API.',
          locations: [{ line: 1, column: 40 }],
          extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
        },
      ],
    });
    expect(Object.values(world).flatMap(({ calls }) => calls)).toEqual([]);
  });

  it('the page for browsers is served', async () => {
    const response = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });
});
