// What an agency says when it should answer: errors in its own words, pages, halves, the wrong person. None of its words
// reach a client beside data, or the log: they could name people whom the client never asked about.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway/createGateway.js';
import { AGENCY_REFUSAL } from '../../gateway/subgraph/classifyReply.js';
import { createCanaries, listCanaries } from '../kit/canary/Canary.js';
import { CanarySearch } from '../kit/canary/CanarySearch.js';
import { ENGINES } from '../kit/federation.js';
import { ask } from '../kit/gateway/ask.js';
import { startTestGateway } from '../kit/gateway/startTestGateway.js';
import type { Behaviour, GraphqlResponse } from '../kit/gateway/TestSubgraph.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../kit/gateway/testWorld.js';

const canaries = createCanaries();
const { person, iin, name, latinName } = canaries;
const search = new CanarySearch(listCanaries(canaries));

const WORDS = `no ${name} (${iin}), known as ${person}`;

/** An error with the words wherever an error can hold some. */
const errorWith = (code: string | undefined, path: readonly (string | number)[]) => ({
  message: WORDS,
  path,
  locations: [{ line: Number(iin), column: 1 }],
  extensions: { ...(code !== undefined && { code }), stacktrace: [WORDS], [latinName]: person, agency: latinName, retryAfterMs: Number(iin), field: person, argument: person },
});

const saying = (change: (response: GraphqlResponse) => unknown): Behaviour => ({ kind: 'rewrite', change });
const replying = (body: string, more: { status?: number; headers?: Record<string, string> } = {}): Behaviour => ({ kind: 'reply', body, ...more });

const CODES = [undefined, 'INTERNAL_SERVER_ERROR', 'BAD_USER_INPUT', 'REQUEST_TIMEOUT', 'UNAUTHENTICATED', 'WITHHELD', 'GRAPHQL_VALIDATION_FAILED', `NO_${iin}`, person];

/** Data in which every text says something else. */
function overwrite(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((item) => overwrite(item, text));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === '__typename' ? inner : overwrite(inner, text)]));
  return typeof value === 'string' ? text : value;
}

const BEHAVIOURS: readonly (readonly [what: string, behaviour: Behaviour])[] = [
  ...CODES.flatMap((code) => [
    [`an error with the code ${code?.slice(0, 12)} instead of data`, saying(() => ({ errors: [errorWith(code, [])] }))] as const,
    [`an error with the code ${code?.slice(0, 12)} beside data`, saying(({ data }) => ({ data, errors: [errorWith(code, ['_entities', 0, 'clearance', 'checks'])] }))] as const,
  ]),
  ['an error at places that were not asked for', saying(({ data }) => ({ data, errors: [errorWith('WITHHELD', [latinName, Number(iin), person]), errorWith('WITHHELD', ['_entities', 0, latinName]), errorWith('WITHHELD', ['application', latinName])] }))],
  ['an entity too many', saying(({ data }) => ({ data: { ...data, _entities: [{ id: person }, { id: person }] } }))],
  ['fields that nobody asked for', saying(({ data }) => ({ data: { ...data, [latinName]: person }, errors: [], extensions: { [latinName]: person } }))],
  ['somebody else, in every text', saying(({ data }) => ({ data: overwrite(data, person) }))],
  ['a name, in every text', saying(({ data }) => ({ data: overwrite(data, name) }))],
  ['errors that are no list', saying(({ data }) => ({ data, errors: { message: WORDS } }))],
  ['errors that are texts', saying(({ data }) => ({ data, errors: [WORDS] }))],
  ['a page', replying(`<html>${WORDS}</html>`, { headers: { 'content-type': 'text/html' } })],
  ['a page of an error', replying(`<html>${WORDS}</html>`, { status: 500, headers: { 'retry-after': iin, 'x-person': person } })],
  ['a page that there is not', replying(WORDS, { status: 404 })],
  ['a refusal', replying(JSON.stringify({ errors: [errorWith('UNSIGNED_REQUEST', [])] }), { status: 401, headers: { 'www-authenticate': `Bearer realm="${person}"` } })],
  ['another address', replying('', { status: 302, headers: { location: `https://${latinName}.example/${person}` } })],
  ['a body that breaks off', replying(`{"data":{"application":{"id":"${person}`)],
  ['half a body', replying(`{"data":{"application":{"id":"${person}`, { headers: { 'content-length': '5000' } })],
  ['a text', replying(JSON.stringify(WORDS))],
  ['more waiting than anybody has', replying(WORDS, { status: 429, headers: { 'retry-after': person } })],
  ['nothing', { kind: 'hang' }],
  ['the end of the connection', { kind: 'reset' }],
];

describe.each(ENGINES)('with the %s engine,', (engine) => {
  let world: TestWorld;
  let gateway: Gateway;
  const log: string[] = [];

  beforeAll(async () => {
    world = await startTestWorld();
    gateway = await startTestGateway(world, { config: { engine }, onLogLine: (line) => log.push(line) });
  });

  afterAll(async () => {
    await gateway?.close();
    await stopTestWorld(world);
  });

  afterEach(() => {
    for (const subgraph of Object.values(world)) subgraph.reset();
  });

  it('which argument is wrong is told by its name', async () => {
    world.applicants.behaviour = saying(({ data }) => {
      // The name under which the engine has asked for it.
      const [key = ''] = Object.keys(data ?? {});
      return { data: { [key]: null }, errors: [{ message: WORDS, path: [key], extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }] };
    });
    const { errors } = await ask(gateway.url, '{ applications(first: 0) { nodes { id } } }');
    expect(errors?.filter(({ extensions }) => extensions?.['code'] === 'BAD_USER_INPUT')).toEqual([
      { message: 'The request is not acceptable.', path: ['applications'], extensions: { code: 'BAD_USER_INPUT', agency: 'applicants', argument: 'first' } },
    ]);
  });

  it('a code of its own, which has the form of one, reaches the client and not the log', async () => {
    const code = latinName.toUpperCase();
    world['security-checks'].behaviour = saying(() => ({ errors: [errorWith(code, [])] }));
    log.length = 0;
    const { errors } = await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });
    expect(errors).toMatchObject([{ message: AGENCY_REFUSAL, extensions: { code, agency: 'security-checks' } }]);
    expect(log.join('')).toContain('"errorCodes":["AGENCY_CODE"]');
    expect(search.search(log.join(''), 'the log')).toEqual([]);
  });

  describe.each(['applicants', 'security-checks'] as const)('%s says', (agency) => {
    it.each(BEHAVIOURS)('%s, and nobody hears more than that it did', async (_what, behaviour) => {
      world[agency].behaviour = behaviour;
      log.length = 0;
      const { errors = [], extensions, headers } = await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE }, headers: { 'x-answer-errors': 'located' } });
      expect(world[agency].calls.length).toBeGreaterThan(0);
      expect(search.search(JSON.stringify({ errors, extensions, headers: [...headers] }), 'what the client is told beside data')).toEqual([]);
      expect(log.some((line) => line.includes('request closed'))).toBe(true);
      expect(search.search(log.join(''), 'the log')).toEqual([]);
    });
  });
});
