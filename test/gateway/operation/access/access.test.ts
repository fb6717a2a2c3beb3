// Who may see what, over real subgraphs and on both engines: what the caller gets, and which agencies were asked.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../../schema/contract/Caller.js';
import type { Purpose } from '../../../../schema/contract/purposes.js';
import { loadConfig } from '../../../../gateway/config/loadConfig.js';
import type { Policies, Policy } from '../../../../gateway/operation/access/Policy.js';
import { ENGINES, serveWorld } from '../../../kit/federation.js';
import { serveStages, type ServedStages } from '../../../kit/gateway/serveStages.js';
import type { FederationWorld } from '../../../kit/composeWorld.js';
import { UNREACHED_ISSUER } from '../../../kit/gateway/startTestGateway.js';

const ANSWER = `
  interface AgencyAnswer { agency: String! status: AnswerStatus! asOf: String }
  enum AnswerStatus { ANSWERED UNAVAILABLE DENIED }
`;

const person = (id: string) => ({ __typename: 'Person', id, name: `Name ${id}`, standing: 'confirmed', judgement: 'none', email: `${id}@x.test`, birth: '1990-01-01', tags: ['a', 'b'] });

const WORLD: FederationWorld = {
  people: {
    sdl: `
      type Query {
        me: Person @authenticated
        people: [Person!]!
        node: Node
        anything: [Thing!]!
        total: Int! @requiresScopes(scopes: [["count"]])
        vault: Vault
        open: String
        ruled: String @policy(policies: [["early", "sober"], ["chief"]])
      }
      interface Node { id: ID! email: String }
      type Person implements Node @key(fields: "id") {
        id: ID!
        name: String @tag(name: "personal-data")
        standing: String @tag(name: "state-held")
        judgement: String @tag(name: "personal-data") @tag(name: "state-held")
        email: String @requiresScopes(scopes: [["mail:read"]])
        birth: String! @requiresScopes(scopes: [["birth:read", "people:read"], ["all"]])
        tags: [String!] @requiresScopes(scopes: [["tags:read"]])
      }
      type Vault @requiresScopes(scopes: [["vault"]]) { code: String }
      type Stone { weight: Int }
      union Thing = Stone | Vault
    `,
    resolvers: {
      Query: {
        me: () => person('1'),
        people: () => [person('1'), person('2')],
        node: () => person('1'),
        anything: () => [{ __typename: 'Stone', weight: 3 }, { __typename: 'Vault', code: 'open sesame' }],
        total: () => 2,
        vault: () => ({ code: 'open sesame' }),
        open: () => 'for all',
        ruled: () => 'by policy',
      },
      Person: { __resolveReference: ({ id }: { id: string }) => person(id) },
    },
  },
  checks: {
    sdl: `
      ${ANSWER}
      type Check implements AgencyAnswer { agency: String! status: AnswerStatus! asOf: String grounds: [String!] }
      type Person @key(fields: "id") { id: ID! check: Check! @requiresScopes(scopes: [["check:read"]]) }
    `,
    resolvers: {
      Person: { check: () => ({ agency: 'checks', status: 'ANSWERED', asOf: 'now', grounds: ['none'] }) },
    },
  },
};

function callerWith(...scopes: string[]): Caller {
  return { issuer: 'https://issuer.test', subject: 'somebody', scopes, regions: [] };
}

