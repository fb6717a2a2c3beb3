// The port by which admission asks who a token belongs to.

import type { Caller } from '../../../schema/contract/Caller.js';
import type { RefusalReason } from './RefusalReason.js';

export type Verification =
  /** Frozen; the same object for the same token as long as it is remembered. */
  { readonly kind: 'verified'; readonly caller: Caller } | { readonly kind: 'refused'; readonly reason: RefusalReason };

export interface TokenVerifier {
  /** Never rejects. */
  verify(token: string): Promise<Verification>;
  /** Fetches the keys of every issuer; resolves also where one cannot be reached. @throws {StartUpError} for keys that may not be used here. */
  begin(): Promise<void>;
  /** Releases the connections to issuers. */
  close(): Promise<void>;
}
