// With whose eyes a request sees the register.

import type { Caller } from '../../../schema/contract/Caller.js';
import type { Purpose } from '../../../schema/contract/purposes.js';
import { SCOPES } from '../../../schema/contract/scopes.js';
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

/**
 * For one request. Who says that they look at what is held about themselves sees no more than that, whatever else they
 * may: the gate asks nobody for a consent to it.
 */
export function viewerOf(caller: Caller | undefined, purpose?: Purpose): CallerViewer {
  return { kind: 'caller', caller: purpose === 'own-data' ? asPerson(caller) : caller, admitted: new Admitted() };
}

function asPerson(caller: Caller | undefined): Caller | undefined {
  if (caller === undefined) return undefined;
  const { issuer, subject, scopes, applicantId } = caller;
  return { issuer, subject, scopes: scopes.filter((scope) => scope === SCOPES.readOwn), regions: [], ...(applicantId !== undefined && { applicantId }) };
}
