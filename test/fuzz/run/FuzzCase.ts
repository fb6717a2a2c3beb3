// One find, complete in itself: a file of the corpus, and what is shrunk.

import { parse } from 'graphql';
import type { FuzzOperation } from '../operation/generateOperation.js';
import { Oracle } from '../oracle/Oracle.js';
import type { GatewayModules } from '../subject/loadGateway.js';
import { Subject } from '../subject/Subject.js';
import { composed, type ComposedWorld } from '../world/ComposedWorld.js';
import type { World } from '../world/World.js';
import { runRound, type Round, type Stand } from './Trial.js';

export interface FuzzCase {
  /** What was wrong. For readers. */
  readonly about: string;
  readonly query: string;
  /** Values of the operation's variables, one set for each that the round names. */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
  readonly round: Round;
  readonly world: World;
}

export function operationOf({ query, variables }: Pick<FuzzCase, 'query' | 'variables'>): FuzzOperation {
  return { text: query, document: parse(query), variables };
}

export function standOver(gateway: GatewayModules, world: ComposedWorld): Stand {
  return { composed: world, oracle: new Oracle(world), subject: new Subject(gateway, world) };
}

/**
 * @returns what is wrong with the first answer that is; undefined where all are right.
 * @throws where the world does not compose.
 */
export async function checkCase(gateway: GatewayModules, fuzzCase: FuzzCase): Promise<string | undefined> {
  return problemOf(standOver(gateway, composed(fuzzCase.world)), fuzzCase);
}

/** The same over a world that stands already. */
export async function problemOf(stand: Stand, fuzzCase: Pick<FuzzCase, 'query' | 'variables' | 'round'>): Promise<string | undefined> {
  const outcomes = await runRound(stand, operationOf(fuzzCase), fuzzCase.round);
  const wrong = outcomes.find(({ problem, limit }) => problem !== undefined && limit === undefined);
  return wrong && [wrong.problem, ...wrong.notes.map((note) => `  (${note})`)].join('\n');
}
