// Random operations under random faults, one after the other, and what came of them.

import * as fc from 'fast-check';
import { parse } from 'graphql';
import { writeQuestion, type Question } from './Question.js';
import { readAsClient } from './readAsClient.js';
import type { RealAgencies } from './RealAgencies.js';
import type { Outcome, TestedGateway } from './TestedGateway.js';
import { GATE_FAULTS, PART_FAULTS, troubles, WHOLE_FAULTS, type Troubles } from './Trouble.js';

export interface TrialOptions {
  readonly gateway: TestedGateway;
  readonly agencies: RealAgencies;
  readonly seed: number;
  /** Operations; the first that is answered wrongly ends them. */
  readonly runs: number;
  /** Whether a find is made smaller before it is told. Default: true. */
  readonly shrink?: boolean;
}

export interface TrialReport {
  /** What was found, with the operation and the faults; undefined where nothing was. */
  readonly find: string | undefined;
  readonly operations: number;
  /** How often each fault struck: calls on the wire, and operations during which the agency was not asked. */
  readonly faults: ReadonlyMap<string, number>;
  /** How often each answer was silent, by its field. */
  readonly silent: ReadonlyMap<string, number>;
  /** Cases whose readiness was asked, those that were ready while all were well, and those of them that were not ready any more. */
  readonly cases: number;
  readonly ready: number;
  readonly lost: number;
}

interface Trial {
  readonly number: number;
  readonly troubles: Troubles;
}

const trial: fc.Arbitrary<Trial> = fc.record({ number: fc.noShrink(fc.nat({ max: 1_000_000 })), troubles });

export async function runTrials({ gateway, agencies, seed, runs, shrink = true }: TrialOptions): Promise<TrialReport> {
  const faults = new Map<string, number>([...WHOLE_FAULTS, ...PART_FAULTS, ...GATE_FAULTS].map((fault) => [fault, 0]));
  const silent = new Map<string, number>();
  const totals = { operations: 0, cases: 0, ready: 0, lost: 0 };
  const found: { find?: string } = {};

  const property = fc.asyncProperty(trial, async ({ number, troubles: drawn }) => {
    const question = writeQuestion(number, gateway.apiSchema, agencies.cases);
    const healthy = await gateway.askHealthy(question);
    const troubled = await gateway.askTroubled(question, drawn, healthy, (fault) => count(faults, fault));
    const asked = { schema: gateway.apiSchema, document: parse(question.query), variables: question.variables };
    const reading = readAsClient(healthy, troubled, { asked, cases: agencies.cases, troubles: drawn });
    for (const { kind } of Object.values(drawn)) if (kind !== 'wire') count(faults, kind);
    for (const field of reading.silent) count(silent, field);
    totals.operations += 1;
    totals.cases += reading.readiness.length;
    totals.ready += reading.readiness.filter((each) => each.healthy).length;
    totals.lost += reading.readiness.filter((each) => each.healthy && !each.troubled).length;
    if (reading.complaints.length === 0) return;
    found.find = describe(reading.complaints, question, drawn, troubled);
    throw new Error(found.find);
  });
  await fc.check(property, { seed, numRuns: runs, endOnFailure: !shrink });
  return { find: found.find, faults, silent, ...totals };
}

function describe(complaints: readonly string[], { query }: Question, drawn: Troubles, { response }: Outcome): string {
  return [...complaints, JSON.stringify(drawn), query, JSON.stringify(response.errors ?? [])].join('\n');
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
