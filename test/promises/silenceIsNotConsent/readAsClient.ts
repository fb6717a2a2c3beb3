// What a client would read in the answer to an operation under faults, beside the answer while all agencies were well, and
// whether any of it is more than was said. The rules, one for each kind of place:
//
//   an answer that nobody gave     its status is no answer, and nothing else in it says anything
//   an answer that was given       as while all were well, or with a null that an error explains
//   readiness                      never ready, and with the gap, where an answer that it rests on was not given
//   anything else                  as while all were well, or null with an error: never another value, never a shorter list
//
// An error explains a null only where it lies on the way to it or within it, and names an agency that had a fault.

import { getNullableType, isListType, isObjectType, type FieldNode, type GraphQLObjectType, type GraphQLOutputType } from 'graphql';
import { AGENCY_NAMES } from '../../../schema/contract/AgencyName.js';
import { ANSWER_STATUS_MEANING, type AnswerStatus } from '../../../schema/contract/AnswerStatus.js';
import type { Ledger, Verdict } from './Ledger.js';
import type { KnownCase } from './RealAgencies.js';
import type { Outcome, ResponseError } from './TestedGateway.js';
import { isTroubled, type Troubles } from './Trouble.js';
import { isAnswerType, nameOf, rootFields, subFields, type Asked, type JsonObject } from './walkAnswers.js';

export interface Reading {
  /** In words; empty where everything is as it should be. */
  readonly complaints: readonly string[];
  /** Field names of answers that nobody gave. */
  readonly silent: readonly string[];
  /** Of each case whose readiness was asked: whether it was ready while all were well, and whether it is now. */
  readonly readiness: readonly { readonly healthy: boolean; readonly troubled: boolean }[];
}

export interface ReadOptions {
  readonly asked: Asked;
  readonly cases: readonly KnownCase[];
  readonly troubles: Troubles;
}

/** What a decision rests on, by track, besides the case itself: `subgraphs/applicants/README.md`, told here once more. */
const RESTS_ON: Readonly<Record<string, readonly Need[]>> = {
  GENERAL: ['clearance'],
  KANDAS: ['clearance', 'placement'],
  IN_DEMAND_PROFESSION: ['clearance', 'demandMatch'],
  DIGITAL_NOMAD: ['clearance'],
};

type Need = 'clearance' | 'placement' | 'demandMatch';

const GAP_CODES: Readonly<Record<Need, string>> = { clearance: 'CLEARANCE', placement: 'PLACEMENT', demandMatch: 'DEMAND_MATCH' };

/** What the gateway knows of an answer that nobody gave. */
const WRITTEN_FIELDS: ReadonlySet<string> = new Set(['__typename', 'agency', 'status', 'retryAt']);

export function readAsClient(healthy: Outcome, troubled: Outcome, options: ReadOptions): Reading {
  const reader = new Reader(troubled, options);
  const { type, fields } = rootFields(options.asked);
  const [before, now] = [healthy.response.data, troubled.response.data];
  if (before == null || healthy.response.errors !== undefined) return { complaints: [`it is not well: ${JSON.stringify(healthy.response)}`], silent: [], readiness: [] };
  if (now === undefined) return { complaints: [`no data: ${JSON.stringify(troubled.response)}`], silent: [], readiness: [] };
  // A field of the root that may not be null takes all with it.
  if (now === null) reader.explained([], 'no data');
  else reader.object(type, fields, before, now, []);
  return reader;
}

type Path = readonly (string | number)[];

class Reader implements Reading {
  readonly complaints: string[] = [];
  readonly silent: string[] = [];
  readonly readiness: { readonly healthy: boolean; readonly troubled: boolean }[] = [];
  readonly #asked: Asked;
  readonly #trackOf: ReadonlyMap<string, string>;
  readonly #ledger: Ledger;
  readonly #errors: readonly ResponseError[];
  readonly #sick: ReadonlySet<string>;

  constructor({ response, ledger }: Outcome, { asked, cases, troubles }: ReadOptions) {
    this.#asked = asked;
    this.#trackOf = new Map(cases.map(({ id, track }) => [id, track]));
    this.#ledger = ledger;
    this.#errors = response.errors ?? [];
    this.#sick = new Set(AGENCY_NAMES.filter((name) => isTroubled(troubles[name])));
  }

  object(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>, before: JsonObject, now: JsonObject, path: Path): void {
    for (const [key, nodes] of fields) {
      const [node] = nodes;
      const fieldType = node && type.getFields()[node.name.value]?.type;
      if (node === undefined || fieldType === undefined) continue;
      const at = [...path, key];
      const answerType = getNullableType(fieldType);
      if (!isAnswerType(answerType)) this.#value(fieldType, nodes, before[key], now[key], at);
      else this.#answer(answerType, nodes, nameOf(this.#asked, type, before, node), before[key], now[key], at);
    }
  }

