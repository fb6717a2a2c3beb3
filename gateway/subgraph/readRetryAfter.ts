// An agency's own word on when to ask again (RFC 9110 §10.2.3).

/**
 * In milliseconds; undefined where nothing is said, or something else. Seconds form only: a date would compare two
 * organisations' clocks.
 */
export function readRetryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}
