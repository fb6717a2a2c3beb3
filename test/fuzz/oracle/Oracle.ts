// What is right: graphql-js executes the operation over the API schema and the world's data, as if there were one server
// and no subgraph. Nothing of the gateway is used. Twice where something fails: once as it is, which says what the data
// must be, and once over the schema without its "!", where nothing travels upwards and so every failure shows where it is.

import {
  buildASTSchema,
  execute,
  getArgumentValues,
  GraphQLError,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  printSchema,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionNode,
  type TypeNode,
} from 'graphql';
import { failing, WELL, type Scenario } from '../scenario/Scenario.js';
import type { ComposedWorld } from '../world/ComposedWorld.js';
import { selectionsOf } from '../world/Selections.js';
import { canonical, isThing, typeNodeOf, type Thing, type Value } from '../world/Truth.js';
import type { FieldModel } from '../world/World.js';
import { mayReach, type Reach } from './Reach.js';
import { maySee, type OracleCaller } from './maySee.js';

export type ResponsePath = readonly (string | number)[];

export interface OracleQuestion {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: OracleCaller;
  readonly scenario: Scenario;
}

/** A field that gives no value, wherever the null that it causes is seen. */
export interface Failure {
  readonly kind: 'refused' | 'failed';
  readonly path: ResponsePath;
}

export interface OracleAnswer {
  readonly data: Record<string, unknown> | null;
  /** Every failure, also those that a null above them hides. */
  readonly failures: readonly Failure[];
}

/** The answer as it would be if nothing travelled upwards, and what may have become of each field. */
export interface OpenAnswer {
  readonly data: Record<string, unknown>;
  /** By path, as JSON. */
  readonly fields: ReadonlyMap<string, OpenField>;
}

export interface OpenField {
  readonly path: ResponsePath;
  /** As the API schema has it. */
  readonly type: GraphQLOutputType;
  readonly reach: Reach;
}

export class Oracle {
  readonly #composed: ComposedWorld;
  readonly #openSchema: GraphQLSchema;

  constructor(composed: ComposedWorld) {
    this.#composed = composed;
    this.#openSchema = buildASTSchema(withoutNonNull(parse(printSchema(composed.apiSchema))), { assumeValid: true });
  }

  /** For scenarios in which it is known what fails: all but `down`. */
  answer(question: OracleQuestion): OracleAnswer {
    const result = this.#execute(this.#composed.apiSchema, question, this.#resolverFor(question));
    const failures = (result.errors ?? []).length === 0 ? [] : this.#failuresOf(question);
    return { data: result.data ?? null, failures };
  }

