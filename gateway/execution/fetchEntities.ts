// A fetch of entities by their keys. The objects at all its places are cut to representations, equal ones are
// asked about once, and what the agency says about each goes back to every place it came from. So does what
// went wrong: an error about the third representation belongs to the third question, wherever the objects
// stand that asked it, and objects that could not be asked about have none.

import type { GraphQLSchema } from 'graphql';
import { ENTITIES_FIELD } from '../subgraph/federationNames.js';
import type { SubgraphError } from '../subgraph/SubgraphRequest.js';
import { isRecord } from '../util/isRecord.js';
import { textKindOfBoth } from '../util/TextKind.js';
import { usedVariables, type AgencyCall } from './AgencyCall.js';
import type { AnswerPlace, Heard } from './AnswerMemory.js';
import { Asking, type EntitySource } from './Asking.js';
import type { ContextValues } from './ContextValues.js';
import { askedKeys } from './askedKeys.js';
import type { DataPath } from './EntityPath.js';
import type { Alongside } from './Execution.js';
import { badResponse, tooComplex, withPath } from './fetchErrors.js';
import { mergeObject } from './mergeData.js';
import type { OutputRewrites } from './OutputRewrites.js';
import type { Problem } from './Problem.js';
import { Questions } from './Questions.js';
import { reportUnasked } from './reportUnasked.js';
import type { Run } from './Run.js';

export interface EntityFetch {
  readonly schema: GraphQLSchema;
  readonly call: AgencyCall;
  /** Of each entity. */
  readonly rewrites: OutputRewrites;
  /** Several where fetches of one wave ask the same. */
  readonly sources: readonly EntitySource[];
  /** For arguments that come from around an entity. */
  readonly context?: ContextValues;
  /** Different entities that one call may ask about. */
  readonly maxEntities: number;
  /** Calls that the fetch may become, where entities differ in what is around them. */
  readonly maxCalls: number;
  /** True where what was heard before is not asked again (AnswerMemory.ts). */
  readonly isRemembered: boolean;
  /** True where each place needs objects of its own, because what is fetched for them depends on the place. */
  readonly placesDiffer: boolean;
}

/** One request to the agency. */
interface Inquiry {
  readonly questions: Questions;
  readonly asking: readonly Asking[];
  readonly contextVariables: Readonly<Record<string, unknown>>;
}

export async function fetchEntities(fetch: EntityFetch, run: Run): Promise<void> {
  if (run.exchange.isAborted) return;
  const inquiries = fetch.context === undefined ? [collect(fetch, run)] : collectByContext(fetch, fetch.context, run);
  if (run.errors.length > 0) reportUnasked(fetch, new Set(inquiries.flatMap(({ asking }) => asking.flatMap(({ objects }) => objects))), run);
  if (inquiries.length > fetch.maxCalls) refuse(fetch.sources, run);
  else await Promise.all(inquiries.map((inquiry) => ask(fetch, inquiry, run)));
}

/** Nothing is asked; one error for each path says so. */
function refuse(sources: readonly EntitySource[], { errors }: Run): void {
  for (const { path } of sources) errors.push(tooComplex(path.commonPath));
}

function collect({ sources }: EntityFetch, run: Run): Inquiry {
  const inquiry = createInquiry(sources, {});
  for (const asking of inquiry.asking) asking.askAll(run);
  return inquiry;
}

/** One inquiry per set of values that the objects around the entities give. */
function collectByContext({ sources }: EntityFetch, context: ContextValues, { tree }: Run): Inquiry[] {
  const inquiries = new Map<string, Inquiry>();
  for (const [index, { path }] of sources.entries()) {
    path.visit(tree, (object, ancestors) => {
      const values = context.of(object, ancestors);
      const key = JSON.stringify(values);
      let inquiry = inquiries.get(key);
      if (inquiry === undefined) inquiries.set(key, (inquiry = createInquiry(sources, values)));
      inquiry.asking[index]?.ask(object);
    });
  }
  return [...inquiries.values()].filter(({ questions }) => questions.texts.length > 0);
}

function createInquiry(sources: readonly EntitySource[], contextVariables: Readonly<Record<string, unknown>>): Inquiry {
  const questions = new Questions();
  return { questions, asking: sources.map((source) => new Asking(source, questions)), contextVariables };
}

async function ask(fetch: EntityFetch, inquiry: Inquiry, run: Run): Promise<void> {
  const { call, maxEntities, isRemembered } = fetch;
  const { texts } = inquiry.questions;
  if (texts.length === 0) return;
  if (texts.length > maxEntities) {
    refuse(inquiry.asking.filter(({ objects }) => objects.length > 0).map(({ source }) => source), run);
    return;
  }
  const places = isRemembered ? run.memory.recall(call.operation) : undefined;
  const { entities, errors } = places === undefined ? await askAgency(fetch, inquiry, inquiry.questions, run) : await hearAll(fetch, inquiry, places, run);
  const problems = entities === undefined ? NO_PROBLEMS : mergeEntities(fetch, inquiry, entities);
  if (errors.length > 0 || problems.size > 0) report(fetch, inquiry, run, { entities: entities ?? [], errors, problems });
}

