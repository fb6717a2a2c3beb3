// Headers that travel from the gateway to an agency, byte for byte as both sides must write them.

/** Identifies one client request across all agencies and logs. Opaque, at most 128 characters of [A-Za-z0-9._-]. */
export const REQUEST_ID_HEADER = 'x-request-id';

/**
 * Milliseconds the agency has left, as a positive integer. A duration, never an instant: the clocks
 * of two organisations differ. When it has passed, the agency stops working on the request.
 */
export const DEADLINE_HEADER = 'x-deadline-ms';
