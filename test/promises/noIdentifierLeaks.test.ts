// No identifier of a person is left behind. Identifiers are sent through every door of a running system, in the right
// places and in wrong ones, while agencies are well, slow and broken, with every log at its most talkative; then all that
// the system has written is searched for them: logs, output, temporary files, and the data folder but for the registers.
// What is served under /metrics is searched as well, the gateways' admin ports among it; where there is nothing, that is the
// answer of every address of nothing.

import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueToken } from '../../cli/issuer/issueToken.js';
import { loadIssuerKey } from '../../cli/issuer/loadIssuerKey.js';
import { readSigningKey } from '../../gateway/subgraph/signature/readSigningKey.js';
import { AGENCY_NAMES } from '../../schema/contract/AgencyName.js';
import { agencyProbes } from '../kit/canary/agencyProbes.js';
import { createCanaries, listCanaries, type Canaries, type Canary } from '../kit/canary/Canary.js';
import { CanarySearch } from '../kit/canary/CanarySearch.js';
import { clientProbes, type CanaryTokens } from '../kit/canary/clientProbes.js';
import { sendProbe, type Probe } from '../kit/canary/Probe.js';
import { ENGINES, type EngineName } from '../kit/federation.js';
import { runGateway, type GatewayProcess } from '../kit/gateway/runGateway.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { processRunning } from '../kit/processes.js';
import { startSystem, type TestSystem } from '../kit/system.js';
import { waitFor } from '../kit/waitFor.js';

const CASE_FILE = readFileSync(path.join(PACKAGE_ROOT, 'schema/operations/CaseFile.graphql'), 'utf8');
const MAX_REQUEST_BYTES = 65_536;

/** What every process of the system runs besides: at a signal it throws where nobody catches, in words that it is told then. */
const CRASH = `
import { readFileSync } from 'node:fs';
process.on('SIGUSR2', () => {
  throw new TypeError(readFileSync(process.env.CRASH_WORDS, 'utf8'));
});
`;

/** Made when the system runs: what it has written before cannot hold them. */
let canaries: Canaries;
let madeAt: Date;
/** What agencies have told of people: synthetic names and numbers, each of which could stand in a log by mistake alone. */
const disclosed: Canary[] = [];

let folder: string;
let system: TestSystem;
let beside: GatewayProcess;
let tokens: CanaryTokens;
/** GraphQL endpoint of the gateway with each engine. */
let gateways: Readonly<Record<EngineName, string>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-canaries-'));
  for (const name of ['data', 'temporary']) await mkdir(path.join(folder, name));
  const config = path.join(folder, 'qaqpa.config.json');
  await writeFile(config, JSON.stringify({ maxRequestBytes: MAX_REQUEST_BYTES }));
  await writeFile(path.join(folder, 'crash.mjs'), CRASH);
  const crashing = { NODE_OPTIONS: `--import=${path.join(folder, 'crash.mjs')}`, CRASH_WORDS: path.join(folder, 'words') };
  const env = { ...crashing, QAQPA_CONFIG: config, LOG_LEVEL: 'trace', TMPDIR: path.join(folder, 'temporary') };
  system = await startSystem({ dataDir: path.join(folder, 'data'), env: { ...env, ENGINE: 'compiled' } });
  beside = runGateway({ ...system.agencyUrlVariables, ...system.keyVariables, ...system.identityVariables, ...env, ENGINE: 'apollo' });
  gateways = { compiled: system.gatewayUrl, apollo: `${await beside.url()}/graphql` };
  [canaries, madeAt] = [createCanaries(), new Date()];
  tokens = await makeTokens();
}, 120_000);

afterAll(async () => {
  beside?.kill('SIGKILL');
  await system?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function makeTokens(): Promise<CanaryTokens> {
  const persona = { name: canaries.account, title: '', scopes: ['case:read', 'employer:read'], regions: ['35', '19'], applicantId: canaries.person, employerBin: canaries.bin };
  const request = { key: await loadIssuerKey(system.dataDir), port: system.ports.at(-1)!, persona };
  const [good, expired] = await Promise.all([600, -600].map((ttlSeconds) => issueToken({ ...request, ttlSeconds })));
  return { good: good!, expired: expired! };
}

/** Every probe, and its status where that is not the one it should be. */
async function strayed(url: string, probes: readonly Probe[]): Promise<string[]> {
  const lines: string[] = [];
  for (const probe of probes) {
    const { status, body } = await sendProbe(url, probe);
    if (!('raw' in probe) && status !== probe.status) lines.push(`${probe.what}: ${status} instead of ${probe.status}: ${body.slice(0, 300)}`);
  }
  return lines;
}

it.each(ENGINES)('clients send them to the gateway with the engine %s', async (engine) => {
  expect(await strayed(gateways[engine], clientProbes(canaries, tokens, MAX_REQUEST_BYTES))).toEqual([]);
});

it.each(ENGINES)('agencies tell them to the gateway with the engine %s', async (engine) => {
  const headers = { authorization: `Bearer ${tokens.good}`, 'x-purpose': 'case-work', 'x-case-id': 'case-000001', 'x-consent': canaries.case };
  const { body } = await sendProbe(gateways[engine], { what: 'a case', status: 200, headers, body: JSON.stringify({ query: CASE_FILE, variables: { id: 'case-000001' } }) });
  const { data } = JSON.parse(body) as { data: { application: { applicant: { id: string; fullName: string } } } };
  const { id, fullName } = data.application.applicant;
  disclosed.push({ kind: 'the name of an applicant', text: fullName }, { kind: 'the id of an applicant', text: id });
  expect([id, fullName.length > 8]).toEqual(['person-000001', true]);
});

async function setFaults(settings: object): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(settings) };
  await Promise.all(AGENCY_NAMES.map((name) => fetch(new URL('/dev/fault', system.agencyUrls[name]), init)));
}

