// What gateway and agencies have agreed on for a signed call: an HTTP Message Signature (RFC 9421) with a
// Content-Digest of the body (RFC 9530). docs/signatures.md says the same to an implementer in another language.

import {
  AGENCY_HEADER,
  CALLER_HEADER,
  CASE_HEADER,
  CONSENT_HEADER,
  DEADLINE_HEADER,
  PURPOSE_HEADER,
  REQUEST_ID_HEADER,
} from '../headers.js';

/** Names of the registry "HTTP Signature Algorithms" (RFC 9421 §6.2). */
export const SIGNATURE_ALGORITHMS = ['ed25519', 'hmac-sha256'] as const;

export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** The parameter `tag` (RFC 9421 §2.3) by which our signature is found among others, and is told from signatures made for other ends. */
export const CALL_TAG = 'qaqpa-agency-call';

/** The label of the signature where we write it. Readers go by the tag. */
export const CALL_LABEL = 'qaqpa';

/** RFC 9421 §4.1 and §4.2, RFC 9530 §2. */
export const SIGNATURE_INPUT_HEADER = 'signature-input';
export const SIGNATURE_HEADER = 'signature';
export const CONTENT_DIGEST_HEADER = 'content-digest';

/** Fields that every call has and every signature covers. */
export const ALWAYS_SIGNED_FIELDS: readonly string[] = [CONTENT_DIGEST_HEADER, AGENCY_HEADER];

/**
 * Fields that a signature covers where the request has them, in the order in which we write them: all that
 * decides how the body is read, who asks, why, about which case, by which consent, and for how long.
 */
export const SIGNED_FIELDS: readonly string[] = [
  CONTENT_DIGEST_HEADER,
  'content-type',
  AGENCY_HEADER,
  CALLER_HEADER,
  PURPOSE_HEADER,
  CASE_HEADER,
  CONSENT_HEADER,
  DEADLINE_HEADER,
  REQUEST_ID_HEADER,
];

/** Seconds from `created` to `expires` that a signature may have at most, and has where we write it: time to wait for a connection, not to be kept. */
export const SIGNATURE_LIFETIME_S = 30;

/** Seconds by which the clocks of gateway and agency may differ, either way. */
export const CLOCK_TOLERANCE_S = 30;

/** Characters of a nonce: a UUID has 36. */
export const NONCE_LENGTH = { minimum: 16, maximum: 128 } as const;

/**
 * How the key id begins of every key that was made for development, also of the development issuer's. Everybody on a
 * developer's machine can read such a key, so production accepts nothing that is signed with one.
 */
export const DEVELOPMENT_KEY_PREFIX = 'dev-';

/**
 * `extensions.code` of an agency's answer, HTTP 401, to a call that is not signed as agreed. It is between the
 * gateway and the agency: clients never see it.
 */
export const UNSIGNED_REQUEST = 'UNSIGNED_REQUEST';
