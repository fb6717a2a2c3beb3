// The guard at an agency's GraphQL endpoint. It meets every call twice: when its header fields are there, and
// again when its body is; only then does anybody parse anything. What is refused gets the same words whatever the
// reason, which stands in the agency's log.

import { GraphQLError } from 'graphql';
import type { AgencyName } from '../../../schema/contract/AgencyName.js';
import { SIGNED_FIELDS, SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER, UNSIGNED_REQUEST } from '../../../schema/contract/signature/agreement.js';
import { isContentDigestOf } from '../../../schema/contract/signature/contentDigest.js';
import type { Clock } from '../time/Clock.js';
import { readCallIdentity, type CallIdentity } from './CallIdentity.js';
import { NonceMemory } from './NonceMemory.js';
import { isRefusal, type Refusal } from './Refusal.js';
import type { TrustedKeys } from './TrustedKeys.js';
import { verifyCall, type VerifiedCall } from './verifyCall.js';

/** Whose calls the agency answers. */
export type CallPolicy =
  /** Signed ones. */
  | { readonly kind: 'signed'; readonly keys: Pick<TrustedKeys, 'find'> }
  /** Everybody's, whose word is taken for who asks and why. Development only. */
  | { readonly kind: 'open' };

/** The request line and header fields of a call, as node has them. */
export interface CallHead {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Names and values by turns, with every repetition. */
  readonly rawHeaders: readonly string[];
}

/** A call whose head was accepted. */
export interface AdmittedCall {
  readonly kind: 'admitted';
  readonly identity: CallIdentity;
  /** Undefined where calls need no signature. */
  readonly verified: VerifiedCall | undefined;
}

/** Fields that may stand in a request once only: of two, each side could take another. */
const LONE_FIELDS: ReadonlySet<string> = new Set([...SIGNED_FIELDS, SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER]);

/** The body of the answer to a call that is refused. */
export const REFUSAL_BODY = {
  errors: [new GraphQLError('The request is not signed as agreed.', { extensions: { code: UNSIGNED_REQUEST } }).toJSON()],
};

export class CallGuard {
  readonly #agency: AgencyName;
  readonly #policy: CallPolicy;
  readonly #clock: Clock;
  readonly #nonces = new NonceMemory();

  constructor(agency: AgencyName, policy: CallPolicy, clock: Clock) {
    this.#agency = agency;
    this.#policy = policy;
    this.#clock = clock;
  }

  /** Judges a call by its head. */
  admit({ method = '', url = '', rawHeaders }: CallHead): AdmittedCall | Refusal {
    const fields = readLoneFields(rawHeaders);
    if (fields === undefined) return { kind: 'refused', reason: 'a header field stands there twice' };
    let verified: VerifiedCall | undefined;
    if (this.#policy.kind === 'signed') {
      const verdict = verifyCall({ method, target: url, fields }, { agency: this.#agency, keys: this.#policy.keys, now: this.#now() });
      if (isRefusal(verdict)) return verdict;
      verified = verdict;
    }
    const identity = readCallIdentity(fields);
    return isRefusal(identity) ? identity : { kind: 'admitted', identity, verified };
  }

  /**
   * Judges the body of a call whose head was admitted. Its nonce is used up only here: who has sent a head with
   * another body has not used up the call.
   */
  accept({ verified }: AdmittedCall, body: Uint8Array): Refusal | undefined {
    if (verified === undefined) return undefined;
    if (!isContentDigestOf(verified.contentDigest, body)) return { kind: 'refused', reason: 'the body is not the one that was signed' };
    switch (this.#nonces.remember(verified.nonce, verified.acceptableUntil, this.#now())) {
      case 'new':
        return undefined;
      case 'seen':
        return { kind: 'refused', reason: 'it was sent before' };
      case 'full':
        return { kind: 'refused', reason: 'more calls than can be remembered: whether it was sent before cannot be told' };
    }
  }

  #now(): number {
    return Math.floor(this.#clock.now().getTime() / 1_000);
  }
}

/** The fields that count here, by name in lower case; undefined where one stands there twice. */
function readLoneFields(rawHeaders: readonly string[]): Record<string, string> | undefined {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (!LONE_FIELDS.has(name)) continue;
    if (fields[name] !== undefined) return undefined;
    fields[name] = rawHeaders[index + 1] ?? '';
  }
  return fields;
}
