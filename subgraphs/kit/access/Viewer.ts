// With whose eyes a request sees the register.

import type { Caller } from '../../../schema/contract/Caller.js';
import { Admitted } from './Admitted.js';

export type Viewer =
  /** Nobody is told apart: the agency's own work, and development where no caller is verified. */
  | { readonly kind: 'everybody' }
  | CallerViewer;

/** Sees what this caller may see. */
export interface CallerViewer {
  readonly kind: 'caller';
  /** Undefined for a request of nobody who is known. */
  readonly caller: Caller | undefined;
  readonly admitted: Admitted;
}

export const EVERYBODY: Viewer = { kind: 'everybody' };

/** For one request. */
export function viewerOf(caller: Caller | undefined): CallerViewer {
  return { kind: 'caller', caller, admitted: new Admitted() };
}
