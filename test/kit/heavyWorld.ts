// Agencies that can all answer for each other, and operations over them that take a planner as long as one likes:
// every level of fields multiplies the ways in which an operation can be answered.

import type { FederationWorld } from './composeWorld.js';

const AGENCIES = ['a', 'b', 'c', 'd'];
const FIELDS = ['w', 'x', 'y', 'z'];

export const HEAVY_WORLD: FederationWorld = {
  root: { sdl: 'type Query { t: T } type T @key(fields: "id") { id: ID! }' },
  ...Object.fromEntries(
    AGENCIES.map((name) => [name, { sdl: `type T @key(fields: "id") { id: ID! ${FIELDS.map((field) => `${field}: T @shareable`).join(' ')} of_${name}: Int }` }]),
  ),
};

/**
 * @param depth levels: 2 takes some 50 ms to plan, 3 some hundreds, 5 minutes.
 * @param name tells it apart from others of the same depth.
 */
export function heavyOperation(depth: number, name = 'Heavy'): string {
  return `query ${name} { t { ${selection(depth)} } }`;
}

function selection(depth: number): string {
  if (depth === 0) return AGENCIES.map((name) => `of_${name}`).join(' ');
  return FIELDS.map((field) => `${field} { ${selection(depth - 1)} }`).join(' ');
}
