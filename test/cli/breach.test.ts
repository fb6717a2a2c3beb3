// `qaqpa breach`: what is asked of a gateway, and the lines that come of its answers. The gateway is a stand-in that remembers
// what it was sent and answers what it is told; that the answers are of that form is shown over the real one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

interface Sent {
  readonly query: string;
  readonly variables: { readonly input: Record<string, unknown> } & Record<string, unknown>;
  readonly token: string | undefined;
}

let folder: string;
let server: Server;
let url: string;
let sent: Sent[];
/** One after the other; the last for all that follow. */
let answers: unknown[];

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { query, variables } = JSON.parse(await text(request)) as Omit<Sent, 'token'>;
  sent.push({ query, variables, token: request.headers.authorization?.replace('Bearer ', '') });
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers.length > 1 ? answers.shift() : answers[0]));
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-breach-'));
  [sent, answers] = [[], []];
  server = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});

afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function breach(...args: readonly string[]) {
  const child = spawn(process.execPath, [path.join(PACKAGE_ROOT, 'bin/qaqpa.js'), 'breach', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], QAQPA_DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
  return { code, stdout, stderr };
}

const RECORD = ['record', '--detected-at', '2026-11-27T15:30:00+05:00', '--what', 'A list was sent to a wrong office.', '--data', 'NAME', 'PERSONAL_NUMBER', '--contact', 'Office of data protection'];
const RECORDED = { data: { recordBreach: { breach: { id: 'b-1', state: 'OPEN', notifyBy: '2026-11-30' }, refusals: [] } } };

async function persistedBodies(): Promise<Map<string, string>> {
  const { operations } = JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'schema/persisted-operations.json'), 'utf8')) as { operations: { name: string; body: string }[] };
  return new Map(operations.map(({ name, body }) => [name, body]));
}

describe('qaqpa breach record', () => {
  test('sends what was said, as one who runs the gate, by a document that production runs', async () => {
    answers = [RECORDED];
    expect(await breach(...RECORD, '--persons', '12', '--url', url)).toEqual({
      code: 0,
      stdout: 'recorded: b-1\nthe ministry has to hear of it by the end of 2026-11-30 (OPEN)\n',
      stderr: '',
    });
    expect(sent).toHaveLength(1);
    expect(sent[0]!.query).toBe((await persistedBodies()).get('RecordBreach'));
    expect(sent[0]!.variables.input).toEqual({
      detectedAt: '2026-11-27T10:30:00.000Z',
      description: 'A list was sent to a wrong office.',
      dataKinds: ['NAME', 'PERSONAL_NUMBER'],
      personsConcerned: 12,
      contactOffice: 'Office of data protection',
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(decodeJwt(sent[0]!.token!)).toMatchObject({ sub: 'persona-ops', scope: 'ops' });
  });

  test('has the same key for the same command, another for another, and the one that is given', async () => {
    answers = [RECORDED];
    for (const more of [[], [], ['--persons', '0'], ['--key', 'key-1']]) await breach(...RECORD, ...more, '--url', url, '--token', 'of-somebody');
    const [first, second, other, given] = sent.map(({ variables }) => variables.input['idempotencyKey']);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(given).toBe('key-1');
    expect(sent[0]!.variables.input['personsConcerned']).toBeNull();
    expect(sent[2]!.variables.input['personsConcerned']).toBe(0);
    expect(sent[0]!.token).toBe('of-somebody');
  });

  test('tells every reason of a refusal, and fails', async () => {
    const refusals = [{ code: 'DETECTED_IN_FUTURE', ground: 'Rule of the gate', message: 'It lies in the future.' }, { code: 'NO_DUTY_ON_THAT_DAY', ground: 'Law', message: 'No term.' }];
    answers = [{ data: { recordBreach: { breach: null, refusals } } }];
    expect(await breach(...RECORD, '--url', url)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'not recorded, DETECTED_IN_FUTURE: It lies in the future. (Rule of the gate)\nnot recorded, NO_DUTY_ON_THAT_DAY: No term. (Law)\n',
    });
  });

  test.each([
    ['an error', { data: { recordBreach: null }, errors: [{ message: 'this needs the scope ops', extensions: { code: 'FORBIDDEN' } }] }, 'the gateway answers FORBIDDEN: this needs the scope ops'],
    ['nothing of GraphQL', {}, 'gives no GraphQL answer'],
  ])('fails in one line where it is answered with %s', async (_what, answer, line) => {
    answers = [answer];
    const { code, stdout, stderr } = await breach(...RECORD, '--url', url);
    expect([code, stdout, stderr.trim().split('\n')]).toEqual([1, '', [expect.stringContaining(line)]]);
  });

  test('fails in one line where no gateway answers, and says that asking again is safe', async () => {
    server.close();
    const { code, stderr } = await breach(...RECORD, '--url', url);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^no gateway answers at http:\S+ \(.+\): start it, or name another with --url\. The same command again does nothing twice\n$/)]);
  });

  test.each([
    ['an instant without a zone', ['--detected-at', '2026-11-27T15:30:00'], 'It must be an instant with its zone'],
    ['a day that does not exist', ['--detected-at', '2026-13-27T15:30:00Z'], 'It must be an instant with its zone'],
    ['fewer persons than none', ['--persons', '-1'], 'It must be a whole number, 0 or more'],
    ['a kind of data that is none', ['--data', 'SHOE_SIZE'], 'Allowed choices are NAME'],
  ])('takes no %s', async (_what, more, says) => {
    const { code, stderr } = await breach(...RECORD, ...more, '--url', url);
    expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
    expect(sent).toEqual([]);
  });
});

