// A random operation over the public schema, about synthetic cases: fields of the case, lists with their filters, totals, aliases,
// conditions, fragments, and readiness with and without the answers that it rests on. Objects are asked for their
// key, answers for their status and readiness for all that it says, so that there is something to look at.

import { getNamedType, isLeafType, isListType, isObjectType, type GraphQLArgument, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { seededRandom, type SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import type { KnownCase } from './RealAgencies.js';
import { isAnswerType } from './walkAnswers.js';

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, boolean>>;
}

const KEYS = ['id', 'code', 'bin'];
const REGIONS = ['10', '11', '15', '39', '55', '59', '63', '71', '75'];
const READINESS = 'ready missing { code agency status }';
const ALWAYS = new Set([...KEYS, 'status', 'ready', 'missing']);

export function writeQuestion(number: number, schema: GraphQLSchema, cases: readonly KnownCase[]): Question {
  return new QuestionWriter(seededRandom(`question ${number}`), schema, cases).write();
}

/** Fields of one operation, all together. */
const MAX_FIELDS = 60;

class QuestionWriter {
  readonly #random: SeededRandom;
  readonly #schema: GraphQLSchema;
  readonly #cases: readonly KnownCase[];
  /** Cases that wait for a decision: most of what is asked about is one of them. */
  readonly #waiting: readonly KnownCase[];
  readonly #fragments: string[] = [];
  #fieldsLeft = MAX_FIELDS;
  #aliases = 0;

  constructor(random: SeededRandom, schema: GraphQLSchema, cases: readonly KnownCase[]) {
    this.#random = random;
    this.#schema = schema;
    this.#cases = cases;
    this.#waiting = cases.filter(({ stage }) => stage === 'DECISION');
  }

  write(): Question {
    const roots = Array.from({ length: this.#random.integer(1, 2) }, () => this.#root());
    const query = `query ($yes: Boolean!, $no: Boolean!) { ${roots.join(' ')} __typename @include(if: $yes) @skip(if: $no) }\n${this.#fragments.join('\n')}`;
    return { query, variables: { yes: true, no: false } };
  }

  #root(): string {
    const random = this.#random;
    const name = random.pick(['application', 'application', 'application', 'applications', 'applications', 'applicant', 'region', 'regions', 'demandRegistrations', 'employers']);
    const field = this.#schema.getQueryType()?.getFields()[name];
    if (field === undefined) throw new Error(`the schema has no ${name}`);
    return this.#field(field, 4);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fieldsLeft -= 1;
    const given = this.#arguments(field.name, field.args);
    const alias = given !== '' || this.#random.chance(0.2) ? `a${(this.#aliases += 1)}: ` : '';
    const type = getNamedType(field.type);
    const condition = this.#random.chance(0.08) ? this.#random.pick([' @include(if: $yes)', ' @skip(if: $no)', ' @include(if: $no)', ' @skip(if: $yes)']) : '';
    return `${alias}${field.name}${given}${condition}${isObjectType(type) ? ` ${this.#selection(type, depth - 1)}` : ''}`;
  }

  #selection(type: GraphQLObjectType, depth: number): string {
    const random = this.#random;
    const fields = Object.values(type.getFields());
    const always = [...fields.filter(({ name }) => KEYS.includes(name)).map(({ name }) => name), ...(isAnswerType(type) ? ['status'] : []), ...(type.name === 'Readiness' ? [READINESS] : [])];
    const optional = fields.filter(({ name }) => !KEYS.includes(name) && !(isAnswerType(type) && ALWAYS.has(name)));
    const selected = optional.filter((field) => this.#isWanted(type, field, depth)).map((field) => this.#field(field, depth));
    const more = selected.length > 1 && random.chance(0.15) ? [this.#fragment(type, selected.splice(0, 1))] : [];
    const all = [...always, ...selected, ...more];
    return `{ ${all.length > 0 ? all.join(' ') : '__typename'} }`;
  }

  #isWanted(type: GraphQLObjectType, { type: fieldType, name }: GraphQLField<unknown, unknown>, depth: number): boolean {
    const inner = getNamedType(fieldType);
    if (isLeafType(inner)) return this.#fieldsLeft > 0 && this.#random.chance(0.35);
    if (depth <= 0 || this.#fieldsLeft <= 0) return name === 'node' || name === 'nodes';
    if (name === 'nodes') return true;
    if (type.name === 'Application' && isObjectType(inner) && isAnswerType(inner)) return this.#random.chance(name === 'readiness' ? 0.75 : 0.45);
    return this.#random.chance(isListType(fieldType) || (isObjectType(inner) && isAnswerType(inner)) ? 0.4 : 0.25);
  }

  #fragment(type: GraphQLObjectType, selections: readonly string[]): string {
    if (this.#random.chance(0.5)) return `... on ${type.name} { ${selections.join(' ')} }`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} { ${selections.join(' ')} }`);
    return `...${name}`;
  }

  #arguments(fieldName: string, args: readonly GraphQLArgument[]): string {
    const random = this.#random;
    const given = args.flatMap(({ name }) => {
      const value = this.#argument(fieldName, name);
      return value === undefined ? [] : [`${name}: ${value}`];
    });
    return given.length === 0 ? '' : `(${random.chance(0.5) ? given.join(', ') : given.toReversed().join(', ')})`;
  }

  #argument(fieldName: string, name: string): string | undefined {
    const random = this.#random;
    const known = random.pick(random.chance(0.8) ? this.#waiting : this.#cases);
    switch (name) {
      case 'id':
        return JSON.stringify(fieldName === 'applicant' ? known.applicantId : known.id);
      case 'first':
        return String(random.integer(1, 4));
      case 'stage':
        return random.chance(0.8) ? 'DECISION' : random.pick(['INTERVIEW', 'CERTIFIED', 'SCREENED_OUT', undefined]);
      case 'track':
        return random.pick([undefined, undefined, 'KANDAS', 'GENERAL', 'IN_DEMAND_PROFESSION']);
      case 'code':
        return JSON.stringify(random.pick(REGIONS));
      case 'region':
        return random.chance(0.2) ? JSON.stringify(random.pick(REGIONS)) : undefined;
      case 'year':
        return '2026';
      case 'kind':
        return random.pick(['KANDAS', 'RESETTLER']);
      default:
        return undefined;
    }
  }
}