  #value(type: GraphQLOutputType, nodes: readonly FieldNode[], before: unknown, now: unknown, path: Path): void {
    const nullable = getNullableType(type);
    if (now === null) {
      if (before !== null) this.explained(path, `for ${JSON.stringify(before)}`);
    } else if (isListType(nullable) && Array.isArray(before) && Array.isArray(now)) {
      if (before.length !== now.length) return this.#complain(path, `a list of ${now.length} instead of ${before.length}`);
      for (const [index, item] of before.entries()) this.#value(nullable.ofType, nodes, item, now[index], [...path, index]);
    } else if (isObjectType(nullable) && isObject(before) && isObject(now)) {
      this.object(nullable, subFields(this.#asked, nullable, nodes), before, now, path);
    } else if (before !== now) {
      this.#complain(path, `${JSON.stringify(now)} instead of ${JSON.stringify(before)}`);
    }
  }

  #answer(type: GraphQLObjectType, nodes: readonly FieldNode[], about: string, before: unknown, now: unknown, path: Path): void {
    if (!isObject(before) || !isObject(now)) return this.#complain(path, `an answer is ${JSON.stringify(now)}`);
    const heard = this.#ledger.heard(about);
    const isReadiness = type.name === 'Readiness';
    if (isReadiness) this.readiness.push({ healthy: before['ready'] === true, troubled: now['ready'] === true });
    if (heard === 'silent') {
      this.silent.push(String(nodes[0]?.name.value));
      return this.#nobodysAnswer(type, nodes, now, path);
    }
    // Where it is not known which of several calls is shown, or what the agency made of other facts, no answer is always right.
    if (heard !== 'spoken' && !isAnswer(now['status'])) return heard === 'misled' ? undefined : this.#nobodysAnswer(type, nodes, now, path);
    if (isReadiness) this.#readiness(about, heard, before, now, path);
    else this.#value(type, nodes, before, now, path);
  }

  #nobodysAnswer(type: GraphQLObjectType, nodes: readonly FieldNode[], now: JsonObject, path: Path): void {
    if (isAnswer(now['status'])) this.#complain(path, `nobody answered, and the status is ${String(now['status'])}`);
    for (const [key, [node]] of subFields(this.#asked, type, nodes)) {
      if (node !== undefined && !WRITTEN_FIELDS.has(node.name.value) && now[key] !== null) this.#complain([...path, key], `nobody answered, and it says ${JSON.stringify(now[key])}`);
    }
  }

  #readiness(about: string, heard: Verdict, before: JsonObject, now: JsonObject, path: Path): void {
    if (now['status'] !== before['status']) return this.#complain(path, `status ${String(now['status'])} instead of ${String(before['status'])}`);
    if (before['status'] !== 'ANSWERED') return;
    const caseId = about.split(' ')[1] ?? '';
    const needs = RESTS_ON[this.#trackOf.get(caseId) ?? ''];
    if (needs === undefined) throw new Error(`no track is known of ${about}`);
    const ready = now['ready'];
    if (ready === true && before['ready'] !== true) this.#complain(path, 'ready, and it was not');
    if (ready === null && heard === 'spoken') this.#complain(path, 'it is not said whether it is ready');

    const gaps = now['missing'] as readonly Gap[] | null;
    if (gaps === null) return this.#isExplained([...path, 'missing']) ? undefined : this.#complain(path, 'missing is null without an error');
    if (ready === true && gaps.length > 0) this.#complain(path, 'ready, and something is missing');
    const verdicts = new Map(needs.map((need) => [GAP_CODES[need], this.#ledger.heard(`Application ${caseId} ${need}`)] as const));
    for (const [code, verdict] of verdicts) {
      const gap = gaps.find((each) => each.code === code);
      if (verdict !== 'silent') continue;
      if (ready === true) this.#complain(path, `ready without ${code}`);
      if (gap === undefined || isAnswer(gap.status)) this.#complain(path, `nobody answered for ${code}, and the gap is ${JSON.stringify(gap)}`);
    }
    // What rests on answers that were given is as it was; a gap that was there is never gone.
    const isTouched = ({ code }: Gap) => (verdicts.get(code) ?? 'spoken') !== 'spoken';
    const [kept, was] = [gaps.filter((gap) => !isTouched(gap)), (before['missing'] as readonly Gap[]).filter((gap) => !isTouched(gap))];
    if (JSON.stringify(kept) !== JSON.stringify(was)) this.#complain(path, `missing ${JSON.stringify(kept)} instead of ${JSON.stringify(was)}`);
    for (const { code } of before['missing'] as readonly Gap[]) if (!gaps.some((gap) => gap.code === code)) this.#complain(path, `the gap ${code} is gone`);
  }

  explained(path: Path, what: string): void {
    if (!this.#isExplained(path)) this.#complain(path, `null without an error, ${what}`);
  }

  #isExplained(path: Path): boolean {
    return this.#errors.some(({ path: at, extensions }) => at !== undefined && overlaps(at, path) && this.#sick.has(extensions?.agency ?? ''));
  }

  #complain(path: Path, what: string): void {
    this.complaints.push(`${path.join('.')}: ${what}`);
  }
}

interface Gap {
  readonly code: string;
  readonly status: string;
}

function isAnswer(status: unknown): boolean {
  return ANSWER_STATUS_MEANING[status as AnswerStatus]?.isAnswer ?? true;
}

function overlaps(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((key, index) => key === other[index]);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