test('qaqpa breach notice sends when the ministry was notified, and prints how the breach stands', async () => {
  const notice = { notifiedAt: '2026-11-27T12:00:00.000Z', reference: 'out/17' };
  answers = [{ data: { recordBreachNotice: { breach: { id: 'b-1', state: 'NOTIFIED', notifyBy: '2026-11-30', notice }, refusals: [] } } }];
  expect(await breach('notice', 'b-1', '--at', '2026-11-27T17:00:00+05:00', '--reference', 'out/17', '--url', url)).toEqual({
    code: 0,
    stdout: 'recorded: b-1 is NOTIFIED; the last day was 2026-11-30\n',
    stderr: '',
  });
  expect(sent[0]!.query).toBe((await persistedBodies()).get('RecordBreachNotice'));
  expect(sent[0]!.variables.input).toEqual({ breachId: 'b-1', ...notice, idempotencyKey: expect.any(String) as string });
});

const page = (nodes: readonly object[], endCursor: string | null) => ({ data: { breaches: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } } });
const node = (id: string, more: object) => ({ id, state: 'OPEN', notifyBy: '2026-11-30', personsConcerned: 12, description: 'A list was sent\nto a wrong office.', ...more });

describe('qaqpa breach list', () => {
  test('prints every breach on a line, over all pages', async () => {
    answers = [page([node('b-2', {})], 'cursor-1'), page([node('b-1', { state: 'NOTIFIED_LATE', personsConcerned: null })], null)];
    expect((await breach('list', '--url', url)).stdout).toBe(
      'OPEN          by 2026-11-30   b-2   12 persons   A list was sent to a wrong office.\n' +
        'NOTIFIED_LATE by 2026-11-30   b-1   unknown number of persons   A list was sent to a wrong office.\n',
    );
    expect(sent.map(({ variables }) => variables)).toEqual([{ first: 100, after: null }, { first: 100, after: 'cursor-1' }]);
    expect(sent[0]!.query).toBe((await persistedBodies()).get('Breaches'));
  });

  test('says that there is none', async () => {
    answers = [page([], null)];
    expect((await breach('list', '--url', url)).stdout).toBe('no breach is recorded\n');
  });
});
