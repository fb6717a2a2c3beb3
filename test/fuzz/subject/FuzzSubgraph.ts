// One subgraph of a world: executes what the gateway asks it, by graphql-js over its own schema. It answers what is true,
// out of what it was told; what it has no business to answer is an error, so that asking the wrong one shows.

import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  GraphQLError,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  validate,
  visit,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { withFederation } from '../../kit/composeWorld.js';
import { failing, type Scenario } from '../scenario/Scenario.js';
import { selectionsOf } from '../world/Selections.js';
import { canonical, isThing, type Thing, type Truth, type Value } from '../world/Truth.js';
import type { FieldModel } from '../world/World.js';

export interface SubgraphCall {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

type ReadDocument = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

export class FuzzSubgraph {
  readonly graph: string;
  readonly #truth: Truth;
  readonly #sdl: string;
  #schema: GraphQLSchema | undefined;
  /** The same, but that every field may be null: for answers that do not keep to the schema. */
  #lyingSchema: GraphQLSchema | undefined;
  readonly #documents = new Map<string, ReadDocument>();
  /** What it was asked and should not have been, in words; for who looks for the reason of a difference. */
  readonly complaints: string[] = [];

  constructor(truth: Truth, graph: string, sdl: string) {
    this.#truth = truth;
    this.graph = graph;
    this.#sdl = sdl;
  }

  answer({ query, variables = {}, operationName }: SubgraphCall, scenario: Scenario): unknown {
    const schema = (this.#schema ??= buildSchema(parse(withFederation(this.#sdl))));
    let read = this.#documents.get(query);
    if (read === undefined) this.#documents.set(query, (read = readDocument(schema, query)));
    if ('errors' in read) {
      this.complaints.push(...read.errors.map(({ message }) => message));
      return { errors: read.errors };
    }
    const lies = scenario.kind === 'fields' && scenario.how === 'lie';
    return execute({
      schema: lies ? (this.#lyingSchema ??= buildSchema(withoutNonNull(parse(withFederation(this.#sdl))))) : schema,
      document: read.document,
      variableValues: variables,
      operationName: operationName ?? null,
      fieldResolver: this.#resolverIn(scenario),
      typeResolver: (value, _context, { schema: own }) => {
        const thing = value as Thing;
        return isObjectType(own.getType(thing.type)) ? thing.type : this.#truth.concreteType(thing);
      },
    });
  }

  #resolverIn(scenario: Scenario): GraphQLFieldResolver<unknown, unknown, Record<string, unknown>> {
    return (source, args, _context, { parentType, fieldName, schema }) => {
      if (fieldName === '_entities') return (args['representations'] as Record<string, unknown>[]).map((told) => this.#entity(told, schema));
      const thing = isThing(source) ? source : { type: parentType.name, id: '' };
      const field = this.#truth.index.field(thing.type, fieldName);
      if (field === undefined || !this.#answers(thing, field)) throw this.#complaint(`does not answer ${thing.type}.${fieldName}`);
      const inputs = field.requires === undefined ? '' : canonical(cutOut(this.#knownOf(thing, scenario), selectionsOf(field.requires)));
      const value = failing(scenario, this.#truth.index.coordinate(thing.type, fieldName), thing, this.#truth.valueOf(thing, fieldName, args, inputs));
      const provides = field.provides?.[this.graph];
      return provides === undefined ? value : withProvided(value, provides.split(' '));
    };
  }

  /** By one of the keys that the subgraph offers for it. */
  #isEnteredBy(told: Record<string, unknown>): boolean {
    const typeName = String(told['__typename']);
    const { index } = this.#truth;
    // An entity interface has one key, everywhere.
    if (index.interface(typeName) !== undefined) return Object.hasOwn(told, 'id');
    const keys = (index.object(typeName)?.keys ?? []).filter(({ graph, resolvable }) => graph === this.graph && resolvable);
    return keys.some(({ fields }) => selectionsOf(fields).every((selection) => selection.kind === Kind.FIELD && Object.hasOwn(told, selection.name.value)));
  }

  #complaint(what: string): GraphQLError {
    this.complaints.push(`${this.graph} ${what}`);
    return new GraphQLError(`${this.graph} ${what}`);
  }

  /** What it was told of the thing, and what it provides of it. */
  #knownOf(thing: Thing, scenario: Scenario): Record<string, unknown> {
    const provided = (thing.provided ?? []).map((name) => {
      const value = failing(scenario, this.#truth.index.coordinate(thing.type, name), thing, this.#truth.valueOf(thing, name, {}));
      return [name, withoutFailures(value)] as const;
    });
    return { ...Object.fromEntries(provided), ...thing.told };
  }

  #answers({ provided = [] }: Thing, { name, isKey, graphs }: FieldModel): boolean {
    return isKey === true || graphs.includes(this.graph) || provided.includes(name);
  }

  #entity(told: Record<string, unknown>, schema: GraphQLSchema): Thing | null {
    const entity = this.#truth.entityOf(told);
    if (entity === undefined || schema.getType(entity.type) === undefined) throw this.#complaint('is asked about nobody');
    if (!this.#isEnteredBy(told)) throw this.#complaint(`cannot be entered by ${Object.keys(told).join(', ')}`);
    const type = this.#truth.concreteType(entity);
    // Asked by an interface, an entity is what it is; where the interface is an object, it stays that.
    if (this.#truth.index.familyOf(entity.type) === entity.type) return isObjectType(schema.getType(entity.type)) ? entity : { ...entity, type };
    return type === entity.type ? entity : null;
  }
}

function readDocument(schema: GraphQLSchema, query: string): ReadDocument {
  const document = parse(query);
  const errors = validate(schema, document);
  return errors.length === 0 ? { document } : { errors };
}

/** Without the resolvers that the library adds: there is one for everything. */
function buildSchema(typeDefs: DocumentNode): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs }]);
  const entities = schema.getQueryType()?.getFields()['_entities'];
  if (entities !== undefined) delete entities.resolve;
  const entity = schema.getType('_Entity');
  if (isUnionType(entity)) delete entity.resolveType;
  return schema;
}

function withoutNonNull(document: DocumentNode): DocumentNode {
  return visit(document, {
    InputValueDefinition: () => false,
    VariableDefinition: () => false,
    NonNullType: { leave: (node) => node.type },
  });
}

/** Of what was told, what the selection names; what is missing is no null. */
function cutOut(told: Readonly<Record<string, unknown>>, selections: readonly SelectionNode[]): Record<string, unknown> {
  const cut: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const name = selection.name.value;
    cut[name] = Object.hasOwn(told, name) ? cutValue(told[name], selection.selectionSet?.selections) : 'MISSING';
  }
  return cut;
}

function cutValue(value: unknown, inner: readonly SelectionNode[] | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => cutValue(item, inner));
  if (inner === undefined || typeof value !== 'object' || value === null) return value;
  return cutOut(value as Record<string, unknown>, inner);
}

/** What failed is null to whoever requires it: the value itself, or items of its list. */
function withoutFailures(value: Value): Value {
  if (value instanceof Error) return null;
  return Array.isArray(value) ? (value as readonly Value[]).map(withoutFailures) : value;
}

function withProvided(value: Value, provided: readonly string[]): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => withProvided(item, provided));
  return isThing(value) ? { ...value, provided } : value;
}
