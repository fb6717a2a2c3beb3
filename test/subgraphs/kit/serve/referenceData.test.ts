// An agency says of an answer that holds nothing but reference data how long it may be given in its place, and of no other.

import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveAgency, type ServedAgency } from '../../../../subgraphs/kit/serve/serveAgency.js';
import { openAgencyStore } from '../../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../../subgraphs/kit/store/openStore.js';
import { tinyAgency, type TinyTables } from './tinyAgency.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');

let store: Store<TinyTables>;
const served: ServedAgency[] = [];

beforeAll(async () => {
  store = await openAgencyStore(tinyAgency, { kind: 'memory' });
  const { referenceDataMaxAgeSeconds: _none, ...silent } = tinyAgency;
  for (const agency of [tinyAgency, silent]) {
    served.push(await serveAgency({ agency, register: store, host: '127.0.0.1', port: 0, clock: { now: () => NOW }, logger: pino({ level: 'silent' }), callPolicy: { kind: 'open' }, rowSecurity: 'off', development: false }));
  }
});

afterAll(async () => {
  await Promise.all(served.map((each) => each.close()));
  await store.close();
});

async function cacheControl(query: string, agency = served[0]!): Promise<(string | null)[]> {
  const response = await fetch(agency.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  await response.text();
  return [response.headers.get('cache-control'), response.headers.get('date') === NOW.toUTCString() ? 'its clock' : null];
}

const ALLOWED = ['stale-if-error=60', 'its clock'];

it.each([
  ['reference data', '{ colours { name } }', ALLOWED],
  ['reference data with its type, in fragments, under another name', '{ all: colours { __typename ...F ... on Colour { n: name } } } fragment F on Colour { name }', ALLOWED],
  ['a number beside it', '{ colours { name left } }', [null, null]],
  ['a number in a fragment', '{ colours { ...F } } fragment F on Colour { left }', [null, null]],
  ['another root field beside it', '{ colours { name } count }', [null, null]],
  ['type names alone', '{ __typename }', [null, null]],
  ['nothing of it', '{ count }', [null, null]],
  ['a field of it that failed', '{ colours { name broken } }', [null, null]],
])('%s', async (_what, query, expected) => {
  expect(await cacheControl(query)).toEqual(expected);
});

it('an agency that names no age allows it of nothing', async () => {
  expect(await cacheControl('{ colours { name } }', served[1])).toEqual([null, null]);
});
