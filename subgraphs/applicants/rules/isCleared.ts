// Whether the authorities have consented. No permanent residence without a positive agreement of the
// national security bodies (Law on Migration, Art. 49, wording of 2017).

import type { Evidence } from '../model.js';

/**
 * True where the authorities have spoken and said CLEARED, and for nothing else: not for silence, delay, a refused look, an
 * agency that is down, or a register that knows nothing of the case.
 */
export function isCleared(clearance: Evidence['clearance']): boolean {
  return clearance?.status === 'ANSWERED' && clearance.outcome === 'CLEARED';
}
