// A whole gateway that signs its calls, with either engine, and changes its key while it serves.

import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../gateway/createGateway.js';
import { ENGINES } from '../kit/federation.js';
import { ask } from '../kit/gateway/ask.js';
import { startTestGateway } from '../kit/gateway/startTestGateway.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, type TestWorld } from '../kit/gateway/testWorld.js';
import { waitFor } from '../kit/waitFor.js';
import { makeEd25519, type KeyPair } from '../subgraphs/kit/caller/signedAgency.js';

const [first, second] = [makeEd25519('gateway-1'), makeEd25519('gateway-2')];

let world: TestWorld;
let folder: string;

beforeAll(async () => {
  world = await startTestWorld();
});
afterAll(() => stopTestWorld(world));

/** As `qaqpa keys rotate` replaces it. */
function replaceKey(pair: KeyPair): string {
  const file = path.join(folder, 'gateway.jwk');
  writeFileSync(`${file}.new`, JSON.stringify({ ...pair.signing.key.export({ format: 'jwk' }), kid: pair.signing.id }));
  renameSync(`${file}.new`, file);
  return file;
}

/** Agency → the key that its last call was signed with, and for whom. */
function lastSignatures(): Record<string, string | undefined> {
  const entries = Object.entries(world).map(([name, { calls }]) => {
    const { 'signature-input': input, 'x-agency': agency } = calls.at(-1)?.headers ?? {};
    return [name, `${/keyid="([^"]*)"/.exec(String(input))?.[1]} for ${String(agency)}`];
  });
  return Object.fromEntries(entries) as Record<string, string | undefined>;
}

const allSignedWith = (keyId: string) => Object.fromEntries(Object.keys(world).map((name) => [name, `${keyId} for ${name}`]));

describe.each(ENGINES)('a gateway with %s', (engine) => {
  let gateway: Gateway;
  let logged: { msg: string; keyId?: string; reason?: string }[];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'qaqpa-signing-'));
    logged = [];
    for (const subgraph of Object.values(world)) subgraph.reset();
    gateway = await startTestGateway(world, {
      config: { engine, signing: { keyFile: replaceKey(first) } },
      onLogLine: (line) => void logged.push(JSON.parse(line)),
    });
  });
  afterEach(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  it('signs every call to every agency for that agency, and each with a nonce of its own', async () => {
    expect((await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } })).errors).toBeUndefined();
    expect(lastSignatures()).toEqual(allSignedWith('gateway-1'));
    const inputs = Object.values(world).flatMap(({ calls }) => calls.map(({ headers }) => String(headers['signature-input'])));
    expect(new Set(inputs.map((input) => /nonce="([^"]*)"/.exec(input)?.[1])).size).toBe(inputs.length);
    for (const input of inputs) expect(input).toContain('"x-deadline-ms" "x-request-id")');
  });

  it('changes to the key that has come into the file, and keeps it when the file breaks', async () => {
    replaceKey(second);
    await waitFor('the new key', () => logged.some(({ msg, keyId }) => msg === 'signing key replaced' && keyId === 'gateway-2'));
    writeFileSync(path.join(folder, 'gateway.jwk'), '{');
    await waitFor('the complaint', () => logged.some(({ msg }) => msg === 'signing key not replaced'));
    await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });
    expect(lastSignatures()).toEqual(allSignedWith('gateway-2'));
  });
});

it('a gateway without a key tells agencies for whom a call is meant, and signs none', async () => {
  const gateway = await startTestGateway(world);
  for (const subgraph of Object.values(world)) subgraph.reset();
  await ask(gateway.url, CASE_FILE, { variables: { id: READY_CASE } });
  await gateway.close();
  expect(world.applicants.calls.length).toBeGreaterThan(0);
  for (const { headers } of world.applicants.calls) {
    expect(headers).toMatchObject({ 'x-agency': 'applicants' });
    expect(headers).not.toHaveProperty('signature');
  }
});
