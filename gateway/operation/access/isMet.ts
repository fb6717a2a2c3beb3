// Whether a caller is, has or fulfils what a type or a field needs. What cannot be told is not met.

import type { Caller } from '../../../schema/contract/Caller.js';
import type { Need } from '../../supergraph/AccessRules.js';
import type { Policies } from './Policy.js';

export function isMet(need: Need, caller: Caller | undefined, policies: Policies): boolean {
  switch (need.kind) {
    case 'authenticated':
      return caller !== undefined;
    case 'scopes':
      return caller !== undefined && need.anyOf.some((all) => all.every((scope) => caller.scopes.includes(scope)));
    case 'policies':
      return need.anyOf.some((all) => all.every((name) => policies.get(name)?.(caller) === true));
  }
}
