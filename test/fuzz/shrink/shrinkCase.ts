// A find cut down to what it needs: parts are left out one by one as long as an answer stays wrong in the same way. First of
// the operation, which is cheap to try, then of the world.

import { Kind, parse, print, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { checkCase, problemOf, standOver, type FuzzCase } from '../run/FuzzCase.js';
import type { GatewayModules } from '../subject/loadGateway.js';
import { composed } from '../world/ComposedWorld.js';
import { smallerOperations } from './smallerOperations.js';
import { smallerWorlds } from './smallerWorlds.js';

/** @param untilMs when to stop, on the clock of `performance.now()`. */
export async function shrinkCase(gateway: GatewayModules, found: FuzzCase, untilMs: number): Promise<FuzzCase> {
  const kind = kindOfProblem(found.about);
  const isWrong: IsWrong = (problem) => problem !== undefined && kindOfProblem(problem) === kind;
  let smallest = found;
  for (let before: FuzzCase | undefined; before !== smallest && performance.now() < untilMs; ) {
    before = smallest;
    smallest = await shrinkRound(gateway, await shrinkOperation(gateway, smallest, isWrong, untilMs), isWrong);
    smallest = await shrinkWorld(gateway, smallest, isWrong, untilMs);
  }
  const problem = await problemIfCase(gateway, smallest);
  return { ...smallest, about: problem?.split('\n', 1)[0] ?? smallest.about };
}

/** Whether a problem is the one that is looked for. */
type IsWrong = (problem: string | undefined) => boolean;

/** What is wrong, without where and with which values: "null without an error at f1.0" and "… at f2" are of one kind. */
export function kindOfProblem(problem: string): string {
  if (problem.includes(' instead of ')) return 'another value';
  return problem.split(/ at |: | of |\n/, 1)[0] ?? problem;
}

async function shrinkOperation(gateway: GatewayModules, found: FuzzCase, isWrong: IsWrong, untilMs: number): Promise<FuzzCase> {
  const world = composed(found.world);
  // What was shared or planned before must not decide, so each trial has a gateway of its own; composition is saved.
  const isCase = async (candidate: FuzzCase) => isValid(world.apiSchema, parse(candidate.query)) && isWrong(await problemOf(standOver(gateway, world), candidate));
  return first(found, (smallest) => smallerOperations(parse(smallest.query)).map((document) => ({ ...smallest, query: print(document) })), isCase, untilMs);
}

async function shrinkWorld(gateway: GatewayModules, found: FuzzCase, isWrong: IsWrong, untilMs: number): Promise<FuzzCase> {
  const isCase = async (candidate: FuzzCase) => isWrong(await problemIfCase(gateway, candidate));
  return first(found, (smallest) => smallerWorlds(smallest.world).map((world) => ({ ...smallest, world })), isCase, untilMs);
}

/** One request instead of three, where one will do. */
async function shrinkRound(gateway: GatewayModules, found: FuzzCase, isWrong: IsWrong): Promise<FuzzCase> {
  for (const ask of found.round) {
    const candidate = { ...found, round: [ask] };
    if (isWrong(await problemIfCase(gateway, candidate))) return candidate;
  }
  return found;
}

/** Takes the first smaller one that is still a case, again and again. */
async function first(found: FuzzCase, smaller: (from: FuzzCase) => FuzzCase[], isCase: (candidate: FuzzCase) => Promise<boolean>, untilMs: number): Promise<FuzzCase> {
  let smallest = found;
  let position = 0;
  for (let candidates = smaller(smallest); position < candidates.length && performance.now() < untilMs; ) {
    const candidate = candidates[position];
    if (candidate !== undefined && (await isCase(candidate))) {
      smallest = candidate;
      candidates = smaller(smallest);
    } else position += 1;
  }
  return smallest;
}

/** What does not compose, or is not valid over the smaller world, is no case. */
async function problemIfCase(gateway: GatewayModules, candidate: FuzzCase): Promise<string | undefined> {
  let world;
  try {
    world = composed(candidate.world);
  } catch {
    return undefined;
  }
  if (!isValid(world.apiSchema, parse(candidate.query))) return undefined;
  return checkCase(gateway, candidate);
}

/** graphql-js does not mind, in validation, that the schema has no root type for an operation. */
function isValid(schema: GraphQLSchema, document: DocumentNode): boolean {
  const hasRoots = document.definitions.every((node) => node.kind !== Kind.OPERATION_DEFINITION || schema.getRootType(node.operation) != null);
  return hasRoots && validate(schema, document).length === 0;
}
