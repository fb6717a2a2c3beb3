// Promise 5, its first half: nobody sees what they may not. The whole system, with tokens of every persona, signed calls,
// and agencies that show each caller its rows: what comes back, and that no agency is asked for what is refused.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERSONA_NAMES } from '../../cli/issuer/personas.js';
import { loadSupergraph } from '../../gateway/supergraph/loadSupergraph.js';
import { PURPOSES, type Purpose } from '../../schema/contract/purposes.js';
import type { CaseFileQuery } from '../../schema/generated/operations.js';
import { agenciesOf, askMatrix, forEach, type AccessMatrix, type MatrixResponse, type StatedPurpose } from '../kit/access/accessMatrix.js';
import { fieldPaths, operationFor } from '../kit/access/fieldPaths.js';
import { renderAccess } from '../kit/access/renderAccess.js';
import { askGateway } from '../kit/askGateway.js';
import { callerHeaders, CONSENT as REFERENCE, tokenFor, type CallerHeaders } from '../kit/callerHeaders.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { startSystem, type TestSystem } from '../kit/system.js';

/** Of the person whom the persona `applicant` plays, in a region of the persona `officer`. */
const CASE = 'case-000001';
/** In another region, of another person (story `kandas-with-place`). */
const OTHER_CASE = 'case-000009';
const CASE_FILE = readFileSync(path.join(PACKAGE_ROOT, 'schema/operations/CaseFile.graphql'), 'utf8');
const CONSENT = { 'x-consent': REFERENCE };
/** A breach that never was, so that there is one to see. */
const RECORD_BREACH = `mutation { recordBreach(input: {
  idempotencyKey: "a-breach-that-never-was", detectedAt: "2026-03-02T09:00:00.000Z", description: "A synthetic breach.", dataKinds: [NAME], contactOffice: "Synthetic office"
}) { breach { id } refusals { code } } }`;
const RECORD_NOTICE = (breachId: string) => `mutation { recordBreachNotice(input: {
  idempotencyKey: "a-notice-that-never-was", breachId: "${breachId}", notifiedAt: "2026-03-02T10:00:00.000Z", reference: "synthetic-1"
}) { refusals { code } } }`;
const CASE_WORK = { 'x-purpose': 'case-work', 'x-case-id': CASE, ...CONSENT };
const OWN_DATA = { 'x-purpose': 'own-data' };

let system: TestSystem;
const tokens = new Map<string, string>();

beforeAll(async () => {
  system = await startSystem();
  for (const persona of PERSONA_NAMES) tokens.set(persona, await tokenFor(persona, system));
}, 180_000);

afterAll(() => system.stop());

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
    const { data, extensions } = await ask<CaseFileQuery>('security-clerk', headers, CASE_FILE, { id: CASE });
    const { clearance, score, demandMatch, placement, readiness } = data!.application!;
    expect(clearance.checks?.map(({ authority }) => authority?.code)).toEqual(['KNB']);
    expect([score, demandMatch.status, placement.status, readiness.status]).toEqual([null, 'DENIED', 'DENIED', 'DENIED']);
    expect(extensions?.agencies?.map(({ agency }) => agency)).toEqual(['applicants', 'security-checks']);
  });

  it.each([undefined, 'employer', 'ops', 'auditor'])('is refused to the persona %s, and no agency is asked', async (persona) => {
    const answer = await ask(persona, {}, `{ application(id: "${CASE}") { id clearance { status } } applications { nodes { id } } }`);
    expect(answer).toMatchObject({ status: 200, data: { application: null, applications: null } });
    expect(codesOf(answer)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(answer.extensions?.agencies ?? []).toEqual([]);
  });
});

