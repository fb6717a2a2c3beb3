// Identical queries under way at the same time: who shares an execution, and what becomes of it.

import { parse } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Engine, EngineResult } from '../../../gateway/engine/Engine.js';
import { shareQueries } from '../../../gateway/engine/shareQueries.js';
import { Exchange, type ExchangeOptions } from '../../../gateway/Exchange.js';
import type { Operation } from '../../../gateway/operation/Operation.js';
import { operationOf } from '../../kit/gateway/executeOver.js';

const RESULT: EngineResult = { data: { a: 1 }, errors: [] };
const QUERY = operationOf('query Q { a }');

interface Begun {
  readonly operation: Operation;
  readonly exchange: Exchange;
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

let nowMs: number;
let begun: Begun[];
let engine: Engine;

beforeEach(() => {
  nowMs = 0;
  begun = [];
  engine = shareQueries({
    name: 'compiled',
    execute(operation, exchange) {
      const { promise, resolve, reject } = Promise.withResolvers<EngineResult>();
      begun.push({ operation, exchange, finish: () => resolve(RESULT), fail: reject });
      return promise;
    },
    prepare: async () => undefined,
    hottest: () => [],
    close: async () => undefined,
  });
});

function exchangeOf(options: Partial<ExchangeOptions> = {}, timeoutMs = 2_000): Exchange {
  const exchange = new Exchange({ clock: { nowMs: () => nowMs }, ...options });
  exchange.limitTo(timeoutMs);
  return exchange;
}

/** Of two requests that come while the first is under way. */
async function executionsOf(first: [Operation, Exchange], second: [Operation, Exchange]): Promise<number> {
  const pending = [engine.execute(...first), engine.execute(...second)];
  const count = begun.length;
  for (const { finish } of begun) finish();
  expect(await Promise.all(pending)).toEqual([RESULT, RESULT]);
  first[1].close();
  second[1].close();
  return count;
}

describe('one execution serves', () => {
  it('two requests for the same, and each is told what agencies did', async () => {
    const exchanges = [exchangeOf(), exchangeOf()] as const;
    const pending = exchanges.map((exchange) => engine.execute(QUERY, exchange));
    begun[0]?.exchange.recordCall({ agency: 'a', sent: true, latencyMs: 3 });
    begun[0]?.finish();
    await Promise.all(pending);
    expect(begun).toHaveLength(1);
    for (const exchange of exchanges) {
      expect(exchange.agencyReports()).toMatchObject([{ agency: 'a', status: 'OK', calls: 1 }]);
      exchange.close();
    }
  });

  it('requests that come up to 100 ms apart', async () => {
    const first = exchangeOf();
    nowMs = 100;
    expect(await executionsOf([QUERY, first], [QUERY, exchangeOf()])).toBe(1);
  });
});

describe('executions of their own have', () => {
  const withVariables = (variables: Record<string, unknown>): Operation => ({ ...QUERY, variables });
  const document = parse('query Q { a } query R { a }');

  it.each<[string, [Operation, Partial<ExchangeOptions>], [Operation, Partial<ExchangeOptions>]]>([
    ['two askers', [QUERY, { language: 'one' }], [QUERY, { language: 'other' }]],
    ['somebody and nobody', [QUERY, { language: 'one' }], [QUERY, {}]],
    ['two sets of variables', [withVariables({ n: 1 }), {}], [withVariables({ n: 2 }), {}]],
    ['a variable that is null and one that is not there', [withVariables({ n: null }), {}], [withVariables({}), {}]],
    ['two operations of one document', [{ ...QUERY, document, name: 'Q' }, {}], [{ ...QUERY, document, name: 'R' }, {}]],
    ['two documents', [QUERY, {}], [operationOf('query Q { b }'), {}]],
    ['who wants located errors and who does not', [QUERY, { locatedAnswers: true }], [QUERY, {}]],
  ])('%s', async (_who, [one, oneOptions], [other, otherOptions]) => {
    expect(await executionsOf([one, exchangeOf(oneOptions)], [other, exchangeOf(otherOptions)])).toBe(2);
  });

  it('requests that come more than 100 ms apart', async () => {
    const first = exchangeOf();
    nowMs = 101;
    expect(await executionsOf([QUERY, first], [QUERY, exchangeOf()])).toBe(2);
  });

  it('mutations, always', async () => {
    const mutation: Operation = { ...QUERY, kind: 'mutation' };
    expect(await executionsOf([mutation, exchangeOf()], [mutation, exchangeOf()])).toBe(2);
  });

  it('one that comes after the other has ended', async () => {
    const ask = async () => {
      const exchange = exchangeOf();
      const pending = engine.execute(QUERY, exchange);
      begun.at(-1)?.finish();
      await pending;
      exchange.close();
    };
    await ask();
    await ask();
    expect(begun).toHaveLength(2);
  });
});

it('who has changed something is never shown what was read before', async () => {
  const before = engine.execute(QUERY, exchangeOf());
  const mutation = engine.execute({ ...QUERY, kind: 'mutation' }, exchangeOf());
  begun[1]?.finish();
  await mutation;
  const after = engine.execute(QUERY, exchangeOf());
  expect(begun).toHaveLength(3);
  begun[0]?.finish();
  begun[2]?.finish();
  await Promise.all([before, after]);
});

it('is given up when the last that waits has left, and not before', async () => {
  const [first, second] = [exchangeOf(), exchangeOf()];
  const pending = [engine.execute(QUERY, first), engine.execute(QUERY, second)];
  begun[0]?.exchange.recordCall({ agency: 'a', sent: true, latencyMs: 3 });
  first.abort('clientLeft');
  expect(begun[0]?.exchange.isAborted).toBe(false);
  // What was done for it until then is in its report.
  expect(first.agencyReports()).toMatchObject([{ agency: 'a', calls: 1 }]);
  second.abort('deadlinePassed');
  expect(begun[0]?.exchange.abortedBy).toBe('deadlinePassed');
  begun[0]?.finish();
  await Promise.all(pending);
  expect(first.agencyReports()).toMatchObject([{ agency: 'a', calls: 1 }]);
});

it('nobody joins what is given up', async () => {
  const left = exchangeOf();
  const given = engine.execute(QUERY, left);
  left.abort('clientLeft');
  const pending = engine.execute(QUERY, exchangeOf());
  expect(begun).toHaveLength(2);
  for (const { finish } of begun) finish();
  await Promise.all([given, pending]);
});

it('a failure is the failure of all who share', async () => {
  const pending = [engine.execute(QUERY, exchangeOf()), engine.execute(QUERY, exchangeOf())];
  begun[0]?.fail(new Error('a fault'));
  for (const each of pending) await expect(each).rejects.toThrow('a fault');
});
