// A small world behind the gateway: the four agencies' committed schemas, each served by a TestSubgraph
// over the data below. Two synthetic cases; the second has asked for no check. `readiness` is made from
// the representation alone, as the real agency does, so that tests see what it received.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';
import { isAnswer } from '../../../schema/contract/AnswerStatus.js';
import { PACKAGE_ROOT } from '../../../gateway/util/packageRoot.js';
import { TestSubgraph, type Resolvers } from './TestSubgraph.js';

export const SUPERGRAPH_FILE = join(PACKAGE_ROOT, 'schema/supergraph.graphql');
export const CASE_FILE = readFileSync(join(PACKAGE_ROOT, 'schema/operations/CaseFile.graphql'), 'utf8');

/** A case in which every agency has spoken and nothing stands in the way. */
export const READY_CASE = 'case-ready';
/** A case on which no check has been requested yet. */
export const NEW_CASE = 'case-new';

const AS_OF = '2026-03-01T09:00:00.000Z';

const APPLICANT = {
  id: 'applicant-1',
  fullName: 'Synthetic Person',
  birthDate: '1990-01-01',
  citizenship: 'UZB',
  household: { id: 'household-1', members: [{ id: 'member-1', relation: 'APPLICANT', fullName: 'Synthetic Person', age: 36, ties: [] }] },
  documents: [{ id: 'document-1', type: 'FOREIGN_PASSPORT', status: 'VERIFIED', contradicts: [], sharedWith: [] }],
};

const SCORE = {
  total: 420,
  threshold: 400,
  passed: true,
  contributions: [],
  table: { version: 'test', illustrative: true, description: 'Test points.' },
};

const CASES = [READY_CASE, NEW_CASE].map((id) => ({
  id,
  track: 'GENERAL',
  stage: 'INTERVIEW',
  submittedOn: '2026-02-01',
  applicant: APPLICANT,
  region: { code: '71', name: 'Astana' },
  occupation: { code: '2512', name: 'Software developers' },
  stateConsent: 'PROVIDED',
  score: SCORE,
}));

interface Answer {
  readonly status: string;
}

interface ReadinessRepresentation {
  readonly clearance: Answer;
  readonly demandMatch: Answer;
  readonly placement: Answer;
}

const answer = (agency: AgencyName, fields: Record<string, unknown>) => ({ agency, status: 'ANSWERED', asOf: AS_OF, ...fields });

const WORLD: Readonly<Record<AgencyName, Resolvers>> = {
  applicants: {
    Query: {
      application: (_root: unknown, { id }: { id: string }) => CASES.find((row) => row.id === id) ?? null,
      applicant: (_root: unknown, { id }: { id: string }) => (id === APPLICANT.id ? APPLICANT : null),
      applications: () => ({
        edges: CASES.map((node) => ({ cursor: node.id, node })),
        nodes: CASES,
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      }),
    },
    Application: {
      __resolveReference: (reference: { id: string }) => ({ ...CASES.find((row) => row.id === reference.id), ...reference }),
      readiness: ({ clearance, demandMatch, placement }: ReadinessRepresentation) => {
        const missing = [
          ['CLEARANCE', 'security-checks', clearance.status],
          ['DEMAND_MATCH', 'labour-demand', demandMatch.status],
          ['PLACEMENT', 'regional-quotas', placement.status],
        ].flatMap(([code, agency, status]) => (isAnswer(status) ? [] : [{ code, agency, status }]));
        return answer('applicants', { ready: missing.length === 0, missing });
      },
    },
  },
  'security-checks': {
    Query: { authorities: () => [{ code: 'KNB', name: 'Test authority', simulated: true }] },
    Application: {
      clearance: ({ id }: { id: string }) =>
        id === NEW_CASE
          ? { agency: 'security-checks', status: 'NOT_REQUESTED' }
          : answer('security-checks', {
              outcome: 'CLEARED',
              checks: [
                answer('security-checks', {
                  authority: { code: 'KNB', name: 'Test authority', simulated: true },
                  outcome: 'CONCURRED',
                }),
              ],
            }),
    },
  },
  'labour-demand': {
    Application: {
      demandMatch: ({ occupation }: { occupation: { code: string } | null }) =>
        answer('labour-demand', {
          occupation: occupation && { code: occupation.code, name: 'Software developers' },
          openPlaces: 3,
          registrations: [
            { employer: { bin: '990000000001', name: 'Synthetic LLP' }, headcount: 3, region: { code: '71', name: 'Astana' } },
          ],
        }),
    },
    Region: {
      __resolveReference: ({ code }: { code: string }) => ({ code, name: `Region ${code}` }),
      labourDemand: () => answer('labour-demand', { openPlaces: 7 }),
    },
  },
  'regional-quotas': {
    Query: {
      regions: () => ['71', '59'].map((code) => ({ code, name: `Region ${code}`, kind: 'REGION', retired: false, receivesKandas: true })),
    },
    Application: {
      placement: () => answer('regional-quotas', { state: 'INCLUDED', region: { code: '71', name: 'Astana', receivesKandas: true } }),
    },
    Applicant: {
      kandasStatus: () => ({ agency: 'regional-quotas', status: 'NO_RECORD' }),
    },
    Region: {
      __resolveReference: ({ code }: { code: string }) => ({ code, name: `Region ${code}`, kind: 'REGION', retired: false, receivesKandas: true }),
      quota: (_region: unknown, args: { year: number; kind: string }) => ({
        ...args,
        places: 10,
        used: 4,
        free: 6,
        effectiveFrom: '2026-01-01',
        source: 'test',
      }),
    },
  },
};

export type TestWorld = Readonly<Record<AgencyName, TestSubgraph>>;

export async function startTestWorld(): Promise<TestWorld> {
  const started = await Promise.all(
    AGENCY_NAMES.map(async (name) => {
      const sdl = readFileSync(join(PACKAGE_ROOT, `schema/subgraphs/${name}.graphql`), 'utf8');
      return [name, await new TestSubgraph(sdl, WORLD[name]).start()] as const;
    }),
  );
  return Object.fromEntries(started) as unknown as TestWorld;
}

export async function stopTestWorld(world: TestWorld | undefined): Promise<void> {
  await Promise.all(Object.values(world ?? {}).map((subgraph) => subgraph.stop()));
}
