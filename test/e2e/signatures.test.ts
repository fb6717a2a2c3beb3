// `npm start` signs and checks every call from the first start on, and its keys rotate while it serves.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AGENCY_NAMES } from '../../schema/contract/AgencyName.js';
import { callerHeaders, type CallerHeaders } from '../kit/callerHeaders.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { startSystem, type TestSystem } from '../kit/system.js';
import { waitFor } from '../kit/waitFor.js';

const CASE_FILE = readFileSync(path.join(PACKAGE_ROOT, 'schema/operations/CaseFile.graphql'), 'utf8');

let system: TestSystem;
let caller: CallerHeaders;

beforeAll(async () => {
  system = await startSystem();
  caller = await callerHeaders(system);
}, 120_000);

afterAll(() => system.stop());

async function qaqpa(...args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [path.join(PACKAGE_ROOT, 'bin/qaqpa.js'), ...args], {
    cwd: system.dataDir,
    env: { PATH: process.env['PATH'], QAQPA_DATA_DIR: system.dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close') as Promise<[number | null]>]);
  return { code, output: output + errors };
}

const post = (url: string, query: string, variables = {}, headers = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-agency': 'applicants', ...headers }, body: JSON.stringify({ query, variables }) });

/** Agency → whether its part of one case has come. */
async function askAll(): Promise<Record<string, string>> {
  const response = await post(system.gatewayUrl, CASE_FILE, { id: 'case-000001' }, caller);
  const { extensions } = (await response.json()) as { extensions: { agencies: { agency: string; status: string }[] } };
  return Object.fromEntries(extensions.agencies.map(({ agency, status }) => [agency, status]));
}

const ALL_WELL = Object.fromEntries(AGENCY_NAMES.map((name) => [name, 'OK']));

function logOf(name: string): Record<string, unknown>[] {
  const lines = readFileSync(path.join(system.dataDir, 'logs', `${name}.log`), 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
}

const refusalsOf = (name: string): unknown[] => logOf(name).filter(({ msg }) => msg === 'a call was refused');

/** Ids of the keys that the gateway has changed to. */
const replaced = () => logOf('gateway').filter(({ msg }) => msg === 'signing key replaced').map(({ keyId }) => keyId);

/** Ids of the keys, as the command lists them, with what is said of each. */
const listed = async (): Promise<string[][]> => (await qaqpa('keys', 'list')).output.trim().split('\n').map((line) => line.split(/ {3}/));

it('the gateway is answered by every agency', async () => {
  expect(await askAll()).toEqual(ALL_WELL);
  for (const name of AGENCY_NAMES) expect(refusalsOf(name)).toEqual([]);
});

it('nobody else is', async () => {
  for (const name of AGENCY_NAMES) {
    const response = await post(system.agencyUrls[name], '{ __typename }');
    expect([name, response.status]).toEqual([name, 401]);
    expect(refusalsOf(name)).toMatchObject([{ reason: 'there is no signature' }]);
  }
});

it('the keys lie in the data folder, marked as made for development, for their owner alone', async () => {
  const folder = path.join(system.dataDir, 'keys');
  expect(readdirSync(folder).toSorted((a, b) => a.localeCompare(b))).toEqual(['gateway.jwk', 'issuer.json', 'trusted.jwks']);
  for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  expect(await listed()).toEqual([[expect.stringMatching(/^dev-gateway-/), 'the gateway signs with it']]);
});

it('no call fails while the key is rotated twice, and the agencies then know the first no more', async () => {
  const [[first]] = (await listed()) as [[string]];
  const over = new AbortController();
  const askers = Array.from({ length: 4 }, async () => {
    const answers: Record<string, string>[] = [];
    while (!over.signal.aborted) answers.push(await askAll());
    return answers;
  });
  for (const round of [1, 2]) {
    expect(await qaqpa('keys', 'rotate')).toMatchObject({ code: 0 });
    await waitFor('the gateway to have changed', () => replaced().length === round);
  }
  const trusted = (await listed()).map(([id]) => id);
  expect(trusted).toEqual(replaced().toReversed());
  expect(trusted).not.toContain(first);
  for (const name of AGENCY_NAMES) {
    await waitFor(`${name} to know the new keys`, () => JSON.stringify(logOf(name).findLast(({ msg }) => msg === 'trusted keys replaced')?.['keyIds']) === JSON.stringify(trusted));
  }
  over.abort();
  const answers = (await Promise.all(askers)).flat();
  expect(answers.length).toBeGreaterThan(0);
  expect(answers.filter((answer) => JSON.stringify(answer) !== JSON.stringify(answers[0]))).toEqual([]);
  expect(answers[0]).toEqual(ALL_WELL);
  // The calls of the test before, and none since.
  for (const name of AGENCY_NAMES) expect(refusalsOf(name)).toHaveLength(1);
}, 60_000);
