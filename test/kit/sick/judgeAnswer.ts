// Judges one answer while an agency is sick, beside what was answered while all were well: is it whole, is it everything but
// what the sick agency would have said, or is it wrong?

import { isDeepStrictEqual } from 'node:util';

export interface ReceivedAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[]; readonly extensions?: { readonly code?: unknown; readonly agency?: unknown } }[];
  readonly extensions?: { readonly agencies?: readonly { readonly agency: string; readonly status: string; readonly code?: string }[] };
}

export type Judgement =
  | { readonly kind: 'whole' }
  /** Everything but the sick agency's part, which says whose it is and why it is not there. */
  | { readonly kind: 'rest'; readonly code: string }
  | { readonly kind: 'wrong'; readonly problem: string };

type Path = readonly (string | number)[];

/** @param sick undefined while all are well: then only the whole answer is right. */
export function judgeAnswer(found: ReceivedAnswer, expectedData: unknown, sick: string | undefined): Judgement {
  const blamed = (found.extensions?.agencies ?? []).filter(({ status }) => status !== 'OK');
  const falselyBlamed = blamed.find(({ agency }) => agency !== sick);
  if (falselyBlamed !== undefined) return wrong(`${falselyBlamed.agency} is blamed with ${falselyBlamed.code}`);
  const code = blamed[0]?.code;
  if (code === undefined) {
    if (found.errors !== undefined) return wrong(`errors beside agencies that are all well: ${JSON.stringify(found.errors).slice(0, 200)}`);
    return isDeepStrictEqual(found.data, expectedData) ? { kind: 'whole' } : wrong('another answer, and no agency is blamed for it');
  }
  const stranger = found.errors?.find(({ extensions }) => extensions?.agency !== sick);
  if (stranger !== undefined) return wrong(`an error of ${String(stranger.extensions?.agency)}`);
  const problem = problemWith(found.data, expectedData, [], found.errors ?? []);
  return problem === undefined ? { kind: 'rest', code } : wrong(problem);
}

/** Undefined where the two are the same but for what was not to be had. */
function problemWith(found: unknown, expected: unknown, path: Path, errors: NonNullable<ReceivedAnswer['errors']>): string | undefined {
  if (isDeepStrictEqual(found, expected)) return undefined;
  if (found === null || found === undefined) return errors.some((error) => overlap(error.path ?? [], path)) ? undefined : `null without an error at ${path.join('.')}`;
  if (Array.isArray(found) && Array.isArray(expected) && found.length === expected.length) {
    return firstOf(found.map((item, index) => () => problemWith(item, expected[index], [...path, index], errors)));
  }
  if (isObject(found) && isObject(expected)) {
    if (found['status'] === 'UNAVAILABLE' && 'status' in expected) return problemWithWritten(found, path);
    // Readiness is decided from the others' answers: where one is missing, so is readiness, and it must say so.
    if (path.at(-1) === 'readiness') return isRightlyUnready(found, expected) ? undefined : `readiness of a case with a missing answer at ${path.join('.')}`;
    return firstOf(Object.keys(expected).map((key) => () => problemWith(found[key], expected[key], [...path, key], errors)));
  }
  return `another value at ${path.join('.')}`;
}

/** Of an answer that the gateway wrote: it may say who was asked and when to ask again, and nothing else. */
function problemWithWritten(written: Record<string, unknown>, path: Path): string | undefined {
  const said = Object.entries(written).filter(([key, value]) => value !== null && !['status', 'agency', 'retryAt'].includes(key));
  return said.length === 0 ? undefined : `UNAVAILABLE, and yet it says ${said.map(([key]) => key).join(', ')} at ${path.join('.')}`;
}

function isRightlyUnready(found: Record<string, unknown>, expected: Record<string, unknown>): boolean {
  const [now, before] = [found['missing'], expected['missing']];
  if (found['ready'] === true || !Array.isArray(now) || !Array.isArray(before)) return false;
  return now.length > before.length && before.every((item) => now.some((other) => isDeepStrictEqual(item, other)));
}

/** True where one lies on the way to the other. */
function overlap(path: Path, other: Path): boolean {
  const shorter = Math.min(path.length, other.length);
  return isDeepStrictEqual(path.slice(0, shorter), other.slice(0, shorter));
}

function firstOf(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(problem: string): Judgement {
  return { kind: 'wrong', problem };
}
