// Rules that an installation names itself, for `@policy(policies: [["office-hours"]])`.

import type { Caller } from '../../../schema/contract/Caller.js';

/** Whether the policy is fulfilled for the caller, undefined where nobody is known to ask. Must not throw, and decides at once. */
export type Policy = (caller: Caller | undefined) => boolean;

/** By the name that schemas use. */
export type Policies = ReadonlyMap<string, Policy>;