describe('personal data is not read, and no agency is asked,', () => {
  it.each([
    ['without a purpose', 'officer', {}],
    ['for a purpose of others', 'officer', { 'x-purpose': 'security-check', 'x-case-id': CASE }],
    ['for own data by who has none', 'officer', OWN_DATA],
    ['for the work of others by the person', 'applicant', CASE_WORK],
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

  it.each(QUERIES.slice(0, 3))('%s, and an authority needs it too', async (_what, query) => {
    expect(codesOf(await ask('security-clerk', { 'x-purpose': 'security-check', 'x-case-id': CASE }, query))).toEqual(['PURPOSE_REQUIRED']);
  });

  it.each(QUERIES)('%s, but persons read their own without', async (_what, query) => {
    const { errors, data } = await ask('applicant', OWN_DATA, query);
    expect([errors, data]).toEqual([undefined, { application: expect.anything() }]);
  });
});

it('nobody but who runs the gate records anything, and no agency is asked', async () => {
  for (const persona of [undefined, ...PERSONA_NAMES.filter((name) => name !== 'ops')]) {
    for (const mutation of [RECORD_BREACH, RECORD_NOTICE('any')]) {
      const answer = await ask(persona, {}, mutation);
      expect([persona, answer.status, codesOf(answer), answer.extensions?.agencies ?? []]).toEqual([persona, 200, ['UNAUTHORIZED_FIELD_OR_TYPE'], []]);
    }
  }
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

describe('of every field of the API', () => {
  const ANYBODY = 'anybody';
  const CALLERS = [ANYBODY, ...PERSONA_NAMES];
  const OPEN_PURPOSES = new Map<string, readonly Purpose[]>([
    [ANYBODY, []],
    ['officer', ['case-work', 'case-queue']],
    ['security-clerk', ['security-check']],
    ['employer', ['employer-service']],
    ['applicant', ['own-data']],
    ['ops', []],
    ['auditor', ['audit']],
  ]);
  const { apiSchema, accessRules } = loadSupergraph(path.join(PACKAGE_ROOT, 'schema/supergraph.graphql'));
  const types = fieldPaths(
    apiSchema,
    {
      'Query.applicant': '(id: "person-000001")',
      'Query.application': `(id: "${CASE}")`,
      'Query.employer': '(bin: "000040000029")',
      'Query.region': '(code: "35")',
      'Region.quota': '(year: 2026, kind: RESETTLER)',
      'Region.quotas': '(year: 2026)',
    },
    // Nothing stands in the way of the one case.
    { ReadinessGap: ['applications', 'nodes', 'readiness', 'missing'] },
  );
  let seesAll: CallerHeaders;
  let matrix: AccessMatrix;

  const askMatrixAs = async (caller: string | undefined, purpose: StatedPurpose, operation: string): Promise<MatrixResponse> => {
    if (caller === undefined) return askGateway(system.gatewayUrl, operation, {}, seesAll) as Promise<MatrixResponse>;
    return ask(caller === ANYBODY ? undefined : caller, purpose === 'none' ? {} : { 'x-purpose': purpose, 'x-case-id': CASE, ...CONSENT }, operation);
  };

  beforeAll(async () => {
    const { data } = await ask<{ recordBreach: { breach: { id: string } } }>('ops', {}, RECORD_BREACH);
    expect(await ask('ops', {}, RECORD_NOTICE(data!.recordBreach.breach.id))).toMatchObject({ data: { recordBreachNotice: { refusals: [] } } });
    seesAll = await callerHeaders(system, CASE);
    matrix = await askMatrix({ types, rules: accessRules, callers: CALLERS, purposes: ['none', ...PURPOSES], ask: askMatrixAs });
  }, 180_000);

  it('each kind of caller gets, for each purpose, what docs/access.md says', async () => {
    await expect(renderAccess(matrix, types, OPEN_PURPOSES)).toMatchFileSnapshot(path.join(PACKAGE_ROOT, 'docs/access.md'));
  });

  it('there is something to get', () => {
    expect(matrix.unreached).toEqual([]);
  });

  it('no agency is asked for an operation that is refused for its purpose', () => {
    expect(matrix.contacted).toEqual([]);
  });

  it('no agency is asked for a field that is refused: none but those that what lies around it needs', async () => {
    const wrong: string[] = [];
    const questions = types.flatMap(({ path: around, fields }) => fields.filter(({ typeName, name }) => accessRules.needsOf(typeName, name).length > 0).map((field) => ({ around, field })));
    expect(questions.length).toBeGreaterThan(10);
    await forEach(questions, async ({ around, field }) => {
      for (const caller of CALLERS) {
        const purpose = OPEN_PURPOSES.get(caller)![0] ?? 'none';
        const outcome = matrix.outcomes.get(field.coordinate)!.get(caller)!.get(purpose);
        if (outcome !== 'refused' && outcome !== 'denied') continue;
        const [asked, needed] = await Promise.all([[field], []].map((fields) => askMatrixAs(caller, purpose, operationFor(around, fields))));
        if (agenciesOf(asked!).join() !== agenciesOf(needed!).join()) wrong.push(`${caller}: ${field.coordinate} asked ${agenciesOf(asked!).join(', ')}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  it('nobody but who works on the case, is asked about it, or is the person gets personal data', () => {
    const personal = types.flatMap(({ fields }) => fields.filter(({ typeName, name }) => accessRules.holdsPersonalData(typeName, name)));
    expect(personal.length).toBeGreaterThan(15);
    const outcomesTo = (caller: string) => new Set(personal.flatMap(({ coordinate }) => [...matrix.outcomes.get(coordinate)!.get(caller)!.values()]));
    for (const caller of [ANYBODY, 'employer', 'ops', 'auditor']) expect([...outcomesTo(caller)]).toEqual(['refused']);
    for (const caller of ['officer', 'security-clerk', 'applicant']) expect(outcomesTo(caller)).toContain('data');
  });
});
