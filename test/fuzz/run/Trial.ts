// One operation over one world, asked several times, and what is wrong with the answers.

import type { Caller } from '../../../schema/contract/Caller.js';
import type { FuzzOperation } from '../operation/generateOperation.js';
import { compareOpen, compareRefusals, compareWhole, type GatewayAnswer } from '../oracle/compare.js';
import type { Oracle, OracleAnswer } from '../oracle/Oracle.js';
import { refusedPlaces } from '../oracle/refusedPlaces.js';
import { WELL, type Scenario } from '../scenario/Scenario.js';
import type { Subject, SubjectAnswer } from '../subject/Subject.js';
import type { ComposedWorld } from '../world/ComposedWorld.js';
import { SCOPE } from '../world/World.js';
import { coerceVariables } from './coerceVariables.js';
import { knownLimit } from './knownLimits.js';

/** Kinds of callers, by what they may see. */
export const CALLERS = {
  nobody: undefined,
  known: { issuer: 'https://issuer.test', subject: 'known', scopes: [], regions: [] },
  scoped: { issuer: 'https://issuer.test', subject: 'scoped', scopes: [SCOPE], regions: [] },
} as const satisfies Record<string, Caller | undefined>;

export type CallerName = keyof typeof CALLERS;

/** One request, as data. */
export interface Ask {
  readonly caller: CallerName;
  /** Position in the operation's sets of values. */
  readonly valueSet: number;
  readonly scenario: Scenario;
}

/** Requests that are made at once, and so of one scenario. */
export type Round = readonly Ask[];

export interface Outcome {
  readonly ask: Ask;
  /** Undefined where the answer is right. */
  readonly problem: string | undefined;
  readonly answer: GatewayAnswer;
  /** Undefined in the scenario `down`. */
  readonly expected: OracleAnswer | undefined;
  readonly refusedCount: number;
  /** See SubjectAnswer. */
  readonly notes: readonly string[];
  /** The limit that explains the problem, where one does. */
  readonly limit: string | undefined;
}

export interface Stand {
  readonly composed: ComposedWorld;
  readonly oracle: Oracle;
  readonly subject: Subject;
}

export async function runRound({ composed, oracle, subject }: Stand, operation: FuzzOperation, round: Round): Promise<Outcome[]> {
  const questions = round.map(({ caller, valueSet }) => ({ query: operation.text, variables: operation.variables[valueSet] ?? {}, caller: CALLERS[caller] }));
  const answers = await subject.ask(questions, round[0]?.scenario ?? WELL);
  return round.map((ask, index) => {
    const judged = judge(composed, oracle, operation, ask, answers[index]);
    const notes = answers[index]?.notes ?? [];
    return { ...judged, notes, limit: judged.problem === undefined ? undefined : knownLimit(notes) };
  });
}

type Judged = Omit<Outcome, 'notes' | 'limit'>;

function judge({ truth, apiSchema }: ComposedWorld, oracle: Oracle, { document, variables: sets }: FuzzOperation, ask: Ask, given: SubjectAnswer | undefined): Judged {
  const caller = CALLERS[ask.caller];
  const question = { document, variables: sets[ask.valueSet] ?? {}, caller, scenario: ask.scenario };
  const answer = readAnswer(given);
  if (typeof answer === 'string') return { ask, problem: answer, answer: NOTHING, expected: undefined, refusedCount: 0 };
  const refused = refusedPlaces(truth.index, apiSchema, document, coerceVariables(apiSchema, document, question.variables), caller);
  const refusals = compareRefusals(refused, answer);
  const common = { ask, answer, refusedCount: refused.size };
  if (ask.scenario.kind === 'down') return { ...common, expected: undefined, problem: refusals ?? compareOpen(oracle.openAnswer(question), answer) };
  const expected = oracle.answer(question);
  return { ...common, expected, problem: refusals ?? compareWhole(expected, answer) };
}

const NOTHING: GatewayAnswer = { data: null, errors: [] };

/** @returns words where it is no answer to an operation that is valid. */
function readAnswer(given: SubjectAnswer | undefined): GatewayAnswer | string {
  if (given === undefined) return 'no answer';
  if (given.httpStatus !== 200) return `HTTP ${given.httpStatus}: ${given.text}`;
  const body = JSON.parse(given.text) as { data?: unknown; errors?: GatewayAnswer['errors'] };
  // A member that stands twice, or a number that JSON writes in another way, would be lost in reading.
  if (JSON.stringify(body) !== given.text) return `no plain JSON: ${given.text}`;
  return { data: body.data, errors: body.errors ?? [] };
}
