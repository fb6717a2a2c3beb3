// What must hold between the oracle's answer and the gateway's, in every word that a client can rely on:
//
//   data       equal, also in the order of the members (GraphQL §7.2.2)
//   errors     each is at a field that fails; every null that a failure causes has one under it (GraphQL §6.4.4 asks for
//              no more where several failures end in one null); those at refused fields say so, each once
//
// Where a subgraph is down it depends on the plan what it takes along (Reach.ts). Then each value is the right one, or is
// null because of a field that may fail, and an error at or around it says so.

import { getNullableType, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import { FAILED } from '../scenario/Scenario.js';
import type { Failure, OpenAnswer, OracleAnswer, ResponsePath } from './Oracle.js';
import type { Reach } from './Reach.js';

export interface GatewayAnswer {
  readonly data: unknown;
  readonly errors: readonly GatewayError[];
}

export interface GatewayError {
  readonly path?: ResponsePath;
  readonly extensions?: { readonly code?: string; readonly field?: string };
}

export const UNAUTHORIZED = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** @returns what is wrong; undefined where nothing is. */
export function compareWhole(expected: OracleAnswer, { data, errors }: GatewayAnswer): string | undefined {
  const [wanted, given] = [JSON.stringify(expected.data), JSON.stringify(data)];
  if (wanted !== given) return `data differs\n  expected ${wanted}\n  got      ${given}`;
  const failed = expected.failures.filter(({ kind }) => kind === 'failed').map(({ path }) => path);
  const own = errors.filter((error) => error.extensions?.code !== UNAUTHORIZED);
  for (const error of own) {
    if (!failed.some((path) => isSame(path, error.path) || isInSameNull(data, path, error))) return `an error where nothing fails: ${JSON.stringify(error)}`;
  }
  const silent = expected.failures.find((failure) => !isExplained(failure, data, errors));
  return silent === undefined ? undefined : `no error for what fails at ${silent.path.join('.')}`;
}

function isExplained({ kind, path }: Failure, data: unknown, errors: readonly GatewayError[]): boolean {
  // A refusal stands at the first list on the way.
  if (kind === 'refused') return errors.some((error) => error.extensions?.code === UNAUTHORIZED && isSame(beforeList(path), error.path));
  const visible = pathOfNull(data, path);
  return errors.some((error) => startsWith(error.path ?? [], visible));
}

/**
 * True within the null that is seen, for what the gateway adds in its own words, and on the way to the failure: where an
 * object was lost, nobody can say what it was, so the rest of the way is not known.
 */
function isInSameNull(data: unknown, failed: ResponsePath, { path = [], extensions }: GatewayError): boolean {
  const visible = pathOfNull(data, path);
  if (valueAt(data, visible) !== null || !startsWith(failed, visible)) return false;
  return extensions?.code !== FAILED || startsWith(failed, path);
}

function valueAt(data: unknown, path: ResponsePath): unknown {
  return path.reduce((value: unknown, key) => (value as Record<string | number, unknown> | undefined)?.[key], data);
}

/** The way to the null that is seen, on the way to a failure. */
function pathOfNull(data: unknown, path: ResponsePath): ResponsePath {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || typeof value !== 'object') return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}

/** @returns what is wrong; undefined where nothing is. */
export function compareOpen(expected: OpenAnswer, answer: GatewayAnswer): string | undefined {
  return new OpenComparison(expected, answer).compare();
}

/** @param refused places that may not be seen, as `refusedPlaces` writes them. */
export function compareRefusals(refused: ReadonlySet<string>, { errors }: GatewayAnswer): string | undefined {
  const said = errors.filter(({ extensions }) => extensions?.code === UNAUTHORIZED).map(({ path = [], extensions }) => `${extensions?.field} ${path.join('.')}`);
  const missing = [...refused].find((place) => !said.includes(place));
  if (missing !== undefined) return `no refusal of ${missing}`;
  return said.length === refused.size ? undefined : `refusals differ\n  expected ${[...refused].join(', ')}\n  got      ${said.join(', ')}`;
}

class OpenComparison {
  readonly #fields: OpenAnswer['fields'];
  readonly #expected: Record<string, unknown>;
  readonly #answer: GatewayAnswer;

  constructor({ data, fields }: OpenAnswer, answer: GatewayAnswer) {
    this.#expected = data;
    this.#fields = fields;
    this.#answer = answer;
  }

