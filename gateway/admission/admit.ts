// Who may come in, and as whom: the ordered table of checks that a request passes before anything in it is read.
// Each check stands in a file of its own.

import type { Exchange } from '../Exchange.js';
import type { AdmissionCheck } from './AdmissionCheck.js';
import { authenticate } from './authenticate.js';
import type { TokenVerifier } from './identity/TokenVerifier.js';
import { limitCaller, type CallerLimitOptions } from './limitCaller.js';
import { readPurpose } from './readPurpose.js';
import type { StatedIdentity } from './StatedIdentity.js';

/** All checks, in order. @throws {ClientError} the refusal of the first check that refuses. */
export type Admit = (stated: StatedIdentity, exchange: Exchange) => Promise<void>;

export interface AdmissionParts extends CallerLimitOptions {
  /** Undefined where no issuer is configured: then every caller is anonymous. */
  readonly tokenVerifier: TokenVerifier | undefined;
}

export function createAdmission({ tokenVerifier, ...callerLimit }: AdmissionParts): Admit {
  const checks: readonly AdmissionCheck[] = [
    authenticate(tokenVerifier), // 401 UNAUTHENTICATED: who it is comes first, so that later refusals are known to be whose
    limitCaller(callerLimit), //    429 RATE_LIMITED: as soon as it is known whose request it is, before anything is done for it
    readPurpose, //                 400 PURPOSE_REQUIRED
  ];
  return async (stated, exchange) => {
    for (const check of checks) await check(stated, exchange);
  };
}