  /** For the scenario `down`, in which it depends on the plan what fails. */
  openAnswer(question: OracleQuestion): OpenAnswer {
    const fields = new Map<string, OpenField>();
    const { index } = this.#composed.truth;
    const resolve = this.#resolverFor({ ...question, scenario: WELL }, (thing, field, { path: linked, parentType }) => {
      const path = pathOf(linked);
      const reach: Reach = maySee(field, question.caller) ? mayReach(index, thing, field, question.scenario) : { kind: 'refused' };
      const type = fieldType(this.#composed.apiSchema, parentType.name, field.name);
      if (type !== undefined) fields.set(JSON.stringify(path), { path, type, reach });
      return reach;
    });
    const { data } = this.#execute(this.#openSchema, question, resolve);
    return { data: data ?? {}, fields };
  }

  #failuresOf(question: OracleQuestion): Failure[] {
    const { errors = [] } = this.#execute(this.#openSchema, question, this.#resolverFor(question));
    return errors.map((error) => ({ kind: error.originalError instanceof Refused ? 'refused' : 'failed', path: error.path ?? [] }));
  }

  #execute(schema: GraphQLSchema, { document, variables }: OracleQuestion, fieldResolver: GraphQLFieldResolver<unknown, unknown>): ExecutionResult {
    const result = execute({ schema, document, variableValues: variables, fieldResolver, typeResolver: (value) => this.#composed.truth.concreteType(value as Thing) });
    if ('then' in result) throw new Error('the oracle waits for nobody');
    return result;
  }

  /** @param note is told of every field, and may say that it is of no use to look further. */
  #resolverFor({ caller, scenario }: OracleQuestion, note?: (thing: Thing, field: FieldModel, info: GraphQLResolveInfo) => Reach): GraphQLFieldResolver<unknown, unknown> {
    const { truth, apiSchema } = this.#composed;
    return (source, args, _context, info) => {
      const { parentType, fieldName } = info;
      const thing: Thing & { readonly reach?: Reach } = isThing(source) ? source : { type: parentType.name, id: '' };
      const field = truth.index.field(thing.type, fieldName);
      if (field === undefined) throw new Error(`the world has no ${thing.type}.${fieldName}`);
      const reach = note?.(thing, field, info);
      if (!maySee(field, caller)) throw new Refused();
      const value = this.#valueOf(thing, field, args as Record<string, unknown>, scenario);
      if (value === null && isLie(scenario, apiSchema, parentType.name, fieldName)) throw new GraphQLError('null where it may not be');
      return reach === undefined ? value : withReach(value, reach);
    };
  }

  #valueOf(thing: Thing, field: FieldModel, args: Readonly<Record<string, unknown>>, scenario: Scenario): Value {
    const { truth } = this.#composed;
    const inputs = field.requires === undefined ? '' : canonical(this.#told(thing, selectionsOf(field.requires), scenario));
    return failing(scenario, truth.index.coordinate(thing.type, field.name), thing, truth.valueOf(thing, field.name, args, inputs));
  }

  /** What whoever requires the selections is told of the thing. @throws {NullAbove} */
  #told(thing: Thing, selections: readonly SelectionNode[], scenario: Scenario): Record<string, unknown> {
    const { truth, fullSchema } = this.#composed;
    const told: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const name = selection.name.value;
      const field = truth.index.field(thing.type, name);
      const type = fullSchema.getType(truth.concreteType(thing));
      const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
      if (field === undefined || definition === undefined) throw new Error(`the world has no ${thing.type}.${name}`);
      const value = this.#valueOf(thing, field, getArgumentValues(definition, selection), scenario);
      told[name] = this.#tellValue(typeNodeOf(field.type), value, selection.selectionSet?.selections ?? [], scenario);
    }
    return told;
  }

  /** GraphQL §6.4.4: a null that may not stand where it is travels upwards. */
  #tellValue(type: TypeNode, value: Value, inner: readonly SelectionNode[], scenario: Scenario): unknown {
    if (type.kind === Kind.NON_NULL_TYPE) {
      const told = this.#tellNullable(type.type, value, inner, scenario);
      if (told === null) throw new NullAbove();
      return told;
    }
    try {
      return this.#tellNullable(type, value, inner, scenario);
    } catch (error) {
      if (error instanceof NullAbove) return null;
      throw error;
    }
  }

  #tellNullable(type: TypeNode, value: Value, inner: readonly SelectionNode[], scenario: Scenario): unknown {
    if (value === null || value instanceof Error) return null;
    if (type.kind === Kind.LIST_TYPE && Array.isArray(value)) return (value as readonly Value[]).map((item) => this.#tellValue(type.type, item, inner, scenario));
    return isThing(value) ? this.#told(value, inner, scenario) : value;
  }
}

class Refused extends Error {}

class NullAbove extends Error {}

function isLie(scenario: Scenario, apiSchema: GraphQLSchema, typeName: string, fieldName: string): boolean {
  if (scenario.kind !== 'fields' || scenario.how !== 'lie') return false;
  return isNonNullType(fieldType(apiSchema, typeName, fieldName));
}

function fieldType(schema: GraphQLSchema, typeName: string, fieldName: string): GraphQLOutputType | undefined {
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[fieldName]?.type : undefined;
}

/** What is below comes with what is above, or not at all. */
function withReach(value: Value, reach: Reach): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => withReach(item, reach));
  return isThing(value) ? ({ ...value, reach } as Thing) : value;
}

interface LinkedPath {
  readonly prev: LinkedPath | undefined;
  readonly key: string | number;
}

function pathOf(path: LinkedPath | undefined): ResponsePath {
  return path === undefined ? [] : [...pathOf(path.prev), path.key];
}

function withoutNonNull(document: DocumentNode): DocumentNode {
  return visit(document, { InputValueDefinition: () => false, NonNullType: { leave: (node) => node.type } });
}