const CASE_WORK = { purpose: 'case-work', caseId: 'case-1' } as const;
const OWN_DATA_ALONE: ReadonlySet<Purpose> = new Set<Purpose>(['own-data']);
const refused = (field: string, ...path: string[]) => ({ message: 'You may not see this field.', path, extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', field } });

const POLICIES: Policies = new Map<string, Policy>([
  ['early', () => true],
  ['sober', (caller) => caller !== undefined],
  ['chief', () => false],
]);

describe.each(ENGINES)('on %s, what a caller may not see is left out and said', (engine) => {
  let served: ServedStages;
  beforeAll(async () => {
    served = await serveStages(WORLD, engine, { mode: 'filter', policies: POLICIES, purposesWithoutConsent: OWN_DATA_ALONE });
  });
  beforeEach(() => Object.values(served.subgraphs).forEach((subgraph) => subgraph.reset()));
  afterAll(() => served.close());

  const asked = () => Object.entries(served.subgraphs).flatMap(([name, { calls }]) => (calls.length === 0 ? [] : name));

  it.each([
    ['who is not known', '{ me { id } open }', undefined, { me: null, open: 'for all' }, [refused('Query.me', 'me')]],
    ['a scope', '{ people { id email } }', callerWith('other'), { people: [{ id: '1', email: null }, { id: '2', email: null }] }, [refused('Person.email', 'people')]],
    ['a scope, beside others that it has', '{ me { mail: email id } }', callerWith('mail:read'), { me: { mail: '1@x.test', id: '1' } }, undefined],
    ['one scope of the set', '{ me { id birth } }', callerWith('birth:read'), { me: null }, [refused('Person.birth', 'me', 'birth')]],
    ['no scope: all of one set', '{ me { birth } }', callerWith('people:read', 'birth:read'), { me: { birth: '1990-01-01' } }, undefined],
    ['no scope: the other set', '{ me { birth } }', callerWith('all'), { me: { birth: '1990-01-01' } }, undefined],
    ['a list, which is then no empty list', '{ me { tags } }', callerWith(), { me: { tags: null } }, [refused('Person.tags', 'me', 'tags')]],
    ['a field that may not be null, so that nothing is left', '{ open total }', undefined, null, [refused('Query.total', 'total')]],
    ['the type of a field', '{ vault { code } open }', callerWith(), { vault: null, open: 'for all' }, [refused('Query.vault', 'vault')]],
    ['a type within a union', '{ anything { __typename ... on Stone { weight } ... on Vault { code } } }', callerWith(), { anything: [{ __typename: 'Stone', weight: 3 }, { __typename: 'Vault', code: null }] }, [refused('Vault.code', 'anything')]],
    ['a field in a fragment, through an interface', '{ node { id ...P } } fragment P on Person { email }', callerWith(), { node: { id: '1', email: null } }, [refused('Person.email', 'node', 'email')]],
    ['a field of an interface that one of its types guards', '{ node { id email } }', callerWith(), { node: { id: '1', email: null } }, [refused('Node.email', 'node', 'email')]],
    ['all that is selected of an object, which is then still there', '{ me { email tags } }', callerWith(), { me: { email: null, tags: null } }, [refused('Person.email', 'me', 'email'), refused('Person.tags', 'me', 'tags')]],
    ['every policy of the set', '{ ruled }', undefined, { ruled: null }, [refused('Query.ruled', 'ruled')]],
    ['no policy: all of one set', '{ ruled }', callerWith(), { ruled: 'by policy' }, undefined],
  ])('of a caller that lacks %s', async (_what, query, caller, data, errors) => {
    const { httpStatus, body } = await served.ask(query, { ...(caller && { caller }) });
    expect(httpStatus).toBe(200);
    expect(body['data']).toEqual(data);
    expect(JSON.stringify(body['data'])).toBe(JSON.stringify(data));
    expect(body['errors']).toEqual(errors);
  });

  it('as a denied answer where an agency would have spoken, without asking it', async () => {
    const { body } = await served.ask('{ me { id c: check { __typename as: agency status asOf grounds } } }', { caller: callerWith() });
    expect(body['data']).toEqual({ me: { id: '1', c: { __typename: 'Check', as: 'checks', status: 'DENIED', asOf: null, grounds: null } } });
    expect(body['errors']).toBeUndefined();
    expect(asked()).toEqual(['people']);
  });

  it('and the answer of an agency is given to who may see it', async () => {
    const { body } = await served.ask('{ me { check { status grounds } } }', { caller: callerWith('check:read') });
    expect(body['data']).toEqual({ me: { check: { status: 'ANSWERED', grounds: ['none'] } } });
  });

  it('without asking anybody where nothing is left', async () => {
    const { body } = await served.ask('{ vault { code } }');
    expect(body['data']).toEqual({ vault: null });
    expect(asked()).toEqual([]);
  });

  it('never asks an agency for a field that is refused, under whatever name', async () => {
    await served.ask('query($n: Boolean!) { people { id x: email @include(if: $n) ... on Node { ... on Person { tags } } } }', { caller: callerWith(), variables: { n: true } });
    expect(asked()).toEqual(['people']);
    expect(served.subgraphs['people']?.calls.map(({ query }) => query).join()).not.toMatch(/email|tags/);
  });

  it.each([
    [true, [refused('Person.email', 'me', 'email')], { me: { id: '1', email: null } }],
    [false, undefined, { me: { id: '1' } }],
  ])('says nothing of a field that @include leaves out (%s)', async (n, errors, data) => {
    const { body } = await served.ask('query($n: Boolean!) { me { id email @include(if: $n) } }', { caller: callerWith(), variables: { n } });
    expect(body).toMatchObject({ data });
    expect(body['errors']).toEqual(errors);
  });

  it('tells callers apart who send the same query', async () => {
    const query = '{ me { id email } }';
    const answers = await Promise.all([callerWith(), callerWith('mail:read'), callerWith()].map((caller) => served.ask(query, { caller })));
    expect(answers.map(({ body }) => (body['data'] as { me: { email: unknown } }).me.email)).toEqual([null, '1@x.test', null]);
  });

  it.each([
    ['no purpose', callerWith('case:read'), {}, 'Person.name hold personal data: say why you read them in the header x-purpose (case-work, case-queue, security-check, employer-service, own-data, audit).'],
    ['a purpose that is not open to the caller', callerWith('ops'), CASE_WORK, 'The purpose case-work is not open to this caller.'],
    ['a purpose, but nobody known', undefined, CASE_WORK, 'The purpose case-work is not open to this caller.'],
    ['own data, but no person', callerWith('case:read'), { purpose: 'own-data' } as const, 'The purpose own-data is not open to this caller.'],
  ])('refuses personal data to who has %s, before anybody is asked', async (_what, caller, statement, message) => {
    const { httpStatus, body } = await served.ask('{ people { ...P } } fragment P on Person { id called: name }', { ...(caller && { caller }), ...statement });
    expect(httpStatus).toBe(403);
    expect(body).toEqual({ errors: [{ message, extensions: { code: 'PURPOSE_REQUIRED' } }] });
    expect(asked()).toEqual([]);
  });

  it.each([
    ['case work on a case', callerWith('case:read'), CASE_WORK],
    ['a look at own data', { ...callerWith('own:read'), applicantId: '1' }, { purpose: 'own-data' } as const],
  ])('gives personal data for %s', async (_what, caller, statement) => {
    const { body } = await served.ask('{ people { name } }', { caller, ...statement });
    expect(body).toMatchObject({ data: { people: [{ name: 'Name 1' }, { name: 'Name 2' }] } });
  });

  const NEEDS_CONSENT = 'hold data of other state systems: send the reference of the consent by which you read them in the header x-consent.';
  const OWN = { ...callerWith('own:read'), applicantId: '1' };
  it.each([
    ['case work without a consent', callerWith('case:read'), CASE_WORK, `Person.judgement, Person.standing ${NEEDS_CONSENT}`],
    ['a check without one: no purpose is exempt that is not configured', callerWith('security:read'), { purpose: 'security-check', caseId: 'case-1' } as const, `Person.judgement, Person.standing ${NEEDS_CONSENT}`],
    ['a consent, but no purpose: it is personal data with or without that tag', callerWith('case:read'), { consent: 'consent-1' }, 'Person.judgement, Person.standing hold personal data: say why you read them in the header x-purpose (case-work, case-queue, security-check, employer-service, own-data, audit).'],
    ['a consent, but a purpose that is not open to the caller', callerWith('ops'), { ...CASE_WORK, consent: 'consent-1' }, 'The purpose case-work is not open to this caller.'],
    ['an exempt purpose that is not open to the caller', callerWith('case:read'), { purpose: 'own-data' } as const, 'The purpose own-data is not open to this caller.'],
  ])('refuses data of other state systems for %s, before anybody is asked', async (_what, caller, statement, message) => {
    const { httpStatus, body } = await served.ask('{ people { called: judgement ... on Node { ...P } } } fragment P on Person { standing }', { caller, ...statement });
    expect(httpStatus).toBe(403);
    expect(body).toEqual({ errors: [{ message, extensions: { code: 'PURPOSE_REQUIRED' } }] });
    expect(asked()).toEqual([]);
  });

  it.each([
    ['case work with a consent', callerWith('case:read'), { ...CASE_WORK, consent: 'consent-1' }],
    ['a look at own data without one', OWN, { purpose: 'own-data' } as const],
    ['a look at own data with one', OWN, { purpose: 'own-data', consent: 'consent-1' } as const],
  ])('gives data of other state systems for %s', async (_what, caller, statement) => {
    const { body } = await served.ask('{ people { standing judgement } }', { caller, ...statement });
    expect(body).toMatchObject({ data: { people: [{ standing: 'confirmed', judgement: 'none' }, { standing: 'confirmed', judgement: 'none' }] } });
  });

  it('asks for no consent where personal data is the agency’s own', async () => {
    expect((await served.ask('{ people { name } }', { caller: callerWith('case:read'), ...CASE_WORK })).httpStatus).toBe(200);
  });

  it('asks for no purpose where personal data is all refused', async () => {
    const { httpStatus, body } = await served.ask('{ me { name } open }');
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ data: { me: null, open: 'for all' } });
  });
});

