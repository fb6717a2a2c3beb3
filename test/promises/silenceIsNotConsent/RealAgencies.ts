// The four agencies of the product over registers in memory, in one process and without a wire. Their clock stands still and
// nobody writes, so a question has one answer: it is remembered, and what an agency would have said is known of every call.

import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';
import type { Agency, RequestContext } from '../../../subgraphs/kit/Agency.js';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import { labourDemand } from '../../../subgraphs/labour-demand/agency.js';
import { regionalQuotas } from '../../../subgraphs/regional-quotas/agency.js';
import { securityChecks } from '../../../subgraphs/security-checks/agency.js';
import { startTestAgency, type TestResult } from '../../kit/agency.js';
import type { GraphQLSchema } from 'graphql';

const SETTINGS = { now: new Date('2026-06-01T06:00:00Z'), seededOn: '2026-06-01', cases: 120 } as const;

/** What the gateway puts to an agency. */
export interface AgencyQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A synthetic case, as far as a test has to know it. */
export interface KnownCase {
  readonly id: string;
  readonly applicantId: string;
  readonly track: string;
  readonly stage: string;
}

export interface RealAgency {
  readonly schema: GraphQLSchema;
  answer(question: AgencyQuestion): Promise<TestResult<Record<string, unknown>>>;
}

export class RealAgencies implements AsyncDisposable {
  readonly cases: readonly KnownCase[];
  readonly #agencies: Readonly<Record<AgencyName, RealAgency & AsyncDisposable>>;

  private constructor(agencies: Readonly<Record<AgencyName, RealAgency & AsyncDisposable>>, cases: readonly KnownCase[]) {
    this.#agencies = agencies;
    this.cases = cases;
  }

  static async start(): Promise<RealAgencies> {
    const started = await Promise.all([startAgency(applicants), startAgency(securityChecks), startAgency(labourDemand), startAgency(regionalQuotas)]);
    const agencies = Object.fromEntries(started.map((agency) => [agency.name, agency])) as unknown as Record<AgencyName, RealAgency & AsyncDisposable>;
    return new RealAgencies(agencies, await readCases(agencies.applicants));
  }

  of(name: AgencyName): RealAgency {
    return this.#agencies[name];
  }

  /** The same registers, with another applicants agency in the place of its own: one with a mistake. It is closed by who started it. */
  withApplicants(other: RealAgency & AsyncDisposable): RealAgencies {
    return new RealAgencies({ ...this.#agencies, applicants: other }, this.cases);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of AGENCY_NAMES) await this.#agencies[name][Symbol.asyncDispose]();
  }
}

export async function startAgency<Database, Context extends RequestContext>(agency: Agency<Database, Context>): Promise<RealAgency & AsyncDisposable & { readonly name: AgencyName }> {
  const started = await startTestAgency(agency, SETTINGS);
  const known = new Map<string, Promise<TestResult<Record<string, unknown>>>>();
  return {
    name: agency.name,
    schema: started.schema,
    answer: ({ query, variables }) => {
      const key = `${query}\n${JSON.stringify(variables)}`;
      let answer = known.get(key);
      if (answer === undefined) known.set(key, (answer = started.execute(query, variables)));
      return answer;
    },
    [Symbol.asyncDispose]: () => started.close(),
  };
}

async function readCases(agency: RealAgency): Promise<KnownCase[]> {
  const query = 'query ($after: String) { applications(first: 100, after: $after) { nodes { id track stage applicant { id } } pageInfo { endCursor hasNextPage } } }';
  const cases: KnownCase[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await agency.answer({ query, variables: { after } });
    const page = data?.['applications'] as CasePage;
    cases.push(...page.nodes.map(({ id, track, stage, applicant }) => ({ id, track, stage, applicantId: applicant.id })));
    if (!page.pageInfo.hasNextPage) return cases;
    after = page.pageInfo.endCursor;
  }
}

interface CasePage {
  readonly nodes: readonly { readonly id: string; readonly track: string; readonly stage: string; readonly applicant: { readonly id: string } }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}
