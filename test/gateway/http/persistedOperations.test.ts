// Persisted operations as clients send them, in the mode of each environment, on both engines: the document is the one
// that a client's generated code prints, and what is refused asks no agency.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { CaseFileDocument } from '../../../schema/generated/operations.js';
import { ENGINES } from '../../kit/federation.js';
import { startTestGateway, UNREACHED_ISSUER } from '../../kit/gateway/startTestGateway.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';
import { waitFor } from '../../kit/waitFor.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const TEXT = print(CaseFileDocument);
const ID = sha256(TEXT);
const STRANGE = '{ authorities { code } }';
const variables = { id: READY_CASE };
const apollo = (sha256Hash: unknown, version: unknown = 1) => ({ extensions: { persistedQuery: { version, sha256Hash } } });

const DEVELOPMENT = loadConfig({ env: {} });
const PRODUCTION = loadConfig({ env: { NODE_ENV: 'production', ...UNREACHED_ISSUER } });

let world: TestWorld;

beforeAll(async () => {
  world = await startTestWorld();
});

afterAll(() => stopTestWorld(world));

beforeEach(() => {
  for (const subgraph of Object.values(world)) subgraph.reset();
});

interface Answer {
  readonly data?: { readonly application?: unknown };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly warnings?: readonly { readonly rule: string }[] };
}

const callCount = () => Object.values(world).reduce((sum, { calls }) => sum + calls.length, 0);

async function post({ url }: Gateway, body: object): Promise<readonly [status: number, answer: Answer]> {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return [response.status, (await response.json()) as Answer];
}

async function get({ url }: Gateway, search: Record<string, string>): Promise<readonly [status: number, answer: Answer]> {
  const headers = { accept: 'application/graphql-response+json', 'apollo-require-preflight': 'true' };
  const response = await fetch(`${url}/graphql?${new URLSearchParams(search)}`, { headers });
  return [response.status, (await response.json()) as Answer];
}

const answered = [200, { data: { application: { id: READY_CASE, readiness: { status: 'ANSWERED' } } } }];
const refused = (status: number, code: string, message = '') => [status, { errors: [{ message: expect.stringContaining(message) as string, extensions: { code } }] }];

describe.each(ENGINES)('as production has it, on %s', (engine) => {
  let gateway: Gateway;

  beforeAll(async () => {
    const { persistedOperations, introspection, graphiql } = PRODUCTION;
    gateway = await startTestGateway(world, { config: { engine, persistedOperations, introspection, graphiql } });
  });

  afterAll(() => gateway?.close());

  it.each([
    ['its id', { documentId: `sha256:${ID}` }],
    ['its id in capitals', { documentId: `sha256:${ID.toUpperCase()}` }],
    ["its id as Apollo's clients send it", apollo(ID)],
    ['both', { documentId: `sha256:${ID}`, ...apollo(ID) }],
    ['its text', { query: TEXT }],
    ['its text and its id', { query: TEXT, ...apollo(ID) }],
  ])('a document of the manifest is run by %s', async (_what, named) => {
    expect(await post(gateway, { ...named, variables })).toMatchObject(answered);
  });

  it('a document of the manifest is run by GET', async () => {
    expect(await get(gateway, { documentId: `sha256:${ID}`, variables: JSON.stringify(variables) })).toMatchObject(answered);
    expect(await get(gateway, { extensions: JSON.stringify(apollo(ID).extensions), variables: JSON.stringify(variables) })).toMatchObject(answered);
  });

  it.each([
    ['an id that is not known', { documentId: `sha256:${sha256(STRANGE)}` }, refused(404, 'PERSISTED_QUERY_NOT_FOUND')],
    ["an id that is not known, of Apollo's clients", apollo(sha256(STRANGE)), refused(404, 'PERSISTED_QUERY_NOT_FOUND')],
    ['a text that is not known', { query: STRANGE }, refused(403, 'OPERATION_NOT_ALLOWED', 'Only persisted operations are run here')],
    ['a text that is not known, with its id', { query: STRANGE, ...apollo(sha256(STRANGE)) }, refused(403, 'OPERATION_NOT_ALLOWED')],
    ['introspection', { query: '{ __schema { queryType { name } } }' }, refused(403, 'OPERATION_NOT_ALLOWED')],
    ['a text that is no GraphQL', { query: '{' }, refused(403, 'OPERATION_NOT_ALLOWED')],
    ['a text with the id of another', { query: STRANGE, ...apollo(ID) }, refused(400, 'BAD_USER_INPUT', 'does not have the SHA-256 hash')],
    ['two ids', { documentId: `sha256:${ID}`, ...apollo(sha256(STRANGE)) }, refused(400, 'BAD_USER_INPUT', 'must name the same document')],
    ['an id of another kind', { documentId: `md5:${ID}` }, refused(400, 'BAD_USER_INPUT', 'The parameter "documentId" must be "sha256:" and 64')],
    ['an id that is no text', { documentId: 1 }, refused(400, 'BAD_USER_INPUT', 'The parameter "documentId" must be')],
    ['a hash that is too short', apollo('ab'), refused(400, 'BAD_USER_INPUT', 'The extension "persistedQuery" must have version 1')],
    ['another version', apollo(ID, 2), refused(400, 'BAD_USER_INPUT', 'The extension "persistedQuery" must have version 1')],
    ['a query that is no text, beside an id', { query: 1, ...apollo(ID) }, refused(400, 'BAD_USER_INPUT', 'The parameter "query" must be a string.')],
  ])('%s is refused, and nobody is asked', async (_what, body, refusal) => {
    expect(await post(gateway, { ...body, variables })).toMatchObject(refusal);
    expect(callCount()).toBe(0);
  });
});

