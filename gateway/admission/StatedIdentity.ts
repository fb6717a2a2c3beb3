// What a request says of who asks and why, as it came through a door: nothing of it is believed yet.

export interface StatedIdentity {
  /** Every `authorization` header of the request, in order. None for an anonymous caller. Credentials: not for logs. */
  readonly authorizations: readonly string[];
  /** The header `x-purpose`; several of them joined by commas. */
  readonly purpose: string | undefined;
  /** The header `x-case-id`; several of them joined by commas. Not for logs. */
  readonly caseId: string | undefined;
  /** The header `x-consent`; several of them joined by commas. Not for logs. */
  readonly consent: string | undefined;
}

/** Of a request that says nothing of itself. */
export const NOTHING_STATED: StatedIdentity = { authorizations: [], purpose: undefined, caseId: undefined, consent: undefined };
