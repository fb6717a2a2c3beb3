// Which requests are made of one operation: all at once while everybody is well, so that what may be shared is shared and
// what may not is not; then again with a fault.

import type { DocumentNode } from 'graphql';
import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { hasTwins } from '../operation/hasTwins.js';
import { drawScenario, WELL } from '../scenario/Scenario.js';
import type { WorldIndex } from '../world/World.js';
import type { CallerName, Round } from './Trial.js';

const NAMES: readonly CallerName[] = ['nobody', 'known', 'scoped'];

/** @param used coordinates of the fields that the operation selects. */
export function planRounds(random: SeededRandom, index: WorldIndex, document: DocumentNode, used: readonly string[]): Round[] {
  const first = random.pick(NAMES);
  const second = random.pick(NAMES);
  const well: Round = [
    { caller: first, valueSet: 0, scenario: WELL },
    { caller: first, valueSet: 1, scenario: WELL },
    { caller: second, valueSet: 0, scenario: WELL },
  ];
  const drawn = drawScenario(random, index, used);
  const scenario = drawn.kind === 'fields' && hasTwins(document) ? WELL : drawn;
  const faulty: Round = [{ caller: random.pick(NAMES), valueSet: 0, scenario }];
  return scenario.kind === 'well' ? [well] : [well, faulty];
}
