// Who asks, why and by which consent, as admission has found it: what access is decided by.

import type { Caller } from '../../../schema/contract/Caller.js';
import type { Purpose } from '../../../schema/contract/purposes.js';

export interface Statement {
  /** Undefined where nobody is known to ask. */
  readonly caller: Caller | undefined;
  readonly purpose: Purpose | undefined;
  /** Reference of a consent, well formed; whether there is such a consent is not known. */
  readonly consent: string | undefined;
}
