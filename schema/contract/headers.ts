// Headers that travel from the gateway to an agency, byte for byte as both sides must write them.

/** Identifies one client request across all agencies and logs: what `isRequestId` accepts. Clients may send one of their own to the gateway. */
export const REQUEST_ID_HEADER = 'x-request-id';

/**
 * Guard for what stands in logs: a UUID of version 4 or 7 (RFC 9562 §5.4, §5.7). Freer forms would let a person's number
 * or name through, which people have used to find their requests again. Neither is one whose last group is twelve decimal
 * digits, as an IIN or BIN is; of random UUIDs that is one in 280.
 */
export function isRequestId(text: unknown): text is string {
  return typeof text === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-(?!\d{12}$)[0-9a-f]{12}$/i.test(text);
}

/**
 * Milliseconds the agency has left, as a positive integer. Clients send it to the gateway under the same name, where
 * they will wait for less or more than it gives them otherwise. A duration, never an instant: the clocks
 * of two organisations differ. When it has passed, the agency stops working on the request.
 */
export const DEADLINE_HEADER = 'x-deadline-ms';

/** Who asks: Caller.ts says what stands in it. Left out where nobody is known to ask. */
export const CALLER_HEADER = 'x-caller';

/** Why: one of purposes.ts. Clients send it to the gateway under the same name. */
export const PURPOSE_HEADER = 'x-purpose';

/** The id of the case that the work is for: what `isCaseId` accepts. Clients send it to the gateway under the same name. */
export const CASE_HEADER = 'x-case-id';

/** Guard for what a client sends: at most 128 characters of [A-Za-z0-9._-], so that it can break neither a header nor a log line. */
export function isCaseId(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,128}$/.test(text);
}

/**
 * Reference of the consent by which data held by other state systems is read, as the state service that controls access to
 * personal data gave it. Clients send it to the gateway under the same name. Opaque: neither the gate nor an agency can tell
 * whether there is such a consent, what it covers, or whether it still holds.
 */
export const CONSENT_HEADER = 'x-consent';

/**
 * Guard for what a client sends: 1 to 256 characters, those of a bearer token (RFC 6750 §2.1) and the colon, so that it can
 * break neither a header nor a log line. The form that the service gives its references is not public; this one takes UUIDs,
 * numbers, URNs and base64 alike.
 */
export function isConsentReference(text: string): boolean {
  return /^[A-Za-z0-9._~+/=:-]{1,256}$/.test(text);
}

/** Name of the agency that the request is meant for, so that a request signed for one is worthless at another. */
export const AGENCY_HEADER = 'x-agency';
