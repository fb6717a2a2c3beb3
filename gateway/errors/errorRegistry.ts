// Every error code that may leave the gateway, defined once: the HTTP status it has when it fails a
// whole request, the message a client may see, its cause, and what the operator does about it.
// docs/errors.md is the reader's view of this table; a test compares the two in both directions.

import type { ErrorCode } from '../../schema/contract/errorCodes.js';

/** Who can mend it: decides whether details may be shown and whose metric it counts in. */
export type ErrorParty = 'client' | 'agency' | 'gateway';

export interface ErrorDefinition {
  readonly party: ErrorParty;
  /** HTTP status where the code fails a request before execution, under `application/graphql-response+json`. */
  readonly httpStatus: number;
  /** Fixed text, safe for every client. Values belong in log fields and extensions. */
  readonly message: string;
  /** Why it happens, for the reader of a log or of the documentation. */
  readonly cause: string;
  /** What the operator, or the author of the request, does next. */
  readonly nextStep: string;
}

export const ERROR_REGISTRY: Readonly<Record<ErrorCode, ErrorDefinition>> = {
  GRAPHQL_PARSE_FAILED: {
    party: 'client',
    httpStatus: 400,
    message: 'The document is not GraphQL.',
    cause: 'The text of the query does not follow the grammar of GraphQL.',
    nextStep: 'The author corrects the document at the given line and column.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    party: 'client',
    httpStatus: 400,
    message: 'The document does not fit the schema.',
    cause: 'A field, argument or type does not exist, an answer of an agency is selected without its status, or introspection is switched off.',
    nextStep: 'The author corrects the document; the message names the place and, for a missing status, the corrected selection.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    party: 'client',
    httpStatus: 400,
    message: 'The operation to run cannot be told.',
    cause: 'The document holds no operation, several without operationName, or none of that name.',
    nextStep: 'The author sends operationName, equal to the name of one operation in the document.',
  },
  BAD_USER_INPUT: {
    party: 'client',
    httpStatus: 400,
    message: 'The request is not acceptable.',
    cause: 'The request is not GraphQL over HTTP, is too large, or a variable does not fit its type.',
    nextStep: 'The author corrects the request; the message names the parameter or variable.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    party: 'client',
    httpStatus: 404,
    message: 'No persisted operation has this id.',
    cause: 'The request names a document by an id that the manifest of persisted operations lacks. Sending the text with its hash does not add it.',
    nextStep: "The author sends the whole document, where the gateway runs any; the operator brings the manifest up to date with the client's release.",
  },
  OPERATION_NOT_ALLOWED: {
    party: 'client',
    httpStatus: 403,
    message: 'The operation may not be run here.',
    cause: 'The gateway runs only persisted operations, and the document is none of them.',
    nextStep: 'The author has the document added to the manifest; an operator who wants any document to be run sets persistedOperations.mode.',
  },
  OPERATION_TOO_COMPLEX: {
    party: 'client',
    httpStatus: 400,
    message: 'The operation asks for too much at once.',
    cause: 'The operation is deeper, wider or costlier than the gateway allows, needs more calls to agencies, asks about more entities in one call, or takes too long to plan. The message names limit and finding.',
    nextStep: 'The author asks for less at once: fewer fields, smaller pages; raise the limit (limits, maxFetchesPerOperation, maxEntitiesPerFetch, planning) only where the work is honest.',
  },
  RATE_LIMITED: {
    party: 'client',
    httpStatus: 429,
    message: 'Too many requests in a short time.',
    cause: 'The caller, or the address that the request came from, has sent more requests in this minute than it may.',
    nextStep: 'The author waits as long as retry-after says. Where many clients share one address, or a proxy stands in between, the operator sets trustedProxies or rateLimit.',
  },
  UNAUTHENTICATED: {
    party: 'client',
    httpStatus: 401,
    message: 'The access token is not accepted.',
    cause: 'The request carries an authorization that is no valid access token of an issuer that the gateway knows: expired, of another audience, not signed by the issuer, or no bearer token at all.',
    nextStep: 'The client gets a new access token from its issuer; the log has the reason under the request id. Where all tokens are refused, look whether the keys of the issuer can be fetched.',
  },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    party: 'client',
    httpStatus: 403,
    message: 'You may not see this field.',
    cause: 'The caller lacks what the schema demands of who sees the field or its type: to be known, a scope, a policy; or the operation asks for the schema where that is open to callers with the scope ops alone (introspection: role).',
    nextStep: 'The author leaves the field out, or asks with a token that has the scopes which the schema names; extensions.field names the field.',
  },
  PURPOSE_REQUIRED: {
    party: 'client',
    httpStatus: 403,
    message: 'Reading personal data needs a purpose.',
    cause: 'The operation reads personal data without a purpose that is open to the caller, or data of other state systems without the reference of a consent; or, with status 400, x-purpose is none of the stated purposes, x-case-id or x-consent is not well formed, or a purpose that concerns a case comes without one.',
    nextStep: 'The author sends x-purpose with one of the purposes, for work on a case x-case-id with its id, and for data of other state systems x-consent with the reference of the consent; the message says which is missing or wrong.',
  },
  OVERLOADED: {
    party: 'gateway',
    httpStatus: 503,
    message: 'The gateway has too much to do.',
    cause: 'As many requests are under way as load.maxInFlight allows, or the event loop is later than load.maxEventLoopDelayMs; or more new operations wait to be planned than planning.maxQueued allows, while those that are known are answered.',
    nextStep: 'The client tries again after retry-after. The log says for want of what: start another gateway beside this one; where it is planning, variables instead of values in the text make one operation of many, and planning.workers plan more at a time.',
  },
  REQUEST_TIMEOUT: {
    party: 'gateway',
    httpStatus: 504,
    message: 'The request was not finished in its time.',
    cause: 'The deadline of the whole request passed before an answer could be put together.',
    nextStep: 'Look at extensions.agencies and the log of the request for the slow agency; check the load of the gateway.',
  },
  SUBGRAPH_REQUEST_FAILED: {
    party: 'agency',
    httpStatus: 502,
    message: 'The agency could not be reached or failed.',
    cause: 'The connection was refused or broken, the agency answered with HTTP 5xx, or it reported an internal error.',
    nextStep: "Check that the agency's process is alive and its address is right, then its own log by the request id.",
  },
  SUBGRAPH_REQUEST_TIMEOUT: {
    party: 'agency',
    httpStatus: 504,
    message: 'The agency did not answer in time.',
    cause: 'The agency did not answer within its own limit or within what was left of the request.',
    nextStep: "Check the agency's load and database; raise agencies.<name>.timeoutMs only if its answers are slow by nature.",
  },
  SUBGRAPH_CIRCUIT_BREAKER_REJECTED: {
    party: 'agency',
    httpStatus: 503,
    message: 'The agency is not asked at present, because its last answers failed.',
    cause: 'The breaker of the agency is open: too many of its recent calls failed.',
    nextStep: 'Mend the agency; the breaker tries again by itself at retryAt and closes when a call succeeds.',
  },
  SUBGRAPH_OVERLOADED: {
    party: 'agency',
    httpStatus: 503,
    message: 'The agency has as many questions of this gateway as it may have at one time.',
    cause: 'As many calls of this class are under way at the agency as agencies.<name>.maxInFlight allows; this one was not sent.',
    nextStep: 'Look whether the agency has become slow: its calls pile up then. Raise maxInFlight only where it answers in time and has room.',
  },
  SUBGRAPH_IN_MAINTENANCE: {
    party: 'agency',
    httpStatus: 503,
    message: 'The agency is under announced maintenance.',
    cause: 'The agency has said that it will not answer at this time (agencies.<name>.maintenance); it was not called.',
    nextStep: 'Nothing, until retryAt. Where the agency is back early, the operator takes the window out of the configuration file; it takes effect at once.',
  },
  SUBGRAPH_BAD_RESPONSE: {
    party: 'agency',
    httpStatus: 502,
    message: 'The agency answered with something that cannot be used.',
    cause: 'The body was no JSON, not a GraphQL response, too large, compressed, a redirect, had too few or too many entities, or lacked a promised answer.',
    nextStep: "Compare the agency's running version with its committed schema; call it directly with the logged operation name.",
  },
  INTERNAL_SERVER_ERROR: {
    party: 'gateway',
    httpStatus: 500,
    message: 'The gateway failed.',
    cause: 'A fault of the gateway itself.',
    nextStep: 'Find the log entry by the request id; it carries the stack. Report it.',
  },
};