it('a supergraph is not served without the policies that it names', async () => {
  await expect(serveWorld(WORLD, 'compiled', { access: { mode: 'filter', purposesWithoutConsent: [] } })).rejects.toThrow('access.policiesFile does not have: early, sober, chief');
});

it('production serves nothing where nobody is refused anything', async () => {
  const asked = serveWorld(WORLD, 'compiled', { access: { mode: 'open', purposesWithoutConsent: [] }, environment: 'production', identity: loadConfig({ env: UNREACHED_ISSUER }).identity });
  await expect(asked).rejects.toThrow('access.mode is open, which production refuses');
});

describe.each(ENGINES)('on %s, in the mode reject', (engine) => {
  let served: ServedStages;
  beforeAll(async () => {
    served = await serveStages(WORLD, engine, { mode: 'reject', policies: POLICIES, purposesWithoutConsent: OWN_DATA_ALONE });
  });
  afterAll(() => served.close());

  it('all of an operation is refused for a part of it, with the names of the fields, and nobody is asked', async () => {
    const { httpStatus, body } = await served.ask('{ open me { id } total a: total }');
    expect(httpStatus).toBe(403);
    const errors = ['Query.me', 'Query.total'].map((field) => ({ message: `You may not see this field. (${field})`, extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }));
    expect(body).toEqual({ errors });
    expect(served.subgraphs['people']?.calls).toEqual([]);
  });

  it('what a condition leaves out refuses nothing', async () => {
    const { body } = await served.ask('query($n: Boolean!) { open me @include(if: $n) { id } }', { variables: { n: false } });
    expect(body).toMatchObject({ data: { open: 'for all' } });
  });
});

describe.each(ENGINES)('on %s, where purposes are configured to need no consent', (engine) => {
  let served: ServedStages;
  beforeAll(async () => {
    served = await serveStages(WORLD, engine, { mode: 'reject', policies: POLICIES, purposesWithoutConsent: new Set<Purpose>(['security-check']) });
  });
  afterAll(() => served.close());

  it.each([
    ['a purpose of these needs none', callerWith('security:read'), { purpose: 'security-check', caseId: 'case-1' } as const, 200],
    ['every other does, own data too', { ...callerWith('own:read'), applicantId: '1' }, { purpose: 'own-data' } as const, 403],
  ])('%s', async (_what, caller, statement, status) => {
    expect((await served.ask('{ people { standing } }', { caller, ...statement })).httpStatus).toBe(status);
  });
});
