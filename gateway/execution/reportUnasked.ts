// An object that nobody can be asked about, since its key or what else the agency needs has failed, stays without the
// fields that were to come: and a field that is not there is written as null. The failure may be out of the client's
// sight, who did not ask for keys; so it is told of each field that is missing for it.
//
//   film.code fails at `archive`  →  no call about the film at `shop`, which needs the code  →  film.price is null because of `archive`
//
// Where nothing has failed nothing is done: then an object is not asked about because it has no key, or is of another type.

import type { AgencyCall } from './AgencyCall.js';
import { askedPaths } from './askedPaths.js';
import type { EntitySource } from './Asking.js';
import type { DataPath } from './EntityPath.js';
import type { DataError } from './Execution.js';
import { withPath } from './fetchErrors.js';
import type { OutputRewrites } from './OutputRewrites.js';
import type { Run } from './Run.js';

interface UnaskedFetch {
  readonly call: AgencyCall;
  readonly rewrites: OutputRewrites;
  readonly sources: readonly EntitySource[];
}

/** @param asked the objects that the agency is asked about. */
export function reportUnasked({ call, rewrites, sources }: UnaskedFetch, asked: ReadonlySet<object>, { tree, errors }: Run): void {
  if (errors.length === 0) return;
  const failures = failuresByField(errors);
  let missing: readonly DataPath[] | undefined;
  for (const { path, representation } of sources) {
    const { neededKeys } = representation;
    path.visit(tree, (object, _ancestors, at) => {
      if (asked.has(object)) return;
      const failure = neededKeys.map((key) => failures.get(nameOf([...at, key]))).find((found) => found !== undefined);
      if (failure === undefined) return;
      missing ??= askedPaths(call.operation).map((keys) => rewrites.toDataPath(keys));
      errors.push({ ...withPath(failure, at), missing });
    });
  }
}

/** The fields at which something failed, or on the way to that. */
function failuresByField(errors: readonly DataError[]): ReadonlyMap<string, DataError> {
  const failures = new Map<string, DataError>();
  const add = (path: DataPath, error: DataError) => {
    for (let length = path.length; length > 0; length -= 1) {
      const name = nameOf(path.slice(0, length));
      // What is known of a field is known of the way to it.
      if (failures.has(name)) return;
      failures.set(name, error);
    }
  };
  for (const error of errors) {
    const { path = [], alongside, missing = [] } = error;
    for (const keys of missing) add([...path, ...keys], error);
    if (missing.length === 0) add(path, error);
    for (const key of alongside?.keys ?? []) add([...path.slice(0, alongside?.depth), key], error);
  }
  return failures;
}

function nameOf(path: DataPath): string {
  return JSON.stringify(path);
}
