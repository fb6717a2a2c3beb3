import { buildSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { NOTHING_STATED } from '../../gateway/admission/StatedIdentity.js';
import type { Engine } from '../../gateway/engine/Engine.js';
import { ClientError } from '../../gateway/errors/ClientError.js';
import { Exchange } from '../../gateway/Exchange.js';
import { handleRequest, type RequestClosedEvent, type RequestStages } from '../../gateway/handleRequest.js';
import { openAccess } from '../../gateway/operation/access/createAccessControl.js';
import { showAllReports } from '../../gateway/projection/showReports.js';
import { loadSupergraph } from '../../gateway/supergraph/loadSupergraph.js';
import { systemClock } from '../../gateway/util/Clock.js';
import { testReader } from '../kit/gateway/operationReader.js';
import { SUPERGRAPH_FILE } from '../kit/gateway/testWorld.js';

const supergraph = loadSupergraph(SUPERGRAPH_FILE);
const apiSchema = buildSchema('type Query { a: String } type Mutation { m: String }');

let closed: RequestClosedEvent[] = [];

afterEach(() => {
  closed = [];
});

function stagesWith(execute: Engine['execute'], more: Partial<RequestStages> = {}): RequestStages {
  return {
    admit: async () => undefined,
    supergraph,
    readOperation: testReader(apiSchema),
    controlAccess: openAccess,
    showReports: showAllReports,
    engine: { name: 'apollo', execute, prepare: () => Promise.resolve(), hottest: () => [], close: () => Promise.resolve() },
    requestTimeoutMs: 5_000,
    mutationTimeoutMs: 5_000,
    maxTimeoutMs: 8_000,
    onClosed: (event) => closed.push(event),
    ...more,
  };
}

const answering: Engine['execute'] = () => Promise.resolve({ data: { a: 'x' }, errors: [] });
const failingAfterCall: Engine['execute'] = (_operation, exchange) => {
  exchange.recordCall({ agency: 'agency-a', sent: true, latencyMs: 1 });
  return Promise.reject(new Error('x'));
};
const refusing: RequestStages['admit'] = () => Promise.reject(new ClientError('UNAUTHENTICATED', 'no', { logReason: 'expired' }));
const hanging: Engine['execute'] = () => new Promise(() => undefined);

function handle(query: string, stages: RequestStages, mutationsAllowed = true, exchange = new Exchange({ clock: systemClock })) {
  return handleRequest({ request: { query }, stated: NOTHING_STATED, mutationsAllowed }, exchange, stages);
}

/** An exchange complains when it is closed twice, so a second close shows that the first was made. */
function expectClosedOnce(): void {
  expect(closed).toHaveLength(1);
  expect(() => closed[0]?.exchange.close()).toThrow('exactly once');
}

describe('closes the exchange exactly once, and tells the listener', () => {
  it('when it answers', async () => {
    expect(await handle('{ a }', stagesWith(answering))).toMatchObject({ httpStatus: 200, body: { data: { a: 'x' } } });
    expectClosedOnce();
    expect(closed[0]).toMatchObject({ operation: { kind: 'query' } });
  });

  it('when it is not admitted, before anything in it is read', async () => {
    let wasRead = false;
    const readOperation = () => {
      wasRead = true;
      throw new Error('x');
    };
    expect(await handle('{', stagesWith(answering, { admit: refusing, readOperation }))).toMatchObject({ httpStatus: 401, body: { errors: [{ message: 'no' }] } });
    expectClosedOnce();
    expect([wasRead, closed[0]?.operation]).toEqual([false, undefined]);
  });

  it('when its client leaves while it is read: nothing is executed for it', async () => {
    const exchange = new Exchange({ clock: systemClock });
    const read = testReader(apiSchema);
    const readOperation: RequestStages['readOperation'] = async (request) => {
      exchange.abort('clientLeft');
      return read(request);
    };
    let wasExecuted = false;
    const executing: Engine['execute'] = (operation, executed) => {
      wasExecuted = true;
      return answering(operation, executed);
    };
    await handle('{ a }', stagesWith(executing, { readOperation }), true, exchange);
    expectClosedOnce();
    expect(wasExecuted).toBe(false);
  });

  it('when the operation is refused', async () => {
    expect(await handle('{', stagesWith(answering))).toMatchObject({ httpStatus: 400 });
    expectClosedOnce();
    expect(closed[0]?.operation).toBeUndefined();
  });

  it('when the engine fails', async () => {
    const response = await handle('{ a }', stagesWith(() => Promise.reject(new Error('secret'))));
    expect(response).toMatchObject({ httpStatus: 500, body: { errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } });
    expect(JSON.stringify(response)).not.toContain('secret');
    expectClosedOnce();
  });

  it('when the deadline passes', async () => {
    const response = await handle('{ a }', stagesWith(hanging, { requestTimeoutMs: 20 }));
    expect(response).toMatchObject({ httpStatus: 504, body: { errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] } });
    expectClosedOnce();
  });

  it('when the client has left before it began', async () => {
    const exchange = new Exchange({ clock: systemClock });
    exchange.abort('clientLeft');
    await handle('{ a }', stagesWith(hanging), true, exchange);
    expectClosedOnce();
  });
});

describe('a client that says how long it will wait', () => {
  const limits = { requestTimeoutMs: 2_000, mutationTimeoutMs: 10_000, maxTimeoutMs: 8_000 };

  it.each([
    ['less than usual is what it gets', '{ a }', 1, 1],
    ['more than usual, just under the most', '{ a }', 7_999, 7_999],
    ['the most', '{ a }', 8_000, 8_000],
    ['just over the most', '{ a }', 8_001, 8_000],
    ['nothing is the usual', '{ a }', undefined, 2_000],
    ['a mutation may always take what mutations take', 'mutation { m }', 20_000, 10_000],
  ])('%s', async (_what, query, askedTimeoutMs, expectedMs) => {
    let timeoutMs: number | undefined;
    const engine: Engine['execute'] = (_operation, exchange) => {
      timeoutMs = exchange.timeoutMs;
      return Promise.resolve({ data: { a: 'x', m: 'x' }, errors: [] });
    };
    await handle(query, stagesWith(engine, limits), true, new Exchange({ clock: systemClock, askedTimeoutMs }));
    expect(timeoutMs).toBe(expectedMs);
  });
});

describe('a mutation', () => {
  it('has its own deadline', async () => {
    expect(await handle('mutation { m }', stagesWith(hanging, { requestTimeoutMs: 60_000, mutationTimeoutMs: 20 }))).toMatchObject({ httpStatus: 504 });
  });

  it('is refused at a door that must not change anything, before anything is executed', async () => {
    let executions = 0;
    const counting: Engine['execute'] = (...args) => {
      executions += 1;
      return answering(...args);
    };
    expect(await handle('mutation { m }', stagesWith(counting), false)).toMatchObject({
      httpStatus: 405,
      transport: true,
      headers: { allow: 'POST' },
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
    expect(executions).toBe(0);
  });
});

it('says also in a failed request what became of the agencies', async () => {
  expect(await handle('{ a }', stagesWith(failingAfterCall))).toMatchObject({ body: { extensions: { agencies: [{ agency: 'agency-a' }] } } });
});
