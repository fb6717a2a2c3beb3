// Promise 5, its first half: nobody sees what they may not. The whole system, with tokens of every persona, signed calls,
// and agencies that show each caller its rows: what comes back, and that no agency is asked for what is refused.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONA_NAMES } from '../../cli/issuer/personas.js';
import type { CaseFileQuery } from '../../schema/generated/operations.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { startSystem, type TestSystem } from '../kit/system.js';

/** Of the person whom the persona `applicant` plays, in a region of the persona `officer`. */
const CASE = 'case-000001';
/** In another region, of another person (story `kandas-with-place`). */
const OTHER_CASE = 'case-000009';
const CASE_FILE = readFileSync(path.join(PACKAGE_ROOT, 'schema/operations/CaseFile.graphql'), 'utf8');
const CONSENT = { 'x-consent': 'simulated-consent-0001' };
const CASE_WORK = { 'x-purpose': 'case-work', 'x-case-id': CASE, ...CONSENT };
const OWN_DATA = { 'x-purpose': 'own-data' };

let folder: string;
let system: TestSystem;
const tokens = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-access-'));
  const file = path.join(folder, 'qaqpa.config.json');
  await writeFile(file, JSON.stringify({ access: { mode: 'filter' } }));
  system = await startSystem({ env: { QAQPA_CONFIG: file, ROW_SECURITY: 'callers' } });
  for (const persona of PERSONA_NAMES) {
    const { stdout } = spawnSync(process.execPath, [path.join(PACKAGE_ROOT, 'bin/qaqpa.js'), 'token', persona], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...system.tokenVariables },
      encoding: 'utf8',
    });
    tokens.set(persona, stdout.trim());
  }
}, 180_000);

afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Nodes<Node> {
  readonly nodes: readonly Node[];
}

interface Answer<Data> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly agencies?: readonly { readonly agency: string; readonly status: string }[] };
}

async function ask<Data = Record<string, unknown>>(persona: string | undefined, headers: Record<string, string>, query: string, variables = {}): Promise<Answer<Data>> {
  const token = persona === undefined ? undefined : tokens.get(persona);
  const response = await fetch(system.gatewayUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<Data>, 'status'>) };
}

const codesOf = ({ errors = [] }: Pick<Answer<unknown>, 'errors'>) => errors.map(({ extensions }) => extensions.code);

describe('a case', () => {
  it('is whole to an officer of its region who says why', async () => {
    const { errors, data } = await ask<CaseFileQuery>('officer', CASE_WORK, CASE_FILE, { id: CASE });
    expect(errors).toBeUndefined();
    const { clearance, demandMatch, placement, readiness } = data!.application!;
    expect([clearance.status, demandMatch.status, placement.status, readiness.status]).toEqual(['ANSWERED', 'ANSWERED', 'NOT_APPLICABLE', 'ANSWERED']);
    expect(clearance.checks?.length).toBeGreaterThan(0);
    expect(demandMatch.registrations?.length).toBeGreaterThan(0);
  });

  it('does not exist to an officer of another region, nor in their lists', async () => {
    expect(await ask('officer', CASE_WORK, CASE_FILE, { id: OTHER_CASE })).toMatchObject({ status: 200, data: { application: null } });
    const { data } = await ask<{ applications: Nodes<{ region: { code: string } }> }>('officer', CASE_WORK, '{ applications(first: 100) { nodes { region { code } } } }');
    const regions = new Set(data!.applications.nodes.map(({ region }) => region.code));
    expect([...regions].filter((code) => code !== '35' && code !== '19')).toEqual([]);
    expect(regions.size).toBeGreaterThan(0);
  });

  it('is the person’s own, with what stands in the way, and without the words of the authorities or the names of employers', async () => {
    const { errors, data } = await ask<CaseFileQuery>('applicant', OWN_DATA, CASE_FILE, { id: CASE });
    expect(errors).toBeUndefined();
    const { applicant, clearance, demandMatch, readiness } = data!.application!;
    expect(applicant.fullName).toEqual(expect.any(String));
    expect(readiness.status).toBe('ANSWERED');
    expect([clearance.status, clearance.checks]).toEqual(['ANSWERED', null]);
    expect([demandMatch.status, demandMatch.registrations]).toEqual(['ANSWERED', null]);
    expect(await ask('applicant', OWN_DATA, CASE_FILE, { id: OTHER_CASE })).toMatchObject({ data: { application: null } });
  });

  it('shows an authority its own word alone', async () => {
    const headers = { 'x-purpose': 'security-check', 'x-case-id': CASE, ...CONSENT };
    const { data } = await ask<CaseFileQuery>('security-clerk', headers, CASE_FILE, { id: CASE });
    expect(data?.application?.clearance.checks?.map(({ authority }) => authority?.code)).toEqual(['KNB']);
  });

  it.each(['employer', 'ops', 'auditor'])('does not exist to the persona %s', async (persona) => {
    const answer = await ask(persona, {}, `{ application(id: "${CASE}") { id clearance { status } } applications { nodes { id } } }`);
    expect(answer.data).toEqual({ application: null, applications: { nodes: [] } });
  });

  it('does not exist to who is not known', async () => {
    expect((await ask(undefined, {}, `{ application(id: "${CASE}") { id } applications { nodes { id } } }`)).data).toEqual({ application: null, applications: { nodes: [] } });
  });
});

