// Numbers that make sense in a registration.

/** True for numbers that a registration may state: at least one worker wanted, and no more found than wanted. */
export function fitsDemand(headcount: number, filled: number): boolean {
  return Number.isInteger(headcount) && Number.isInteger(filled) && headcount >= 1 && filled >= 0 && filled <= headcount;
}
