// Nothing of the gateway reaches out of the machine: neither our code nor the packages it runs on, which
// would report usage and ask cloud providers' metadata addresses if nobody stopped them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agencyUrlVariable } from '../../../gateway/config/readEnvironment.js';
import { PACKAGE_ROOT } from '../../../gateway/util/packageRoot.js';
import { ENGINES } from '../../kit/federation.js';
import { ask } from '../../kit/gateway/ask.js';
import { runGateway } from '../../kit/gateway/runGateway.js';
import { CASE_FILE, READY_CASE, startTestWorld, stopTestWorld, SUPERGRAPH_FILE, type TestWorld } from '../../kit/gateway/testWorld.js';

const RECORDER = ['--import', pathToFileURL(join(PACKAGE_ROOT, 'dist/test/kit/gateway/recordConnections.js')).href];
const LOOPBACK = /^(localhost|::1|127\.)/;

let folder: string;
let world: TestWorld;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qaqpa-connections-'));
  world = await startTestWorld();
});

afterAll(async () => {
  await stopTestWorld(world);
  rmSync(folder, { recursive: true });
});

function destinations(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { host: string }).host);
}

it.each(ENGINES)('the gateway starts, answers and stops with connections to its agencies alone, with the engine %s', async (engine) => {
  const file = join(folder, engine);
  const urls = Object.fromEntries(Object.entries(world).map(([name, { url }]) => [agencyUrlVariable(name), url]));
  const gateway = runGateway({ ...urls, CONNECTION_LOG: file, ENGINE: engine }, RECORDER);
  const url = await gateway.url();
  const answer = await ask(url, CASE_FILE, { variables: { id: READY_CASE } });
  expect(answer.errors).toBeUndefined();
  expect((await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })).status).toBe(200);
  gateway.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);

  const reached = destinations(file);
  expect(reached.length).toBeGreaterThanOrEqual(4);
  expect(reached.filter((host) => !LOOPBACK.test(host))).toEqual([]);
});

it('the recorder would have seen it: the same package, left to itself, reaches out', async () => {
  const file = join(folder, 'package');
  const script = `
    const { ApolloGateway } = require('@apollo/gateway');
    new ApolloGateway({ supergraphSdl: require('node:fs').readFileSync(${JSON.stringify(SUPERGRAPH_FILE)}, 'utf8') });
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, [...RECORDER, '--eval', script], { cwd: PACKAGE_ROOT, env: { CONNECTION_LOG: file }, stdio: 'ignore' });
  const ended = once(child, 'close');
  try {
    await expect.poll(() => destinations(file).filter((host) => !LOOPBACK.test(host)).length, { timeout: 20_000 }).toBeGreaterThan(0);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
});