  compare(): string | undefined {
    const { data, errors } = this.#answer;
    for (const error of errors) {
      const path = error.path ?? [];
      if (error.extensions?.code === UNAUTHORIZED) continue;
      const concerned = [...this.#fields.values()].some((field) => (field.reach.kind !== 'sure' || field.reach.isShared === true) && overlaps(field.path, path));
      if (!concerned) return `an error where nothing fails: ${JSON.stringify(error)}`;
    }
    if (data === null) return this.#isNullRight(this.#worstIn(this.#expected, []), []);
    return this.#object(this.#expected, data, []);
  }

  #object(expected: Record<string, unknown>, given: unknown, path: ResponsePath): string | undefined {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return `no object at ${path.join('.')}`;
    const [wanted, got] = [Object.keys(expected).join(' '), Object.keys(given).join(' ')];
    if (wanted !== got) return `other members at ${path.join('.')}: ${got} instead of ${wanted}`;
    for (const [key, value] of Object.entries(expected)) {
      const at = [...path, key];
      const type = this.#fields.get(JSON.stringify(at))?.type;
      const member = (given as Record<string, unknown>)[key];
      const problem = type === undefined ? (member === value ? undefined : `another type name at ${at.join('.')}`) : this.#field(type, value, member, at);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  #field(type: GraphQLOutputType, expected: unknown, given: unknown, path: ResponsePath): string | undefined {
    const reach = this.#fields.get(JSON.stringify(path))?.reach;
    if (reach?.kind === 'tainted') return given === null && isNonNullType(type) ? `null at ${path.join('.')}` : undefined;
    if (reach?.kind === 'open' && given === null && expected === null) return undefined;
    if (given !== null && (reach?.kind === 'failed' || reach?.kind === 'refused')) return `a value at ${path.join('.')}, which cannot be told`;
    if (given === null && reach !== undefined && reach.kind !== 'sure') return isNonNullType(type) ? `null at ${path.join('.')}` : this.#isNullRight(reach, path);
    return this.#value(type, expected, given, path, reach);
  }

  /** @param reach of the field that holds the value: of a list that is there, items may not be. */
  #value(type: GraphQLOutputType, expected: unknown, given: unknown, path: ResponsePath, reach: Reach | undefined): string | undefined {
    if (given === null) {
      if (expected === null) return undefined;
      if (isNonNullType(type)) return `null at ${path.join('.')}, where none may be`;
      return this.#isNullRight(reach?.kind === 'open' ? reach : this.#worst(type, expected, path), path);
    }
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      if (!Array.isArray(given) || !Array.isArray(expected) || given.length !== expected.length) return `another list at ${path.join('.')}`;
      for (const [index, item] of expected.entries()) {
        const problem = this.#value(nullable.ofType, item, given[index], [...path, index], reach);
        if (problem !== undefined) return problem;
      }
      return undefined;
    }
    if (isRecord(expected)) return this.#object(expected, given, path);
    return Object.is(expected, given) ? undefined : `${JSON.stringify(given)} at ${path.join('.')} instead of ${JSON.stringify(expected)}`;
  }

  #isNullRight(reach: Reach | undefined, path: ResponsePath): string | undefined {
    if (reach === undefined || reach.kind === 'sure') return `null at ${path.join('.')}, where nothing fails`;
    const isExplained = this.#answer.errors.some((error) => overlaps(path, error.path ?? []));
    return isExplained ? undefined : `null without an error at ${path.join('.')}`;
  }

  /** What of the value may make it null: a field that may not be null itself. */
  #worst(type: GraphQLOutputType, value: unknown, path: ResponsePath): Reach | undefined {
    const nullable = getNullableType(type);
    if (isListType(nullable) && Array.isArray(value)) {
      if (!isNonNullType(nullable.ofType)) return undefined;
      return value.map((item, index) => this.#worst(nullable.ofType, item, [...path, index])).find((reach) => reach !== undefined);
    }
    return isRecord(value) ? this.#worstIn(value, path) : undefined;
  }

  #worstIn(object: Record<string, unknown>, path: ResponsePath): Reach | undefined {
    for (const [key, value] of Object.entries(object)) {
      const at = [...path, key];
      const type = this.#fields.get(JSON.stringify(at))?.type;
      if (type === undefined || !isNonNullType(type)) continue;
      const reach = this.#fields.get(JSON.stringify(at))?.reach;
      if (reach !== undefined && reach.kind !== 'sure') return reach;
      const inner = this.#worst(type, value, at);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function beforeList(path: ResponsePath): ResponsePath {
  const list = path.findIndex((key) => typeof key === 'number');
  return list === -1 ? path : path.slice(0, list);
}

function isSame(one: ResponsePath, other: ResponsePath | undefined): boolean {
  return other !== undefined && one.length === other.length && startsWith(one, other);
}

function startsWith(path: ResponsePath, start: ResponsePath): boolean {
  return start.every((key, index) => path[index] === key);
}

function overlaps(one: ResponsePath, other: ResponsePath): boolean {
  return one.length < other.length ? startsWith(other, one) : startsWith(one, other);
}
