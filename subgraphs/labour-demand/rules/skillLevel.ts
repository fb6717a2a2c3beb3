// Skill levels of the occupation classifier NKZ (NK RK 01-2017, aligned with ISCO-08).

import { majorGroup } from './majorGroup.js';

/** By main group (NK RK 01-2017): group 2 has level 4, 3 has 3, 4 to 8 have 2, 9 has 1. */
const LEVEL_OF_GROUP: Readonly<Record<number, number>> = { 2: 4, 3: 3, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2, 9: 1 };

/** Skill level 1 (lowest) to 4; null for managers (1) and the armed forces (0), to which the classifier gives none. */
export function skillLevel(occupationCode: string): number | null {
  return LEVEL_OF_GROUP[majorGroup(occupationCode)] ?? null;
}