describe('personal data is not read, and no agency is asked,', () => {
  it.each([
    ['by who is not known', undefined, CASE_WORK],
    ['without a purpose', 'officer', {}],
    ['for a purpose of others', 'officer', { 'x-purpose': 'security-check', 'x-case-id': CASE }],
    ['by who runs the gate', 'ops', CASE_WORK],
    ['for own data by who has none', 'employer', OWN_DATA],
  ])('%s', async (_who, persona, headers) => {
    const answer = await ask(persona, headers, CASE_FILE, { id: CASE });
    expect([answer.status, codesOf(answer)]).toEqual([403, ['PURPOSE_REQUIRED']]);
    expect(answer.extensions?.agencies).toBeUndefined();
  });

  it('with a token that was changed', async () => {
    tokens.set('forged', `${tokens.get('officer')!.slice(0, -4)}AAAA`);
    expect(codesOf(await ask('forged', CASE_WORK, CASE_FILE, { id: CASE }))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('what other state systems hold is not read without a consent, and no agency is asked:', () => {
  const QUERIES = [
    ['what the authorities answered', `{ application(id: "${CASE}") { clearance { status outcome } } }`, 'SecurityClearance.outcome'],
    ['what one of them answered', `{ application(id: "${CASE}") { clearance { status checks { status outcome } } } }`, 'AuthorityCheck.outcome'],
    ['what papers are worth', `{ application(id: "${CASE}") { applicant { documents { status } } } }`, 'Document.status'],
    ['what is worked out from it', `{ application(id: "${CASE}") { readiness { status } } }`, 'Application.readiness'],
  ] as const;
  const WITHOUT = { 'x-purpose': 'case-work', 'x-case-id': CASE };

  it.each(QUERIES)('%s', async (_what, query, field) => {
    const answer = await ask('officer', WITHOUT, query);
    expect([answer.status, codesOf(answer)]).toEqual([403, ['PURPOSE_REQUIRED']]);
    expect(answer.errors?.[0]?.message).toBe(`${field} hold data of other state systems: send the reference of the consent by which you read them in the header x-consent.`);
    expect(answer.extensions?.agencies).toBeUndefined();
    expect((await ask('officer', CASE_WORK, query)).errors).toBeUndefined();
  });

  it.each(QUERIES)('%s, and an authority needs it too', async (_what, query) => {
    expect(codesOf(await ask('security-clerk', { 'x-purpose': 'security-check', 'x-case-id': CASE }, query))).toEqual(['PURPOSE_REQUIRED']);
  });

  it.each(QUERIES)('%s, but persons read their own without', async (_what, query) => {
    const { errors, data } = await ask('applicant', OWN_DATA, query);
    expect([errors, data]).toEqual([undefined, { application: expect.anything() }]);
  });
});

describe('an employer', () => {
  it('sees its own registrations alone', async () => {
    const query = '{ employers(first: 100) { nodes { bin } } demandRegistrations(first: 100) { nodes { employer { bin } } } }';
    const { data } = await ask<{ employers: Nodes<{ bin: string }>; demandRegistrations: Nodes<{ employer: { bin: string } }> }>('employer', {}, query);
    expect(data!.employers.nodes).toEqual([{ bin: '000040000029' }]);
    expect([...new Set(data!.demandRegistrations.nodes.map(({ employer }) => employer.bin))]).toEqual(['000040000029']);
  });
});

it('how agencies were asked is told to who runs the gate, and to others only whether they have answered', async () => {
  const query = '{ regions { code } }';
  const told = async (persona: string | undefined) => (await ask(persona, {}, query)).extensions?.agencies;
  expect(await told('ops')).toEqual([{ agency: 'regional-quotas', status: 'OK', calls: 1, latencyMs: expect.any(Number) as number }]);
  for (const persona of [undefined, 'officer', 'applicant']) expect(await told(persona)).toEqual([{ agency: 'regional-quotas', status: 'OK' }]);
});

it('what is public is the same to everybody', async () => {
  const query = '{ regions { code quotas(year: 2026) { kind places used } labourDemand(year: 2026) { status openPlaces } } authorities { code simulated } }';
  const answers = await Promise.all([undefined, ...PERSONA_NAMES].map((persona) => ask<{ regions: unknown[] }>(persona, {}, query)));
  for (const answer of answers) expect(answer.data).toEqual(answers[0]!.data);
  expect(answers[0]!.data!.regions.length).toBeGreaterThan(10);
});
