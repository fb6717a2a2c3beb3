// What is left of an agency's good answer under a fault, and which of the answers in it can still be used.

import { getNamedType, getNullableType, isEnumType, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { verdictOf, type Verdict } from './Ledger.js';
import type { PART_FAULTS } from './Trouble.js';
import { isAnswerType, walkAnswers, type Asked, type FoundAnswer, type FoundField, type JsonObject } from './walkAnswers.js';

export type PartFault = (typeof PART_FAULTS)[number];

export interface Damaged {
  readonly response: { readonly data: JsonObject; readonly errors?: readonly object[] };
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** A pure function of its arguments and the numbers drawn: works on a copy. */
export function damage(fault: PartFault | 'well', asked: Asked, honest: JsonObject, random: SeededRandom): Damaged {
  const data = structuredClone(honest);
  const found = collect(asked, data);
  const marks = new Map<GivenAnswer, Verdict>();
  const errors = fault === 'well' ? [] : new Damage(found, data, random, marks).inflict(fault);
  const reachable = objectsIn(data);
  const verdicts = new Map<string, Verdict[]>();
  for (const answer of found.answers) {
    const { about, parent, key, value } = answer;
    const verdict = reachable.has(parent) && parent[key] === value ? (marks.get(answer) ?? 'spoken') : 'silent';
    verdicts.set(about, [...(verdicts.get(about) ?? []), verdict]);
  }
  return { response: { data, ...(errors.length > 0 && { errors }) }, verdicts: new Map([...verdicts].map(([about, each]) => [about, verdictOf(each)])) };
}

/** `value`: as the agency gave it. */
type GivenAnswer = FoundAnswer & { readonly value: unknown };

interface Found {
  readonly answers: readonly GivenAnswer[];
  readonly fields: readonly FoundField[];
}

function collect(asked: Asked, data: JsonObject): Found {
  const answers: GivenAnswer[] = [];
  const fields: FoundField[] = [];
  walkAnswers(asked, data, { answer: (found) => answers.push({ ...found, value: found.parent[found.key] }), field: (found) => fields.push(found) });
  return { answers, fields };
}

class Damage {
  readonly #found: Found;
  readonly #data: JsonObject;
  readonly #random: SeededRandom;
  readonly #marks: Map<GivenAnswer, Verdict>;

  constructor(found: Found, data: JsonObject, random: SeededRandom, marks: Map<GivenAnswer, Verdict>) {
    this.#found = found;
    this.#data = data;
    this.#random = random;
    this.#marks = marks;
  }

  /** @returns errors that the agency sends beside the data. */
  inflict(fault: PartFault): object[] {
    switch (fault) {
      case 'nullEntities':
        return this.#nullEntities();
      case 'saysUnavailable':
        return this.#spoil(({ statusKeys }, answer) => set(answer, statusKeys, 'UNAVAILABLE'));
      case 'noStatus':
        return this.#spoil(({ statusKeys }, answer) => drop(answer, statusKeys));
      case 'unknownStatus':
        return this.#spoil(({ statusKeys }, answer) => set(answer, statusKeys, 'CLEARED'));
      case 'nullStatus':
        return this.#spoil(({ statusKeys }, answer) => set(answer, statusKeys, null));
      case 'otherAgency':
        return this.#spoil(({ agencyKeys }, answer) => set(answer, agencyKeys, 'labour-exchange'));
      case 'answerIsText':
        return this.#spoil(({ parent, key }) => set(parent, [key], 'ANSWERED'));
      case 'answerIsList':
        return this.#spoil(({ parent, key }, answer) => set(parent, [key], [answer]));
      case 'answerIsNull':
        return this.#spoil(({ parent, key }) => set(parent, [key], null));
      case 'answerIsMissing':
        return this.#spoil(({ parent, key }) => drop(parent, [key]));
      case 'failedAnswers':
        this.#spoil(({ parent, key }) => set(parent, [key], null));
        return [{ message: 'a register is down', extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
      case 'checksSayUnavailable':
        return this.#breakFields(({ type, parent, key }) => isListOfAnswers(type) && set(itemOf(parent[key]), ['status'], 'UNAVAILABLE'));
      case 'wrongTypes':
        return this.#breakFields(({ type, parent, key }) => {
          const wrong = wrongFor(type);
          return wrong !== undefined && parent[key] !== null && this.#random.chance(0.3) && set(parent, [key], wrong);
        });
      case 'brokenLists':
        return this.#breakFields(({ type, parent, key }) => isListType(getNullableType(type)) && parent[key] !== null && this.#random.chance(0.5) && set(parent, [key], this.#random.chance(0.5) ? {} : [null]));
      case 'halfOfFields':
        this.#spoil(({ parent, key }) => this.#random.chance(0.3) && drop(parent, [key]));
        return this.#breakFields(({ parent, key }) => this.#random.chance(0.2) && drop(parent, [key]));
    }
  }

  /** Half of the entities that an answer is owed about: of others an agency may say that there is none. */
  #nullEntities(): object[] {
    const entities = this.#data['_entities'] as unknown[] | undefined;
    const owed = new Set<unknown>(this.#found.answers.map(({ parent }) => parent));
    for (const [index, entity] of (entities ?? []).entries()) {
      if (entities !== undefined && owed.has(entity) && this.#random.chance(0.5)) entities[index] = null;
    }
    return [];
  }

  /** Answers of which nothing can be used afterwards. @param spoil false where there was nothing to do. */
  #spoil(spoil: (found: FoundAnswer, answer: JsonObject) => boolean): object[] {
    for (const found of this.#found.answers) {
      if (this.#random.chance(0.4) || !isObject(found.value)) continue;
      if (spoil(found, found.value)) this.#marks.set(found, 'silent');
    }
    return [];
  }

  /** Fields that cannot be used afterwards; without its status, or in another's name, nothing of an answer can be. */
  #breakFields(damageField: (found: FoundField) => boolean): object[] {
    for (const found of this.#found.fields) {
      if (!damageField(found)) continue;
      const own = this.#found.answers.find(({ value }) => value === found.parent);
      if (own !== undefined && (found.name === 'status' || found.name === 'agency')) this.#marks.set(own, 'silent');
      for (const answer of this.#found.answers) {
        if (answer.about === found.within && this.#marks.get(answer) !== 'silent') this.#marks.set(answer, 'damaged');
      }
    }
    return [];
  }
}

/** What a type never is; undefined where the gateway need not know: a String, an ID, a scalar of an agency's own. */
function wrongFor(type: GraphQLOutputType): unknown {
  if (isListType(getNullableType(type))) return undefined;
  const named = getNamedType(type);
  if (isEnumType(named)) return 'NONSENSE';
  return { Int: 'many', Float: 'many', Boolean: 'yes' }[named.name];
}

function isListOfAnswers(type: GraphQLOutputType): boolean {
  const nullable = getNullableType(type);
  if (!isListType(nullable)) return false;
  const item = nullable.ofType;
  return isAnswerType(isNonNullType(item) ? item.ofType : item);
}

function itemOf(list: unknown): JsonObject | undefined {
  const [first] = Array.isArray(list) ? list : [];
  return isObject(first) ? first : undefined;
}

function set(object: JsonObject | undefined, keys: readonly string[], value: unknown): boolean {
  if (object === undefined) return false;
  for (const key of keys) object[key] = value;
  return keys.length > 0;
}

function drop(object: JsonObject, keys: readonly string[]): boolean {
  for (const key of keys) delete object[key];
  return keys.length > 0;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectsIn(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  found.add(value);
  for (const inner of Object.values(value)) objectsIn(inner, found);
  return found;
}
