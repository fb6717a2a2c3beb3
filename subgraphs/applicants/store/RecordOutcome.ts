// What became of an attempt to record something about a breach. It is kept under the idempotency key, so it names the
// breach and copies nothing of it.

import type { RefusalCode } from '../model.js';

export type RecordOutcome = { readonly kind: 'recorded'; readonly breachId: string } | { readonly kind: 'refused'; readonly codes: readonly RefusalCode[] };
