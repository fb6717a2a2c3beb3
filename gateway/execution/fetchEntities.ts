// A fetch of entities by their keys. The objects at all its places are cut to representations, equal ones are
// asked about once, and what the agency says about each goes back to every place it came from. So does what
// went wrong: an error about the third representation belongs to the third question, wherever the objects
// stand that asked it, and objects that could not be asked about have none.

import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { REPRESENTATIONS_VARIABLE } from '../plan/renameForPlanning.js';
import { ENTITIES_FIELD } from '../subgraph/prepareOperation.js';
import { isRecord } from '../util/isRecord.js';
import { usedVariables, type AgencyCall } from './AgencyCall.js';
import type { ContextValues } from './ContextValues.js';
import type { DataPath, EntityPath } from './EntityPath.js';
import { badResponse, tooComplex, withPath } from './fetchErrors.js';
import { mergeObject } from './mergeData.js';
import type { ReceivedShape, Problem } from './ReceivedShape.js';
import type { RepresentationWriter } from './RepresentationWriter.js';
import type { Run } from './Run.js';

/** Where objects stand that one call asks about, and what the agency is told of each. */
export interface EntitySource {
  readonly path: EntityPath;
  readonly representation: RepresentationWriter;
}

export interface EntityFetch {
  readonly schema: GraphQLSchema;
  readonly call: AgencyCall;
  /** What is expected of each entity. */
  readonly shape: ReceivedShape;
  /** Several where fetches of one wave ask the same. */
  readonly sources: readonly EntitySource[];
  /** For arguments that come from around an entity. */
  readonly context?: ContextValues;
  /** Different entities that one call may ask about. */
  readonly maxEntities: number;
  /** Calls that the fetch may become, where entities differ in what is around them. */
  readonly maxCalls: number;
  /** True where each place needs objects of its own, because what is fetched for them depends on the place. */
  readonly placesDiffer: boolean;
}

/** Objects asked about, in step with the numbers of their questions. */
interface Asking {
  readonly source: EntitySource;
  readonly objects: Record<string, unknown>[];
  readonly questions: number[];
}

/** One request to the agency. */
interface Inquiry {
  /** Representation text → number of the question. */
  readonly questions: Map<string, number>;
  readonly asking: readonly Asking[];
  readonly contextVariables: Readonly<Record<string, unknown>>;
}

export async function fetchEntities(fetch: EntityFetch, run: Run): Promise<void> {
  if (run.exchange.signal.aborted) return;
  const inquiries = fetch.context === undefined ? [collect(fetch, run)] : collectByContext(fetch, fetch.context, run);
  if (inquiries.length > fetch.maxCalls) refuse(fetch.sources, run);
  else await Promise.all(inquiries.map((inquiry) => ask(fetch, inquiry, run)));
}

/** Nothing is asked; one error for each path says so. */
function refuse(sources: readonly EntitySource[], { errors }: Run): void {
  for (const { path } of sources) errors.push(tooComplex(path.commonPath));
}

function collect({ sources }: EntityFetch, { tree }: Run): Inquiry {
  const inquiry = createInquiry(sources, {});
  for (const { source, objects, questions } of inquiry.asking) {
    for (const object of source.path.collect(tree)) {
      const text = source.representation.writeEntity(object);
      if (text === undefined) continue;
      objects.push(object);
      questions.push(numberOf(inquiry, text));
    }
  }
  return inquiry;
}

/** One inquiry per set of values that the objects around the entities give. */
function collectByContext({ sources }: EntityFetch, context: ContextValues, { tree }: Run): Inquiry[] {
  const inquiries = new Map<string, Inquiry>();
  for (const [index, source] of sources.entries()) {
    source.path.visit(tree, (object, ancestors) => {
      const text = source.representation.writeEntity(object);
      if (text === undefined) return;
      const values = context.of(object, ancestors);
      const key = JSON.stringify(values);
      let inquiry = inquiries.get(key);
      if (inquiry === undefined) inquiries.set(key, (inquiry = createInquiry(sources, values)));
      inquiry.asking[index]?.objects.push(object);
      inquiry.asking[index]?.questions.push(numberOf(inquiry, text));
    });
  }
  return [...inquiries.values()];
}

function createInquiry(sources: readonly EntitySource[], contextVariables: Readonly<Record<string, unknown>>): Inquiry {
  return { questions: new Map(), asking: sources.map((source) => ({ source, objects: [], questions: [] })), contextVariables };
}

