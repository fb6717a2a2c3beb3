// A find cut down to what it needs: parts are left out one by one as long as an answer stays wrong. First of the operation,
// which is cheap to try, then of the world.

import { parse, print, validate } from 'graphql';
import { checkCase, problemOf, standOver, type FuzzCase } from '../run/FuzzCase.js';
import type { GatewayModules } from '../subject/loadGateway.js';
import { composed } from '../world/ComposedWorld.js';
import { smallerOperations } from './smallerOperations.js';
import { smallerWorlds } from './smallerWorlds.js';

/** @param untilMs when to stop, on the clock of `performance.now()`. */
export async function shrinkCase(gateway: GatewayModules, found: FuzzCase, untilMs: number): Promise<FuzzCase> {
  let smallest = found;
  for (let before: FuzzCase | undefined; before !== smallest && performance.now() < untilMs; ) {
    before = smallest;
    smallest = await shrinkRound(gateway, await shrinkOperation(gateway, smallest, untilMs));
    smallest = await shrinkWorld(gateway, smallest, untilMs);
  }
  const problem = await problemIfCase(gateway, smallest);
  return { ...smallest, about: problem?.split('\n', 1)[0] ?? smallest.about };
}

async function shrinkOperation(gateway: GatewayModules, found: FuzzCase, untilMs: number): Promise<FuzzCase> {
  const world = composed(found.world);
  // What was shared or planned before must not decide, so each trial has a gateway of its own; composition is saved.
  const isWrong = async (candidate: FuzzCase) =>
    validate(world.apiSchema, parse(candidate.query)).length === 0 && (await problemOf(standOver(gateway, world), candidate)) !== undefined;
  return first(found, (smallest) => smallerOperations(parse(smallest.query)).map((document) => ({ ...smallest, query: print(document) })), isWrong, untilMs);
}

async function shrinkWorld(gateway: GatewayModules, found: FuzzCase, untilMs: number): Promise<FuzzCase> {
  return first(found, (smallest) => smallerWorlds(smallest.world).map((world) => ({ ...smallest, world })), async (candidate) => (await problemIfCase(gateway, candidate)) !== undefined, untilMs);
}

/** One request instead of three, where one will do. */
async function shrinkRound(gateway: GatewayModules, found: FuzzCase): Promise<FuzzCase> {
  for (const ask of found.round) {
    const candidate = { ...found, round: [ask] };
    if ((await problemIfCase(gateway, candidate)) !== undefined) return candidate;
  }
  return found;
}

/** Takes the first smaller one that is still wrong, again and again. */
async function first(found: FuzzCase, smaller: (from: FuzzCase) => FuzzCase[], isWrong: (candidate: FuzzCase) => Promise<boolean>, untilMs: number): Promise<FuzzCase> {
  let smallest = found;
  let position = 0;
  for (let candidates = smaller(smallest); position < candidates.length && performance.now() < untilMs; ) {
    const candidate = candidates[position];
    if (candidate !== undefined && (await isWrong(candidate))) {
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
  if (validate(world.apiSchema, parse(candidate.query)).length > 0) return undefined;
  return checkCase(gateway, candidate);
}
