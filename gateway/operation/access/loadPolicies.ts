// The policies of an installation: an ES module of its own, each of whose exports is a policy of that name.
//
//   const officeHours = (caller) => caller !== undefined && isWorkingHour(new Date());
//   export { officeHours as 'office-hours' };

import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Caller } from '../../../schema/contract/Caller.js';
import { StartUpError } from '../../errors/StartUpError.js';
import type { Policies, Policy } from './Policy.js';

export const NO_POLICIES: Policies = new Map();

/**
 * @param onFault hears when a policy throws, which counts as not fulfilled.
 * @throws {StartUpError} where the file is no such module.
 */
export async function loadPolicies(file: string, onFault: (policy: string, thrown: unknown) => void): Promise<Policies> {
  let module: Record<string, unknown>;
  try {
    // Node keeps a module for ever under its address: a file that was changed has another, one that was not is the same.
    module = (await import(`${pathToFileURL(file).href}?changed=${statSync(file).mtimeMs}`)) as Record<string, unknown>;
  } catch (error) {
    throw new StartUpError(`${file}: the policies cannot be loaded (${error instanceof Error ? error.message.split('\n', 1)[0] : 'no module'})`, { cause: error });
  }
  return new Map(
    Object.entries(module).map(([name, policy]) => {
      if (typeof policy !== 'function') throw new StartUpError(`${file}: a policy is a function of the caller, and "${name}" is none`);
      return [name, guarded(name, policy as (caller: Caller | undefined) => unknown, onFault)];
    }),
  );
}

/** Only a plain `true` fulfils: a promise, for one, would be taken for it. */
function guarded(name: string, policy: (caller: Caller | undefined) => unknown, onFault: (policy: string, thrown: unknown) => void): Policy {
  return (caller) => {
    try {
      return policy(caller) === true;
    } catch (error) {
      onFault(name, error);
      return false;
    }
  };
}
