// Earlier answers of reference data in the place of those that do not come: which, how old, and what is told of them.

import { afterEach, describe, expect, it } from 'vitest';
import { Maintenance } from '../../../../gateway/subgraph/maintenance/Maintenance.js';
import { StaleAnswers } from '../../../../gateway/subgraph/stale/StaleAnswers.js';
import { StaleIfError } from '../../../../gateway/subgraph/stale/StaleIfError.js';
import type { SubgraphRequest, SubgraphResult } from '../../../../gateway/subgraph/SubgraphRequest.js';
import { ReferenceClient, registerSupergraph, START, type ReferenceClientOptions } from '../../../kit/gateway/referenceClient.js';

type MakeRequest = (...asked: Parameters<ReferenceClient['request']>) => SubgraphRequest;

const opened: ReferenceClient[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

function open(options: ReferenceClientOptions = {}): ReferenceClient {
  const client = new ReferenceClient(options);
  opened.push(client);
  return client;
}

const REGIONS = '{regions{code name}}';
const NAMES = { regions: [{ code: '71', name: 'Astana' }] };
const BY_CODE = 'query($representations:[_Any!]!){_entities(representations:$representations){...on Region{name}}}';
const lookupOf = (type: string, field: string) => `query($representations:[_Any!]!){_entities(representations:$representations){...on ${type}{${field}}}}`;
const region = (code: string) => ({ __typename: 'Region', code });

const plain = ({ data, errors }: SubgraphResult): unknown => ({ data: JSON.parse(JSON.stringify(data)) as unknown, codes: errors.map(({ extensions }) => extensions?.['code']) });

describe('a query that was answered before', () => {
  it('is answered so again, by its age, while the agency cannot be reached', async () => {
    const register = open();
    await register.hear(register.request(REGIONS), NAMES);
    register.clocks.pass(42_000);
    const exchange = register.exchange();
    const result = await register.miss(register.request(REGIONS), exchange);
    expect([plain(result), result.isWhole]).toEqual([{ data: NAMES, codes: [] }, true]);
    expect(exchange.agencyReports()).toMatchObject([{ status: 'UNAVAILABLE', code: 'SUBGRAPH_REQUEST_FAILED', stale: { ageMs: 42_000, asOf: '2026-03-02T09:00:00.000Z' } }]);
    expect(register.failedCalls).toMatchObject([{ code: 'SUBGRAPH_REQUEST_FAILED', staleAgeMs: 42_000 }]);
    expect(register.outcomes).toEqual(['success', 'failure']);
  });

  it.each([
    [59_999, 'told'],
    [60_000, 'told'],
    [60_001, 'SUBGRAPH_REQUEST_FAILED'],
  ])('%i ms after, of the 60,000 that the agency allows, is %s', async (laterMs, expected) => {
    const register = open();
    await register.hear(register.request(REGIONS), NAMES);
    register.clocks.pass(laterMs);
    const { errors } = await register.miss(register.request(REGIONS));
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(expected === 'told' ? [] : [expected]);
  });

  it.each([
    ['old as the clocks say', 0, 13_000],
    ['no younger for a wall clock that is set back', -86_400_000, 13_000],
    ['older by the time that the machine slept', 20_000, 33_000],
  ])('is %s', async (_how, wallJumpMs, ageMs) => {
    const register = open();
    register.clocks.agencyMs -= 3_000;
    await register.hear(register.request(REGIONS), NAMES);
    register.clocks.pass(10_000);
    register.clocks.wallMs += wallJumpMs;
    const exchange = register.exchange();
    await register.miss(register.request(REGIONS), exchange);
    expect(exchange.agencyReports()[0]?.stale).toEqual({ ageMs, asOf: new Date(START - 3_000).toISOString() });
  });

  it('is no part of what another operation, another value or another agency is told', async () => {
    const register = open();
    const byKind = (kind: string) => register.request('query($k:Kind){regionsOf(kind:$k){name}}', { k: kind });
    await register.hear(byKind('CITY'), { regionsOf: [{ name: 'Astana' }] });
    expect(plain(await register.miss(byKind('REGION')))).toMatchObject({ codes: ['SUBGRAPH_REQUEST_FAILED'] });
    expect(plain(await register.miss(register.request('{regions{name}}')))).toMatchObject({ codes: ['SUBGRAPH_REQUEST_FAILED'] });
    expect(plain(await register.miss(byKind('CITY')))).toEqual({ data: { regionsOf: [{ name: 'Astana' }] }, codes: [] });
  });

  it('is no part of what an absent value is told where it was null, or the other way round; a default is a value', async () => {
    const register = open();
    const told = async (variables: Record<string, unknown>, type = 'Kind') => {
      const { data } = await register.miss(register.request(`query($k:${type}){regionsOf(kind:$k){name}}`, variables));
      return (data?.['regionsOf'] as { name: string }[] | null)?.[0]?.name;
    };
    const hear = (variables: Record<string, unknown>, name: string) => register.hear(register.request('query($k:Kind){regionsOf(kind:$k){name}}', variables), { regionsOf: [{ name }] });
    await hear({ k: null }, 'of null');
    expect([await told({ k: null }), await told({}), await told({ k: undefined })]).toEqual(['of null', undefined, undefined]);
    await hear({}, 'of nothing');
    await hear({ k: 'CITY' }, 'of a city');
    expect([await told({ k: null }), await told({}), await told({ k: undefined })]).toEqual(['of null', 'of nothing', 'of nothing']);
    expect([await told({}, 'Kind=CITY'), await told({ k: undefined }, 'Kind=CITY'), await told({ k: null }, 'Kind=CITY'), await told({}, 'Kind=null')]).toEqual(['of a city', 'of a city', 'of null', 'of null']);
  });

  it('is known whatever operation, variables and fragments are called', async () => {
    const register = open();
    await register.hear(register.request('query A($x:Kind){regionsOf(kind:$x){...F}} fragment F on Region{name}', { x: 'CITY' }), { regionsOf: [{ name: 'Astana' }] });
    const other = register.request('query B($y:Kind){regionsOf(kind:$y){...G}} fragment G on Region{name}', { y: 'CITY' });
    expect(plain(await register.miss(other))).toEqual({ data: { regionsOf: [{ name: 'Astana' }] }, codes: [] });
  });

  it('is given anew each time: what the engine merges into it is not kept', async () => {
    const register = open();
    const { data } = await register.hear(register.request(REGIONS), NAMES);
    (data!['regions'] as Record<string, unknown>[])[0]!['name'] = 'changed';
    const again = await register.miss(register.request(REGIONS));
    (again.data!['regions'] as Record<string, unknown>[])[0]!['name'] = 'changed';
    expect(plain(await register.miss(register.request(REGIONS)))).toEqual({ data: NAMES, codes: [] });
  });
});

describe('an agency that', () => {
  const reasons: readonly (readonly [why: string, code: string, options: ReferenceClientOptions, end: (register: ReferenceClient) => void])[] = [
    ['has an open breaker', 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED', {}, () => undefined],
    ['fails with 500', 'SUBGRAPH_REQUEST_FAILED', {}, ({ agency }) => agency.attempts.at(-1)!.answer('', 500)],
    ['answers no JSON', 'SUBGRAPH_BAD_RESPONSE', {}, ({ agency }) => agency.attempts.at(-1)!.answer('<html>')],
    ['answers something else', 'SUBGRAPH_BAD_RESPONSE', {}, ({ agency }) => agency.attempts.at(-1)!.answer('{"data":{"regions":[{"code":"71"}]}}')],
    ['reports an internal error in a field', 'SUBGRAPH_REQUEST_FAILED', {}, ({ agency }) => agency.attempts.at(-1)!.answer('{"data":{"regions":[{"code":"71","name":"x"}]},"errors":[{"message":"","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}')],
    ['does not know the operation any more', 'SUBGRAPH_BAD_RESPONSE', {}, ({ agency }) => agency.attempts.at(-1)!.answer('{"errors":[{"message":"","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}', 400)],
    ['answers 429', 'SUBGRAPH_REQUEST_FAILED', {}, ({ agency }) => agency.attempts.at(-1)!.answer('', 429)],
  ];

  it.each(reasons)('%s is spoken for by what it said before', async (why, code, options, end) => {
    let isOpen = false;
    const breaker = { state: 'closed' as const, request: () => (isOpen ? { kind: 'refused' as const, retryAt: new Date(0) } : { kind: 'admitted' as const, settle: () => undefined }) };
    const register = open({ ...options, breakers: { lookup: breaker, query: breaker, mutation: breaker } });
    await register.hear(register.request(REGIONS), NAMES);
    isOpen = why.includes('breaker');
    const exchange = register.exchange();
    const result = register.client.execute(register.request(REGIONS), exchange);
    end(register);
    expect(plain(await result)).toEqual({ data: NAMES, codes: [] });
    expect(exchange.agencyReports()).toMatchObject([{ status: 'UNAVAILABLE', code, stale: { ageMs: 0 } }]);
  });

  it('has announced maintenance, or as many calls as may be, is spoken for too', async () => {
    const clock = { nowMs: () => Date.parse('2026-12-05T22:10Z') };
    const first = open();
    await first.hear(first.request(REGIONS), NAMES);
    const maintenance = new Maintenance({ once: [{ from: '2026-12-05T22:00Z', until: '2026-12-05T22:30Z' }], weekly: [] }, clock);
    const resting = open({ maintenance, answers: first.answers });
    expect(plain(await resting.client.execute(resting.request(REGIONS), resting.exchange()))).toEqual({ data: NAMES, codes: [] });
    const none = { enter: () => false, leave: () => undefined } as never;
    const full = open({ answers: first.answers, bulkheads: { lookup: none, query: none, mutation: none } });
    expect(plain(await full.client.execute(full.request(REGIONS), full.exchange()))).toEqual({ data: NAMES, codes: [] });
  });

  it('has something to say to the client has answered', async () => {
    const register = open();
    await register.hear(register.request(REGIONS), NAMES);
    const exchange = register.exchange();
    const result = register.client.execute(register.request(REGIONS), exchange);
    register.agency.attempts.at(-1)!.answer('{"errors":[{"message":"","extensions":{"code":"FORBIDDEN"}}]}', 403);
    expect((await result).errors.map(({ extensions }) => extensions?.['code'])).toContain('FORBIDDEN');
    expect(exchange.agencyReports()[0]?.stale).toBeUndefined();
  });
});

describe('a lookup', () => {
  it('is answered entity by entity, of whatever sets they were asked in', async () => {
    const register = open();
    await register.hear(register.request(BY_CODE, {}, [region('71'), region('75')]), { _entities: [{ name: 'Astana' }, { name: 'Almaty' }] });
    register.clocks.pass(5_000);
    await register.hear(register.request(BY_CODE, {}, [region('79')]), { _entities: [{ name: 'Shymkent' }] });
    register.clocks.pass(1_000);
    const exchange = register.exchange();
    const result = await register.miss(register.request(BY_CODE, {}, [region('79'), region('75')]), exchange);
    expect([plain(result), result.isWhole]).toEqual([{ data: { _entities: [{ name: 'Shymkent' }, { name: 'Almaty' }] }, codes: [] }, true]);
    expect(exchange.agencyReports()[0]?.stale?.ageMs).toBe(6_000);
  });

  it('of which a part is known has an error where the rest would stand', async () => {
    const register = open();
    await register.hear(register.request(BY_CODE, {}, [region('71')]), { _entities: [{ name: 'Astana' }] });
    const exchange = register.exchange();
    const { data, errors, isWhole } = await register.miss(register.request(BY_CODE, {}, [region('75'), region('71')]), exchange);
    expect(JSON.parse(JSON.stringify(data))).toEqual({ _entities: [{ name: null }, { name: 'Astana' }] });
    expect([errors.map(({ path }) => path), isWhole]).toEqual([[['_entities', 0, 'name']], false]);
    expect(exchange.agencyReports()).toMatchObject([{ status: 'UNAVAILABLE', stale: { ageMs: 0 } }]);
  });

  it('learns from an entity that is not there nothing that it would tell', async () => {
    const register = open();
    await register.hear(register.request(BY_CODE, {}, [region('99')]), { _entities: [null] });
    expect([...register.answers.held()]).toEqual([]);
  });

  it('repeats the code that it was asked by', async () => {
    const register = open();
    const withCode = BY_CODE.replace('{name}', '{code name}');
    await register.hear(register.request(withCode, {}, [region('71')]), { _entities: [{ code: '71', name: 'Astana' }] });
    expect(plain(await register.miss(register.request(withCode, {}, [region('71')])))).toEqual({ data: { _entities: [{ code: '71', name: 'Astana' }] }, codes: [] });
  });
});

describe('an earlier answer is taken back', () => {
  const LATER = { regions: [{ code: '71', name: 'later' }] };
  const longAgo = new Date(START - 60_001).toUTCString();

  it.each([
    ['withdrawn', { 'cache-control': 'no-store, stale-if-error=60' }],
    ['without leave to be told again', { 'cache-control': '' }],
    ['of an unknown time', { date: '' }],
    ['too old when it comes', { date: longAgo }],
  ])('by a later one that is %s', async (_why, headers) => {
    const register = open();
    await register.hear(register.request(REGIONS), NAMES);
    await register.hear(register.request(REGIONS), LATER, headers);
    expect(plain(await register.miss(register.request(REGIONS)))).toEqual({ data: { regions: null }, codes: ['SUBGRAPH_REQUEST_FAILED'] });
    expect([...register.answers.held()]).toEqual([]);
  });

  it('by a later one that is withdrawn for the entities that were asked about, and for no others', async () => {
    const register = open();
    await register.hear(register.request(BY_CODE, {}, [region('71'), region('75')]), { _entities: [{ name: 'Astana' }, { name: 'Almaty' }] });
    await register.hear(register.request(BY_CODE, {}, [region('75')]), { _entities: [{ name: 'later' }] }, { 'cache-control': 'no-store' });
    const { data } = await register.miss(register.request(BY_CODE, {}, [region('71'), region('75')]));
    expect(JSON.parse(JSON.stringify(data))).toEqual({ _entities: [{ name: 'Astana' }, { name: null }] });
  });

  it('where the entity is not there any more', async () => {
    const register = open();
    await register.hear(register.request(BY_CODE, {}, [region('71'), region('75')]), { _entities: [{ name: 'Astana' }, { name: 'Almaty' }] });
    expect(plain(await register.hear(register.request(BY_CODE, {}, [region('71'), region('75')]), { _entities: [null, { name: 'Almaty' }] }))).toMatchObject({ codes: [] });
    const { data } = await register.miss(register.request(BY_CODE, {}, [region('71'), region('75')]));
    expect(JSON.parse(JSON.stringify(data))).toEqual({ _entities: [{ name: null }, { name: 'Almaty' }] });
  });

  it('by none that is about something else, not whole, or a failure', async () => {
    const register = open();
    await register.hear(register.request(REGIONS), NAMES);
    await register.hear(register.request('{regions{name}}'), { regions: [{ name: 'later' }] }, { 'cache-control': 'no-store' });
    await register.hear(register.request(REGIONS), { regions: [{ code: '71' }] }, { 'cache-control': 'no-store' });
    await register.miss(register.request(REGIONS));
    expect(plain(await register.miss(register.request(REGIONS)))).toEqual({ data: NAMES, codes: [] });
  });
});

function refuse(): never {
  throw new Error('read');
}

it('of a call that is about anything else nothing is read', () => {
  const { schema, accessRules: rules } = registerSupergraph();
  const staleIfError = new StaleIfError({ schema, rules, answers: new StaleAnswers(10_000), maxAgeMs: 60_000, wallClock: { nowMs: refuse } });
  const { operation } = open().request(lookupOf('Region', 'name free'));
  const representations = Object.defineProperty({ typeNames: ['Region'], text: '' }, 'text', { get: refuse });
  const caching = Object.defineProperty({ cacheControl: '', date: '', age: '' }, 'cacheControl', { get: refuse });
  expect(() => staleIfError.keep({ operation, variables: {}, representations }, { _entities: [{ name: 'a', free: 1 }] }, caching, { sentAtMs: 0, receivedAtMs: 1 })).not.toThrow();
});

describe('nothing is kept', () => {
  const questions: readonly (readonly [why: string, request: (request: MakeRequest) => SubgraphRequest, data: unknown])[] = [
    ['of a field without the tag', (request) => request('{regions{name free}}'), { regions: [{ name: 'a', free: 1 }] }],
    ['of a root field without the tag', (request) => request('{others{name}}'), { others: [{ name: 'a' }] }],
    ['of a field for some callers', (request) => request('{guarded}'), { guarded: 'a' }],
    ['of a type for some callers', (request) => request('{closed{name}}'), { closed: { name: 'a' } }],
    ['of personal data', (request) => request('{person}'), { person: 'a' }],
    ['of state-held data', (request) => request('{secret}'), { secret: 'a' }],
    ['of an answer', (request) => request('{places{count agency status}}'), { places: { count: 1, agency: 'register', status: 'ANSWERED' } }],
    ['of an interface', (request) => request('{thing{__typename name}}'), { thing: { __typename: 'Named', name: 'a' } }],
    ['of a search by text in the document', (request) => request('{region(code:"71"){name}}'), { region: { name: 'a' } }],
    ['of a search by text in a variable', (request) => request('query($c:ID!){region(code:$c){name}}', { c: '71' }), { region: { name: 'a' } }],
    ['of a search by number', (request) => request('{newest(count:1){name}}'), { newest: [{ name: 'a' }] }],
    ['of a search by a list', (request) => request('{named(names:[CITY]){name}}'), { named: [{ name: 'a' }] }],
    ['under an alias', (request) => request('{regions{x:name}}'), { regions: [{ x: 'a' }] }],
    ['of type names alone', (request) => request('{__typename}'), { __typename: 'Query' }],
    ['of a change', (request) => request('mutation{rename}'), { rename: 'a' }],
    ['of an entity with a key that is no reference data', (request) => request(lookupOf('Case', 'title'), {}, [{ __typename: 'Case', id: '1' }]), { _entities: [{ title: 'a' }] }],
    ['of an entity that is told of with more than its code', (request) => request(lookupOf('Region', 'name'), {}, [{ __typename: 'Region', code: '71', free: 1 }]), { _entities: [{ name: 'a' }] }],
    ['of a code of ten digits', (request) => request(lookupOf('Region', 'name'), {}, [{ __typename: 'Region', code: '0123456789' }]), { _entities: [{ name: 'a' }] }],
    ['of a code of 41 characters', (request) => request(lookupOf('Region', 'name'), {}, [{ __typename: 'Region', code: 'x'.repeat(41) }]), { _entities: [{ name: 'a' }] }],
  ];

  it.each(questions)('%s', async (_why, requestOf, data) => {
    const register = open();
    const result = await register.hear(requestOf((...asked) => register.request(...asked)), data);
    expect(plain(result)).toEqual({ data, codes: [] });
    expect([...register.answers.held()]).toEqual([]);
  });

  it.each([
    ['that is allowed by nobody', { 'cache-control': 'max-age=60' }, undefined],
    ['that says not when it was made', { date: '' }, undefined],
    ['beside an error', {}, [{ message: '', extensions: { code: 'FORBIDDEN' } }]],
  ])('%s', async (_why, headers, errors) => {
    const register = open();
    await register.hear(register.request(REGIONS), NAMES, headers, errors);
    expect([...register.answers.held()]).toEqual([]);
  });

  it.each([{ regions: [{ code: '71' }] }, { regions: [{ code: '71', name: null }] }])('that is not whole: %j', async (data) => {
    const register = open();
    await register.hear(register.request(REGIONS), data);
    expect([...register.answers.held()]).toEqual([]);
  });

  it('that nobody asked for', async () => {
    const register = open();
    await register.hear(register.request(REGIONS), { regions: [{ code: '71', name: 'a', more: 'b' }], other: 1 });
    expect([...register.answers.held()].map(({ text }) => JSON.parse(text) as unknown)).toEqual([{ regions: [{ code: '71', name: 'a' }] }]);
  });
});

it.each(['12345678', '123456789', 'x'.repeat(39), 'x'.repeat(40)])('an entity with the code %s, as long as a code may be, is kept', async (code) => {
  const register = open();
  await register.hear(register.request(BY_CODE, {}, [region(code)]), { _entities: [{ name: 'a' }] });
  expect([...register.answers.held()]).toHaveLength(1);
});

describe('callers', () => {
  it('who wait for one call are each told how old the answer is', async () => {
    const register = open();
    await register.hear(register.request(REGIONS), NAMES);
    register.clocks.pass(7_000);
    const exchanges = [register.exchange(), register.exchange()];
    const results = exchanges.map((exchange) => register.client.execute(register.request(REGIONS), exchange));
    expect(register.agency.openCount).toBe(1);
    register.agency.attempts.at(-1)!.fail('ECONNRESET');
    for (const result of await Promise.all(results)) expect(plain(result)).toEqual({ data: NAMES, codes: [] });
    expect(exchanges.map((exchange) => exchange.agencyReports()[0]?.stale?.ageMs)).toEqual([7_000, 7_000]);
  });

  it('are told of the oldest of several', () => {
    const exchange = open().exchange();
    const failure = { code: 'SUBGRAPH_REQUEST_FAILED' as const, retryAt: new Date(0) };
    for (const ageMs of [1_000.4, 3_000.6, 2_000]) exchange.recordCall({ agency: 'register', sent: true, latencyMs: 1, failure, stale: { ageMs, madeAtMs: START - ageMs } });
    const sharing = open().exchange();
    sharing.takeOverCalls(exchange);
    for (const each of [exchange, sharing]) expect(each.agencyReports()[0]?.stale).toEqual({ ageMs: 3_001, asOf: new Date(START - 3_000.6).toISOString() });
  });
});
