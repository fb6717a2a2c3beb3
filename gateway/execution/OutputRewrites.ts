// What the plan changes in an agency's answer before it is merged: keys that only the agency's operation
// needs (two fields of one name and different types cannot stand side by side) become data keys, and fixed
// values are set. Most fetches have no such changes, and then nothing is walked.

import type { FetchDataRewrite } from '@apollo/query-planner';
import { isRecord } from '../util/isRecord.js';
import type { DataPath } from './EntityPath.js';
import { setValues } from './setValues.js';

/** By the agency's key. */
type Renames = Map<string, Rename>;

interface Rename {
  dataKey: string;
  readonly inner: Renames;
}

const FRAGMENT = '... on ';

export class OutputRewrites {
  readonly #renames: Renames = new Map();
  readonly #valueSetters: readonly (FetchDataRewrite & { kind: 'ValueSetter' })[];
  readonly #areNone: boolean;

  /** @param rewrites the plan's `outputRewrites`; their paths begin at the root of the answer, or at an entity. */
  constructor(rewrites: readonly FetchDataRewrite[] = []) {
    for (const rewrite of rewrites) if (rewrite.kind === 'KeyRenamer') this.#rename(rewrite.path, rewrite.renameKeyTo);
    this.#valueSetters = rewrites.filter((rewrite) => rewrite.kind === 'ValueSetter');
    this.#areNone = rewrites.length === 0;
  }

  /** Mutates `value`: an answer, or one entity of it. */
  apply(value: unknown): void {
    if (this.#areNone) return;
    setValues(this.#valueSetters, value);
    applyRenames(this.#renames, value);
  }

  /** A path within the answer in data keys. */
  toDataPath(path: DataPath): DataPath {
    let renames: Renames | undefined = this.#renames;
    return path.map((step) => {
      if (typeof step === 'number') return step;
      const rename: Rename | undefined = renames?.get(step);
      renames = rename?.inner;
      return rename?.dataKey ?? step;
    });
  }

  #rename(path: readonly string[], dataKey: string): void {
    let renames = this.#renames;
    let rename: Rename | undefined;
    // The agency's keys differ where types do, so that the conditions on the way decide nothing more.
    for (const key of path.filter((step) => !step.startsWith(FRAGMENT))) {
      rename = renames.get(key);
      if (rename === undefined) renames.set(key, (rename = { dataKey: key, inner: new Map() }));
      renames = rename.inner;
    }
    if (rename !== undefined) rename.dataKey = dataKey;
  }
}

function applyRenames(renames: Renames, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) applyRenames(renames, item);
    return;
  }
  if (!isRecord(value)) return;
  const moved: [dataKey: string, value: unknown][] = [];
  for (const [key, { dataKey, inner }] of renames) {
    if (!Object.hasOwn(value, key)) continue;
    if (inner.size > 0) applyRenames(inner, value[key]);
    if (dataKey === key) continue;
    moved.push([dataKey, value[key]]);
    Reflect.deleteProperty(value, key);
  }
  // Only now: the data key of one field can be the agency's key of another.
  for (const [dataKey, each] of moved) value[dataKey] = each;
}
