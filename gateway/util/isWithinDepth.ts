/**
 * True where objects and lists stand at most `depth` deep within each other; a plain value is 0 deep. Whoever
 * walks deeper values by recursion would exhaust the stack, and with it the whole request.
 */
export function isWithinDepth(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isWithinDepth(inner, depth - 1));
}
