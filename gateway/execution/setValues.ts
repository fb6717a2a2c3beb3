// The planner's ValueSetter rewrites on an agency's answer: a fixed value at a place, for objects of a type.

import type { FetchDataValueSetter } from '@apollo/query-planner';
import { isRecord } from '../util/isRecord.js';

const FRAGMENT = '... on ';

/** Mutates `value`. */
export function setValues(setters: readonly FetchDataValueSetter[], value: unknown): void {
  for (const { path, setValueTo } of setters) {
    const key = path.at(-1);
    if (key !== undefined) setAt(value, path.slice(0, -1), key, setValueTo);
  }
}

function setAt(value: unknown, path: readonly string[], key: string, fixed: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) setAt(item, path, key, fixed);
    return;
  }
  if (!isRecord(value)) return;
  const [step, ...rest] = path;
  if (step === undefined) value[key] = fixed;
  else if (!step.startsWith(FRAGMENT)) setAt(Object.hasOwn(value, step) ? value[step] : undefined, rest, key, fixed);
  else if (!Object.hasOwn(value, '__typename') || value['__typename'] === step.slice(FRAGMENT.length)) setAt(value, rest, key, fixed);
}
