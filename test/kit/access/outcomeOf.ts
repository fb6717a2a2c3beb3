// What became of one field in one response.

import type { FieldStep } from './fieldPaths.js';

/**
 * - `data`: the caller gets what there is
 * - `withheld`: null, where who sees all gets something
 * - `none`: there is nothing around it: the agency shows no such object to the caller
 * - `denied`: the answer that it is, or lies in, says DENIED
 * - `refused`: null with an error, for the field or something around it: UNAUTHORIZED_FIELD_OR_TYPE of the gate, FORBIDDEN of an agency
 * - `purpose`: the whole operation is refused with PURPOSE_REQUIRED
 */
export type Outcome = 'data' | 'withheld' | 'none' | 'denied' | 'refused' | 'purpose';

export interface AccessResponse {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions?: { readonly code?: string; readonly field?: string } }[];
}

const REFUSALS: ReadonlySet<string | undefined> = new Set(['UNAUTHORIZED_FIELD_OR_TYPE', 'FORBIDDEN']);

/** @param whole what the same operation gives to who sees all; undefined where that is the one in question. */
export function outcomeOf(response: AccessResponse, path: readonly FieldStep[], field: FieldStep, whole: AccessResponse | undefined): Outcome {
  const { data, errors = [] } = response;
  const codes = new Set(errors.map(({ extensions }) => extensions?.code));
  if (codes.has('PURPOSE_REQUIRED')) return 'purpose';
  const unexpected = errors.filter(({ extensions }) => !REFUSALS.has(extensions?.code));
  if (unexpected.length > 0) throw new Error(`${field.coordinate}: ${JSON.stringify(unexpected)}`);
  const refused = new Set(errors.map(({ extensions }) => extensions?.field));
  const steps = [...path, field];
  if (steps.some(({ coordinate }) => refused.has(coordinate))) return 'refused';
  const names = steps.map(({ name }) => name);
  if (errors.some(({ extensions, path = [] }) => extensions?.code === 'FORBIDDEN' && path.every((name, index) => name === names[index]))) return 'refused';
  const values = valuesAt(data, steps);
  if (values === 'denied') return 'denied';
  if (values.length === 0) return 'none';
  if (values.some((value) => value !== null)) return 'data';
  const all = whole === undefined ? [] : valuesAt(whole.data, steps);
  return all !== 'denied' && all.some((value) => value !== null) ? 'withheld' : 'data';
}

/** Values of the field in all objects that the path leads to. */
function valuesAt(data: unknown, steps: readonly FieldStep[]): readonly unknown[] | 'denied' {
  let objects: readonly unknown[] = [data];
  for (const [index, { name, isAnswer }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const found = objects.map((object) => (object as Record<string, unknown>)[name]);
    // A list is a value where it is what was asked for, also an empty one.
    const values = isLast ? found : found.flat();
    if (isAnswer && values.length > 0 && values.every((value) => (value as { status?: string } | null)?.status === 'DENIED')) return 'denied';
    if (isLast) return values;
    objects = values.filter((value) => value !== null && value !== undefined);
  }
  return objects;
}
