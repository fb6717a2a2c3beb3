// Callers who may see different things, one after the other and at once: no plan is shared that shows more.

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../../../schema/contract/Caller.js';
import { serveStages, type ServedStages } from '../../kit/gateway/serveStages.js';

const WORLD = {
  people: {
    sdl: `
      type Query { person: Person }
      type Person @key(fields: "id") { id: ID! name: String email: String @requiresScopes(scopes: [["mail"]]) phone: String @requiresScopes(scopes: [["phone"]]) }
    `,
    resolvers: { Query: { person: () => ({ id: '1', name: 'n', email: 'e', phone: 'p' }) } },
  },
};

const caller = (...scopes: string[]): Caller => ({ issuer: 'https://issuer.test', subject: scopes.join(' ') || 'nobody', scopes, regions: [] });

let served: ServedStages;

beforeAll(async () => {
  served = await serveStages(WORLD, 'compiled', { mode: 'filter', policies: new Map(), purposesWithoutConsent: new Set() });
});
afterAll(() => served.close());

const CASES: readonly (readonly [caller: Caller, fields: string, person: Record<string, string | null>])[] = [
  [caller('mail', 'phone'), 'name email phone', { name: 'n', email: 'e', phone: 'p' }],
  [caller('mail'), 'name email', { name: 'n', email: 'e', phone: null }],
  [caller('phone'), 'name phone', { name: 'n', email: null, phone: 'p' }],
  [caller(), 'name', { name: 'n', email: null, phone: null }],
];

/** @param operation each has plans of its own. */
async function askAs(who: Caller, operation: string): Promise<unknown> {
  const { body } = await served.ask(`query ${operation} { person { name email phone } }`, { caller: who });
  return (body['data'] as Record<string, unknown>)['person'];
}

const ONE_AFTER_THE_OTHER = async () => {
  const all = [];
  for (const [who] of CASES) all.push(await askAs(who, 'InTurn'));
  return all;
};
const AT_ONCE = () => Promise.all(CASES.map(([who]) => askAs(who, 'AtOnce')));

it.each([
  ['one after the other, those who may see most first', ONE_AFTER_THE_OTHER],
  ['the same again, now that all plans are known', ONE_AFTER_THE_OTHER],
  ['all at once, before there is a plan', AT_ONCE],
])('%s', async (_how, askAll) => {
  const calls = served.subgraphs['people']?.calls ?? [];
  calls.length = 0;
  expect(await askAll()).toEqual(CASES.map(([, , person]) => person));
  // The agency was asked for what each may see and for nothing else.
  const asked = calls.map(({ query }) => /person\s*\{([^}]*)\}/.exec(query)?.[1]?.trim().split(/\s+/).join(' ') ?? query);
  expect(asked.toSorted()).toEqual(CASES.map(([, fields]) => fields).toSorted());
});