describe('in development', () => {
  let gateway: Gateway;

  beforeAll(async () => {
    gateway = await startTestGateway(world, { config: { persistedOperations: DEVELOPMENT.persistedOperations } });
  });

  afterAll(() => gateway?.close());

  it.each([
    ['any text', { query: CASE_FILE }],
    ['an id of the manifest', { documentId: `sha256:${ID}` }],
  ])('%s is run, without a warning', async (_what, named) => {
    const [status, answer] = await post(gateway, { ...named, variables });
    expect([status, answer]).toMatchObject(answered);
    expect(answer.extensions).not.toHaveProperty('warnings');
  });

  it('a client that tries with the hash alone is told to send the text, which is then run and not kept', async () => {
    const hash = apollo(sha256(STRANGE));
    expect(await post(gateway, hash)).toMatchObject(refused(404, 'PERSISTED_QUERY_NOT_FOUND'));
    expect(await post(gateway, { query: STRANGE, ...hash })).toMatchObject([200, { data: { authorities: [{ code: 'KNB' }] } }]);
    expect(await post(gateway, hash)).toMatchObject(refused(404, 'PERSISTED_QUERY_NOT_FOUND'));
  });
});

it('where documents of the manifest are preferred, others are run with a warning to the client and in the log', async () => {
  const lines: string[] = [];
  const persistedOperations = { ...DEVELOPMENT.persistedOperations, mode: 'prefer' } as const;
  const gateway = await startTestGateway(world, { config: { persistedOperations }, onLogLine: (line) => lines.push(line) });
  try {
    const [, strange] = await post(gateway, { query: STRANGE });
    expect(strange).toMatchObject({ data: { authorities: [{ code: 'KNB' }] }, extensions: { warnings: [{ rule: 'PersistedOperation' }] } });
    const [, known] = await post(gateway, { query: TEXT, variables });
    expect(known.extensions).not.toHaveProperty('warnings');
    const closed = lines.map((line) => JSON.parse(line) as { msg: string; warnings?: unknown }).filter(({ msg }) => msg === 'request closed');
    expect(closed.map(({ warnings }) => warnings)).toEqual([['PersistedOperation'], undefined]);
  } finally {
    await gateway.close();
  }
});

it('a manifest that is replaced takes effect without a restart, and one that cannot be used changes nothing but the log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'qaqpa-manifest-'));
  const manifestFile = join(folder, 'manifest.json');
  const lines: string[] = [];
  const logged = (message: string) => lines.some((line) => (JSON.parse(line) as { msg: string }).msg === message);
  writeFileSync(manifestFile, readFileSync(DEVELOPMENT.persistedOperations.manifestFile));
  const config = { persistedOperations: { mode: 'only', manifestFile }, supergraphPollMs: 10 } as const;
  const gateway = await startTestGateway(world, { config, onLogLine: (line) => lines.push(line) });
  try {
    const strange = { documentId: `sha256:${sha256(STRANGE)}` };
    expect(await post(gateway, strange)).toMatchObject(refused(404, 'PERSISTED_QUERY_NOT_FOUND'));
    writeFileSync(manifestFile, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: sha256(STRANGE), body: STRANGE }] }));
    await waitFor('the manifest to be replaced', () => logged('persisted operations replaced'));
    expect((await post(gateway, strange))[0]).toBe(200);
    writeFileSync(manifestFile, '{"format":"another"}');
    await waitFor('the manifest to be refused', () => logged('persisted operations not replaced'));
    expect((await post(gateway, strange))[0]).toBe(200);
  } finally {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