it.each([{ hang: true }, { errorRate: 1 }])('every agency has the fault %j meanwhile', async (fault) => {
  await setFaults(fault);
  const query = `query ${canaries.latinName}($id: ID!) { application(id: $id) { clearance { status } } applicant(id: "${canaries.person}") { fullName } employer(bin: "${canaries.bin}") { name } }`;
  const probe: Probe = {
    what: 'a question that nobody answers',
    status: 200,
    headers: { authorization: `Bearer ${tokens.good}`, 'x-purpose': 'case-work', 'x-case-id': canaries.case, 'x-consent': canaries.person, 'x-request-id': canaries.person },
    body: JSON.stringify({ query, variables: { id: canaries.case } }),
  };
  const answers = await Promise.all(ENGINES.map((engine) => sendProbe(gateways[engine], probe)));
  for (const { body } of answers) expect(body).toContain('"UNAVAILABLE"');
  await setFaults({});
});

it.each(AGENCY_NAMES)('%s is called past the gateway', async (name) => {
  const reading = readSigningKey(await readFile(system.keyVariables['SIGNING_KEY_FILE']!, 'utf8'), undefined);
  if (reading.kind === 'unusable') throw new Error(reading.problem);
  expect(await strayed(system.agencyUrls[name], agencyProbes(name, canaries, reading.key))).toEqual([]);
});

it('the issuer is asked', async () => {
  const { person, iin, latinName } = canaries;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const probes: Probe[] = [
    { what: 'a persona that there is not', status: 401, path: '/token', headers: form, body: `grant_type=client_credentials&client_id=${person}` },
    { what: 'a grant that there is not', status: 400, path: '/token', headers: form, body: `grant_type=${latinName}` },
    { what: 'another host', status: 421, path: `/token?iin=${iin}`, headers: { ...form, host: `${latinName}.example` }, body: '' },
    { what: 'an address of nothing', status: 404, method: 'GET', path: `/${person}` },
    { what: 'a version of HTTP that there is not', raw: `GET /${person} HTTP/9.9\r\n\r\n` },
  ];
  expect(await strayed(`http://127.0.0.1:${system.ports.at(-1)}`, probes)).toEqual([]);
});

it('no door has them for whoever asks for metrics', async () => {
  const search = new CanarySearch([...listCanaries(canaries), ...disclosed]);
  const issuerUrl = `http://127.0.0.1:${system.ports.at(-1)}`;
  const adminUrls = [system.adminUrl, await beside.adminUrl()];
  for (const url of [...adminUrls, ...Object.values(gateways), ...Object.values(system.agencyUrls), issuerUrl]) {
    const metrics = await (await fetch(new URL('/metrics', url))).text();
    // They have counted what was sent, so there is something to search.
    if (adminUrls.includes(url)) expect(metrics).toMatch(/^qaqpa_request_errors_total\{code="GRAPHQL_PARSE_FAILED"\} [1-9]/m);
    expect(search.search(metrics, new URL('/metrics', url).href)).toEqual([]);
  }
});

it('an agency and a gateway end at a fault that nobody caught', async () => {
  await writeFile(path.join(folder, 'words'), `no ${canaries.person} (${canaries.iin})\n    at ${canaries.name}`);
  process.kill(processRunning('subgraphs/security-checks/main.js', system.dataDir)!, 'SIGUSR2');
  await waitFor('the end of the agency', () => /^security-checks stopped.*$/m.test(system.output()));
  expect(/^security-checks stopped.*$/m.exec(system.output())?.[0]).toMatch(/^security-checks stopped \(exit code 1\): ended by a fault \(TypeError at .*crash\.mjs:4:9\)/);
  beside.kill('SIGUSR2');
  expect(await beside.ended).toBe(1);
  expect(beside.errorOutput).toMatch(/^gateway: ended by a fault \(TypeError at .*crash\.mjs:4:9\)+\n$/);
});

it('and nothing of them is left behind', async () => {
  expect(await system.stop()).toBe(0);
  const logFolder = path.join(system.dataDir, 'logs');
  const logs = Object.fromEntries(await Promise.all(['gateway', ...AGENCY_NAMES].map(async (name) => [name, await readFile(path.join(logFolder, `${name}.log`), 'utf8')] as const)));
  // They did write: of every request that came so far, of every call that was refused, and of the faults.
  for (const log of [logs['gateway']!, JSON.stringify(beside.logLines)]) {
    expect(log.split('request closed').length).toBeGreaterThan(40);
    expect(['GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT', 'SUBGRAPH_REQUEST_FAILED', 'expired', 'bad signature', 'HTTP 500'].filter((said) => !log.includes(said))).toEqual([]);
  }
  for (const name of AGENCY_NAMES) expect(logs[name]!.split('a call was refused').length).toBeGreaterThan(4);
  expect(logs['applicants']!.includes('a field failed')).toBe(true);

  const search = new CanarySearch([...listCanaries(canaries), ...disclosed]);
  const findings = [
    ...search.search(system.output(), 'the output of qaqpa start'),
    ...search.search(beside.logLines.map((line) => JSON.stringify(line)).join('\n'), 'the log of the gateway beside'),
    ...search.search(beside.errorOutput, 'the error output of the gateway beside'),
    ...(await search.searchFolder(path.join(folder, 'temporary'))),
    ...(await search.searchFolder(system.dataDir, { except: AGENCY_NAMES, changedSince: madeAt })),
  ];
  expect(findings).toEqual([]);
});
