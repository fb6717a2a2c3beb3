// Who may see a field, told apart from how the gateway finds it out.

import type { Caller } from '../../../schema/contract/Caller.js';
import { SCOPE, type FieldModel } from '../world/World.js';

export type OracleCaller = Caller | undefined;

export function maySee({ access }: FieldModel, caller: OracleCaller): boolean {
  switch (access) {
    case undefined:
      return true;
    case 'authenticated':
      return caller !== undefined;
    case 'scope':
      return caller?.scopes.includes(SCOPE) === true;
  }
}