/** Asks what nobody has asked, and waits for the rest. */
async function hearAll(fetch: EntityFetch, inquiry: Inquiry, known: ReadonlyMap<string, AnswerPlace>, run: Run): Promise<Omit<Heard, 'isWhole'>> {
  const { texts, typeNames } = inquiry.questions;
  const open = [...texts.keys()].filter((number) => !known.has(texts[number] ?? ''));
  const places: (AnswerPlace | undefined)[] = texts.map((text) => known.get(text));
  if (open.length > 0) {
    const asked = { texts: open.map((number) => texts[number] ?? ''), typeNames: open.map((number) => typeNames[number] ?? '') };
    const heard = askAgency(fetch, inquiry, asked, run);
    open.forEach((number, index) => (places[number] = { heard, index }));
  }
  const calls = new Map<Promise<Heard>, Heard>();
  for (const heard of new Set(places.map((place) => place?.heard))) if (heard !== undefined) calls.set(heard, await heard);
  const entities = places.map((place) => place && calls.get(place.heard)?.entities?.[place.index]);
  return { entities, errors: [...calls].flatMap(([heard, { errors }]) => errors.flatMap((error) => renumber(error, heard, places))) };
}

/** An error about the second question of a call belongs to the question here that this is; to none, perhaps. */
function renumber(error: SubgraphError, heard: Promise<Heard>, places: readonly (AnswerPlace | undefined)[]): SubgraphError[] {
  const [field, index, ...rest] = error.path ?? [];
  if (field !== ENTITIES_FIELD || typeof index !== 'number') return [error];
  const number = places.findIndex((place) => place?.heard === heard && place.index === index);
  return number === -1 ? [] : [{ ...error, path: [field, number, ...rest] }];
}

function askAgency(fetch: EntityFetch, inquiry: Inquiry, questions: Pick<Questions, 'texts' | 'typeNames'>, run: Run): Promise<Heard> {
  const heard = executeCall(fetch, inquiry, questions, run);
  if (fetch.isRemembered) run.memory.remember(fetch.call.operation, questions.texts, heard);
  return heard;
}

async function executeCall(
  { call, rewrites, isRemembered }: EntityFetch,
  { contextVariables }: Inquiry,
  { texts, typeNames }: Pick<Questions, 'texts' | 'typeNames'>,
  run: Run,
): Promise<Heard> {
  const { data, errors, textKind, isWhole } = await call.client.execute(
    {
      operation: call.operation,
      laterWaves: call.laterWaves,
      variables: { ...usedVariables(call, run.variables), ...contextVariables },
      representations: { text: `[${texts.join(',')}]`, typeNames },
    },
    run.exchange,
  );
  run.textKind = textKindOfBoth(run.textKind, textKind);
  const received = data !== null && Object.hasOwn(data, ENTITIES_FIELD) ? data[ENTITIES_FIELD] : undefined;
  const entities = Array.isArray(received) ? (received as readonly unknown[]) : undefined;
  rewrites.apply(entities);
  if (isRemembered && !isWhole) run.memory.forget(call.operation, texts);
  return { entities, errors, isWhole };
}

/** What could not be merged into an object, in paths from it on. */
type Problems = ReadonlyMap<object, readonly Problem[]>;

const NO_PROBLEMS: Problems = new Map();

function mergeEntities({ schema, placesDiffer }: EntityFetch, { asking }: Inquiry, entities: readonly unknown[]): Problems {
  let found: Map<object, readonly Problem[]> | undefined;
  let problems: Problem[] = [];
  for (const { objects, questions } of asking) {
    for (let index = 0; index < objects.length; index += 1) {
      const object = objects[index];
      const entity = entities[questions[index] ?? -1];
      if (object === undefined || !isRecord(entity)) continue;
      mergeObject(schema, object, placesDiffer ? structuredClone(entity) : entity, problems);
      if (problems.length === 0) continue;
      (found ??= new Map()).set(object, problems);
      problems = [];
    }
  }
  return found ?? NO_PROBLEMS;
}

interface Faults {
  readonly entities: readonly unknown[];
  readonly errors: readonly SubgraphError[];
  readonly problems: Problems;
}

/** Seldom needed, so the places of the objects are looked up only here. */
function report(fetch: EntityFetch, inquiry: Inquiry, run: Run, { entities, errors, problems }: Faults): void {
  const { agency } = fetch.call;
  const places = placesOf(inquiry, run);
  for (const error of errors) {
    const [field, question, ...rest] = error.path ?? [];
    if (field === ENTITIES_FIELD && typeof question === 'number') {
      const path = fetch.rewrites.toDataPath(rest);
      const alongside = nullAlongside(fetch, error, rest, entities[question]);
      for (const { at } of places.filter((place) => place.question === question)) {
        run.errors.push(withPath(error, [...at, ...path], alongside && { ...alongside, depth: at.length + alongside.depth }));
      }
    } else {
      for (const { source, objects } of inquiry.asking) if (objects.length > 0) run.errors.push(withPath(error, source.path.commonPath));
    }
  }
  for (const { at, object } of places) {
    for (const problem of problems.get(object) ?? []) run.errors.push(badResponse(agency, [...at, ...problem]));
  }
}

/** An error that took the whole entity along, took along all that was asked of it. */
function nullAlongside({ call, rewrites }: EntityFetch, { alongside }: SubgraphError, path: DataPath, entity: unknown): Alongside | undefined {
  if (path.length === 0) return undefined;
  const inAnswer = isRecord(entity) ? alongside : askedKeys(call.operation);
  if (inAnswer === undefined) return undefined;
  const depth = isRecord(entity) ? path.length - 1 : 0;
  const around = path.slice(0, depth);
  return { depth, keys: inAnswer.flatMap((key) => rewrites.toDataPath([...around, key]).slice(-1).map(String)) };
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
