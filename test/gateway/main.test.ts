// The gateway as a process: one clear line and exit code 1 where it cannot start, a clean end when told to.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyUrlVariable } from '../../gateway/config/readEnvironment.js';
import { PACKAGE_ROOT } from '../../gateway/util/packageRoot.js';
import { ENGINES } from '../kit/federation.js';
import { ask } from '../kit/gateway/ask.js';
import { runGateway } from '../kit/gateway/runGateway.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../kit/gateway/testWorld.js';
import { waitFor } from '../kit/waitFor.js';

let folder: string;
let world: TestWorld;
let agencyUrls: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qaqpa-main-'));
  world = await startTestWorld();
  agencyUrls = Object.fromEntries(Object.entries(world).map(([name, { url }]) => [agencyUrlVariable(name), url]));
});

afterAll(async () => {
  await stopTestWorld(world);
  rmSync(folder, { recursive: true });
});

async function failureOf(env: Record<string, string>): Promise<string> {
  const gateway = runGateway(env);
  expect(await gateway.ended).toBe(1);
  expect(gateway.logLines).toEqual([]);
  expect(gateway.errorOutput.endsWith('\n')).toBe(true);
  return gateway.errorOutput.trimEnd();
}

describe('where it cannot start, it says why in one line and exits with 1', () => {
  it.each([
    ['a port in use', 'PORT'],
    ["the operators' port in use", 'ADMIN_PORT'],
  ])('%s', async (_what, variable) => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    expect(await failureOf({ [variable]: String(port) })).toBe(`port ${port} on 127.0.0.1 is in use: stop what listens there, or set ${variable} to another`);
    holder.close();
  });

  it('a broken configuration file', async () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, '{ "port": 4000, ');
    const line = await failureOf({ QAQPA_CONFIG: file });
    expect(line).toMatch(/^\S+broken\.json: expected JSON, found: /);
    expect(line).not.toContain('\n');
  });

  it('an environment variable that does not fit', async () => {
    expect(await failureOf({ PORT: 'http' })).toBe('PORT: expected an integer, found "http"');
  });

  it('production without an issuer', async () => {
    expect(await failureOf({ NODE_ENV: 'production' })).toMatch(/^identity: no issuer is configured, and in production nobody may be anonymous by mistake; set OIDC_ISSUER, .*$/);
  });

  it('production with a development issuer', async () => {
    const address = 'http://127.0.0.1:4100';
    expect(await failureOf({ NODE_ENV: 'production', OIDC_ISSUER: address, OIDC_JWKS_URL: address, OIDC_AUDIENCE: 'qaqpa' })).toBe(
      `identity: ${address} is on this machine; in production an issuer at a loopback address is refused, since it may be a development issuer`,
    );
  });

  it('a supergraph that does not load', async () => {
    const file = join(folder, 'broken.graphql');
    writeFileSync(file, 'type {');
    expect(await failureOf({ SUPERGRAPH_FILE: file })).toBe(`${file}: no usable supergraph: Syntax Error: Expected Name, found "{".`);
  });
});

describe('told to stop', () => {
  it.each([
    ['SIGTERM', 'compiled'],
    ['SIGINT', 'compiled'],
    ['SIGTERM', 'apollo'],
  ] as const)('by %s, it finishes what it has begun and exits with 0, with the engine %s', async (signal, engine) => {
    const gateway = runGateway({ ...agencyUrls, ENGINE: engine });
    const url = await gateway.url();
    world['security-checks'].behaviour = { kind: 'hang' };
    const underWay = ask(url, CASE_FILE, { variables: { id: READY_CASE } });
    await waitFor('the request to reach the agency', () => world['security-checks'].openCalls === 1);
    gateway.kill(signal);
    await waitFor('the drain to begin', () => gateway.logLines.some(({ msg }) => msg === 'gateway draining'));
    const answer = await underWay;
    expect(answer.data?.['application']).toMatchObject({ clearance: { status: 'UNAVAILABLE' } });
    expect(await gateway.ended).toBe(0);
    // Its own end, not the bound that cuts off a drain which hangs.
    expect(gateway.logLines.at(-1)).toMatchObject({ msg: 'gateway stopped' });
    expect(gateway.errorOutput).toBe('');
    world['security-checks'].reset();
  });
});

describe('without an issuer, in development', () => {
  it('it runs open, and says so once', async () => {
    const gateway = runGateway(agencyUrls);
    const answer = await ask(await gateway.url(), '{ __typename }', { headers: { authorization: 'Basic eDp5' } });
    expect(answer.status).toBe(200);
    gateway.kill('SIGTERM');
    await gateway.ended;
    expect(gateway.logLines.filter(({ msg }) => msg === 'no identity is configured: every caller is anonymous')).toHaveLength(1);
  });
});

describe('the log', () => {
  it.each(ENGINES)('has a line for each request, and nothing of what was asked or answered, with the engine %s', async (engine) => {
    const gateway = runGateway({ ...agencyUrls, LOG_LEVEL: 'trace', ENGINE: engine });
    const url = await gateway.url();
    world['security-checks'].behaviour = { kind: 'reply', status: 500, body: '"900101300124"' };
    const citizen = '900101300123';
    const text = `query Case_${citizen}($id: ID!) { application(id: $id) { applicant { fullName } clearance { status } } other: applicant(id: "${citizen}") { id } }`;
    const requestId = '5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f';
    const headers = { 'x-request-id': requestId, authorization: `Bearer ${citizen}`, cookie: citizen };
    await ask(url, text, { variables: { id: READY_CASE }, headers });
    await ask(url, `{ application(id: "${citizen}") { nothing } }`);
    await ask(url, 'query ($id: ID!) { application(id: $id) { id } }', { variables: { id: { iin: citizen } } });
    await fetch(`${url}/graphql?query=${encodeURIComponent(`{ applicant(id: "${citizen}") { id } }`)}`, { headers: { 'apollo-require-preflight': citizen } });
    const { operations } = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'schema/persisted-operations.json'), 'utf8')) as { operations: { id: string; name: string }[] };
    await ask(url, undefined, { documentId: `sha256:${operations.find(({ name }) => name === 'CaseFile')?.id}`, variables: { id: citizen } });
    gateway.kill('SIGTERM');
    await gateway.ended;
    world['security-checks'].reset();

    const log = gateway.logLines;
    expect(log.filter(({ msg }) => msg === 'request closed')).toHaveLength(5);
    expect(log.find((line) => line['requestId'] === requestId && line['msg'] === 'request closed')).toMatchObject({
      operationKind: 'query',
      httpStatus: 200,
      agencies: [{ agency: 'applicants', status: 'OK' }, { agency: 'security-checks', status: 'UNAVAILABLE', code: 'SUBGRAPH_REQUEST_FAILED' }],
    });
    // Named where the manifest knows it, so that nobody can have put anything else there.
    expect(log.flatMap(({ operationName }) => operationName ?? [])).toEqual(['CaseFile']);
    const everything = JSON.stringify(log);
    for (const secret of [citizen, '900101300124', 'Synthetic Person', 'fullName']) expect(everything).not.toContain(secret);
  });
});
