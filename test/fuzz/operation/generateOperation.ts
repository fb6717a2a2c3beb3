// A random operation, valid against the API schema, with two sets of values for its variables. What may stand under one
// response key is kept per place of the response (ResponseKeys), so that nearly every operation is valid at once; the few
// that are not (two fragments that meet) are drawn again.

import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { seededRandom, type SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { ArgumentWriter } from './ArgumentWriter.js';
import { ResponseKeys } from './ResponseKeys.js';

export interface FuzzOperation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

export function generateOperation(seed: string, schema: GraphQLSchema): FuzzOperation {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const operation = new OperationMaker(seededRandom(attempt === 0 ? seed : `${seed}.${attempt}`), schema).make();
    if (validate(schema, operation.document).length === 0) return operation;
  }
  throw new Error(`no valid operation of the seed ${seed}`);
}

const MAX_ATTEMPTS = 50;

/** Fields of one operation, all together: some more, and data grows beyond what can be looked at. */
const MAX_FIELDS = 45;

interface Fragment {
  readonly name: string;
  readonly on: string;
  readonly text: string;
}

class OperationMaker {
  readonly #random: SeededRandom;
  readonly #schema: GraphQLSchema;
  readonly #arguments: ArgumentWriter;
  readonly #fragments: Fragment[] = [];
  #fieldsLeft = MAX_FIELDS;

  constructor(random: SeededRandom, schema: GraphQLSchema) {
    this.#random = random;
    this.#schema = schema;
    this.#arguments = new ArgumentWriter(random);
  }

  make(): FuzzOperation {
    const random = this.#random;
    const mutation = this.#schema.getMutationType();
    const isMutation = mutation != null && random.chance(0.15);
    const root = isMutation ? mutation : this.#schema.getQueryType();
    if (root == null) throw new Error('the schema has no queries');
    const body = this.#selectionSet(root, random.integer(2, 4), new ResponseKeys());
    const fragments = this.#fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`);
    const definitions = this.#arguments.definitions();
    const name = random.chance(0.3) ? 'Asked' : '';
    const text = `${isMutation ? 'mutation' : 'query'} ${name}${definitions} ${body}\n${fragments.join('\n')}`;
    return { text, document: parse(text), variables: this.#arguments.valueSets() };
  }

  #selectionSet(type: GraphQLCompositeType, depth: number, keys: ResponseKeys): string {
    const selections: string[] = [];
    for (let count = this.#random.integer(1, 4); count > 0; count -= 1) {
      const selection = this.#selection(type, depth, keys);
      if (selection !== undefined) selections.push(selection);
    }
    if (selections.length === 0) selections.push(keys.nameFor('__typename', '__typename', type, () => undefined).text);
    return `{ ${selections.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number, keys: ResponseKeys): string | undefined {
    const random = this.#random;
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const kind = random.integer(1, 20);
    if (kind === 1 || (fields.length === 0 && kind < 5)) {
      const call = keys.nameFor('__typename', '__typename', type, () => (random.chance(0.2) ? 'kind' : undefined));
      return `${call.text}${this.#arguments.condition()}`;
    }
    if (kind <= 3 || fields.length === 0 || (isAbstractType(type) && kind <= 9)) return depth === 0 ? undefined : this.#fragment(type, depth, keys);
    const field = this.#pickField(fields, depth);
    return field && this.#field(type, fields, field, depth, keys);
  }

  /** What leads on is as likely as a leaf, while there is room below. */
  #pickField(fields: readonly GraphQLField<unknown, unknown>[], depth: number): GraphQLField<unknown, unknown> | undefined {
    const leaves = fields.filter(({ type }) => isLeafType(getNamedType(type)));
    const composite = fields.filter((field) => !leaves.includes(field));
    const from = depth > 0 && composite.length > 0 && this.#random.chance(0.5) ? composite : leaves;
    return from.length === 0 ? (depth > 0 ? this.#random.pick(fields) : undefined) : this.#random.pick(from);
  }

  #field(type: GraphQLCompositeType, siblings: readonly GraphQLField<unknown, unknown>[], field: GraphQLField<unknown, unknown>, depth: number, keys: ResponseKeys): string | undefined {
    if ((this.#fieldsLeft -= 1) < 0) return undefined;
    const random = this.#random;
    const call = `${field.name}${this.#arguments.call(field.args)}`;
    // Another field's name, so that the alias stands where the plan may expect a key or what another field requires.
    const drawAlias = () => (random.chance(0.15) ? random.pick(siblings).name : random.chance(0.15) ? `x${random.integer(0, 3)}` : undefined);
    const named = keys.nameFor(call, String(field.type), type, drawAlias);
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return `${named.text}${this.#arguments.condition()}`;
    return `${named.text}${this.#arguments.condition()} ${this.#selectionSet(inner as GraphQLCompositeType, depth - 1, keys.below(named.key))}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number, keys: ResponseKeys): string {
    const random = this.#random;
    const on = random.pick(this.#conditionTypes(type));
    const known = this.#fragments.filter((fragment) => fragment.on === on.name);
    if (known.length > 0 && random.chance(0.3)) return `...${random.pick(known).name}${this.#arguments.condition()}`;
    const text = this.#selectionSet(on as GraphQLCompositeType, isAbstractType(type) ? depth : depth - 1, keys);
    if (random.chance(0.3)) {
      const name = `F${this.#fragments.length}`;
      this.#fragments.push({ name, on: on.name, text });
      return `...${name}${this.#arguments.condition()}`;
    }
    return `...${on.name === type.name && random.chance(0.5) ? '' : ` on ${on.name}`}${this.#arguments.condition()} ${text}`;
  }

  /** Types that a fragment can name here: the type itself, its members, what is wider, what only overlaps. */
  #conditionTypes(type: GraphQLCompositeType): GraphQLNamedType[] {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
    const overlapping = Object.values(this.#schema.getTypeMap()).filter((other) => isAbstractType(other) && possible.some((each) => this.#schema.isSubType(other, each)));
    return [type, ...possible, ...possible, ...overlapping];
  }
}
