// With whose eyes a request sees the register.

import type { Caller } from '../../../schema/contract/Caller.js';

export type Viewer =
  /** Nobody is told apart: the agency's own work, and development where no caller is verified. */
  | { readonly kind: 'everybody' }
  /** What this caller may see; undefined for a request of nobody who is known. */
  | { readonly kind: 'caller'; readonly caller: Caller | undefined };

export const EVERYBODY: Viewer = { kind: 'everybody' };