function numberOf({ questions }: Inquiry, text: string): number {
  let number = questions.get(text);
  if (number === undefined) questions.set(text, (number = questions.size));
  return number;
}

async function ask(fetch: EntityFetch, inquiry: Inquiry, run: Run): Promise<void> {
  const { call, maxEntities } = fetch;
  if (inquiry.questions.size === 0) return;
  if (inquiry.questions.size > maxEntities) {
    refuse(inquiry.asking.filter(({ objects }) => objects.length > 0).map(({ source }) => source), run);
    return;
  }
  const { document, operationName, laterWaves } = call;
  const { data, errors } = await call.client.execute(
    {
      document,
      laterWaves,
      variables: {
        ...usedVariables(call, run.variables),
        ...inquiry.contextVariables,
        [REPRESENTATIONS_VARIABLE]: JSON.parse(`[${[...inquiry.questions.keys()].join(',')}]`) as unknown,
      },
      ...(operationName !== undefined && { operationName }),
    },
    run.exchange,
  );
  const entities = data !== null && Object.hasOwn(data, ENTITIES_FIELD) ? data[ENTITIES_FIELD] : undefined;
  const problems = Array.isArray(entities) ? mergeEntities(fetch, inquiry, entities) : NO_PROBLEMS;
  if (errors.length === 0 && problems.ofQuestions.size === 0 && problems.ofObjects.size === 0) return;
  report(fetch, inquiry, run, errors, problems);
}

/** What could not be used, in paths from the entity on. */
interface EntityProblems {
  readonly ofQuestions: ReadonlyMap<number, readonly Problem[]>;
  readonly ofObjects: ReadonlyMap<object, readonly Problem[]>;
}

const NO_PROBLEMS: EntityProblems = { ofQuestions: new Map(), ofObjects: new Map() };

function mergeEntities({ schema, shape, placesDiffer }: EntityFetch, { asking }: Inquiry, entities: readonly unknown[]): EntityProblems {
  const ofQuestions = new Map<number, readonly Problem[]>();
  entities.forEach((entity, question) => {
    const problems: Problem[] = [];
    shape.tidy(entity, problems);
    if (problems.length > 0) ofQuestions.set(question, problems);
  });
  const ofObjects = new Map<object, readonly Problem[]>();
  for (const { objects, questions } of asking) {
    objects.forEach((object, index) => {
      const entity = entities[questions[index] ?? -1];
      if (!isRecord(entity)) return;
      const problems: Problem[] = [];
      mergeObject(schema, object, placesDiffer ? structuredClone(entity) : entity, problems);
      if (problems.length > 0) ofObjects.set(object, problems);
    });
  }
  return { ofQuestions, ofObjects };
}

/** Seldom needed, so the places of the objects are looked up only here. */
function report(fetch: EntityFetch, inquiry: Inquiry, run: Run, errors: readonly GraphQLFormattedError[], problems: EntityProblems): void {
  const { agency } = fetch.call;
  const places = placesOf(inquiry, run);
  for (const error of errors) {
    const [field, question, ...rest] = error.path ?? [];
    if (field === ENTITIES_FIELD && typeof question === 'number') {
      const path = fetch.shape.toDataPath(rest);
      for (const { at } of places.filter((place) => place.question === question)) run.errors.push(withPath(error, [...at, ...path]));
    } else {
      for (const { source, objects } of inquiry.asking) if (objects.length > 0) run.errors.push(withPath(error, source.path.commonPath));
    }
  }
  for (const { at, object, question } of places) {
    for (const problem of problems.ofQuestions.get(question) ?? []) run.errors.push(badResponse(agency, [...at, ...problem]));
    for (const problem of problems.ofObjects.get(object) ?? []) run.errors.push(badResponse(agency, [...at, ...problem]));
  }
}

interface EntityPlace {
  readonly object: object;
  readonly question: number;
  readonly at: DataPath;
}

/** Every place at which an object that was asked about stands now: one object can stand at several. */
function placesOf({ asking }: Inquiry, { tree }: Run): EntityPlace[] {
  const places: EntityPlace[] = [];
  for (const { source, objects, questions } of asking) {
    const numbers = new Map(objects.map((object, index) => [object, questions[index]]));
    source.path.visit(tree, (object, _ancestors, at) => {
      const question = numbers.get(object);
      if (question !== undefined) places.push({ object, question, at });
    });
  }
  return places;
}
