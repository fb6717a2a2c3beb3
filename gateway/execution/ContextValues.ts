// Arguments that an agency takes from the objects around an entity (@fromContext). The plan says for each
// variable where its value stands, as a path that climbs before it descends:
//
//   entities at account.orders.@.item, path ["..", "..", "... on Account", "currency"]
//   one step up from an item is its order, two steps up the account: its currency is the value
//
// A step up leaves one field behind, together with the list items that it led through.

import type { FetchDataKeyRenamer } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isRecord } from '../util/isRecord.js';
import { typeFits } from './typeFits.js';

interface ContextPath {
  readonly variable: string;
  readonly stepsUp: number;
  readonly down: readonly string[];
}

const UP = '..';
const FRAGMENT = '... on ';

export class ContextValues {
  readonly #schema: GraphQLSchema;
  readonly #paths: readonly ContextPath[];

  /** @param rewrites the plan's `contextRewrites`. */
  constructor(schema: GraphQLSchema, rewrites: readonly FetchDataKeyRenamer[]) {
    this.#schema = schema;
    this.#paths = rewrites.map(({ path, renameKeyTo }) => {
      const stepsUp = path.findIndex((step) => step !== UP);
      const up = stepsUp === -1 ? path.length : stepsUp;
      return { variable: renameKeyTo, stepsUp: up, down: path.slice(up) };
    });
  }

  /**
   * The values for one entity, by variable; null where nothing stands there.
   * @param ancestors of the entity, outermost first.
   */
  of(entity: Record<string, unknown>, ancestors: readonly Record<string, unknown>[]): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const { variable, stepsUp, down } of this.#paths) {
      const start = stepsUp === 0 ? entity : ancestors.at(-stepsUp);
      // Several paths can lead to one variable, each for another type around the entity.
      values[variable] ??= this.#read(start, down) ?? null;
    }
    return values;
  }

  #read(value: unknown, path: readonly string[]): unknown {
    const [step, ...rest] = path;
    if (step === undefined) return value;
    if (Array.isArray(value)) return value.map((item) => this.#read(item, path) ?? null);
    if (!isRecord(value)) return undefined;
    if (!step.startsWith(FRAGMENT)) return Object.hasOwn(value, step) ? this.#read(value[step], rest) : undefined;
    const typename = Object.hasOwn(value, '__typename') ? value['__typename'] : undefined;
    const fits = typeof typename !== 'string' || typeFits(this.#schema, typename, step.slice(FRAGMENT.length));
    return fits ? this.#read(value, rest) : undefined;
  }
}
