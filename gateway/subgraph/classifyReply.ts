// Judges what an agency sent: can the data be used, whose fault is it if not, and what does the breaker
// learn from it. An agency's response is outside data: nothing in it is believed before it is checked. Of its errors the
// code goes on, and how far the path leads along what was asked; never the message, which may name whoever is in the register.

import type { GraphQLFormattedError } from 'graphql';
import { isErrorCode, type ErrorCode } from '../../schema/contract/errorCodes.js';
import { UNSIGNED_REQUEST } from '../../schema/contract/signature/agreement.js';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import { isRecord, ownValue } from '../util/isRecord.js';
import { textKindOf, type TextKind } from '../util/TextKind.js';
import type { AgencyOperation } from './AgencyOperation.js';
import type { CallOutcome } from './breaker/Breaker.js';
import { CALL_ENDS, type FailedEnd } from './CallEnd.js';
import type { ConnectionFault } from './connectionFaultOf.js';
import type { HttpReply, ReceivedReply } from './postToAgency.js';
import { readRetryAfter } from './readRetryAfter.js';

/** A call that brought no data. */
export interface CallFailure {
  readonly end: FailedEnd;
  readonly code: ErrorCode;
  readonly outcome: CallOutcome;
  /** For the log: what was wrong. Holds nothing the agency sent. */
  readonly detail: string;
  /** The agency's own word on when to ask again. */
  readonly retryAfterMs?: number;
  /** Errors of the agency that the client may act on, such as BAD_USER_INPUT. */
  readonly errors: readonly GraphQLFormattedError[];
}

export type Verdict =
  | { readonly kind: 'failed'; readonly failure: CallFailure }
  | {
      readonly kind: 'usable';
      readonly data: Record<string, unknown>;
      /** See SubgraphResult. */
      readonly textKind: TextKind;
      readonly errors: readonly GraphQLFormattedError[];
      readonly outcome: CallOutcome;
    };

/** Codes by which an agency says that it is itself unwell; a client can do nothing about them. */
const UNWELL_CODES: ReadonlySet<string> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'OVERLOADED']);

/** Codes that blame the gateway's own request: the agency runs another schema than the one composed. */
const MISMATCH_CODES: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** Each becomes an object in the engine and a line for the client. Well agencies send one per failed field of a page. */
const MAX_ERRORS = 1_000;

const FAULTS: Readonly<Record<ConnectionFault, readonly [end: FailedEnd, detail: string]>> = {
  noAddress: ['noAddress', 'its name could not be resolved'],
  refused: ['connectionRefused', 'it refused the connection'],
  notConnected: ['notConnected', 'no connection came about in time'],
  certificate: ['certificate', 'its certificate, or TLS with it, does not fit'],
  cutOff: ['cutOff', 'the connection broke before the answer was there'],
  notHttp: ['notHttp', 'what it sent is no HTTP'],
  unknown: ['unreachable', 'it could not be reached'],
};

/** What was asked, as far as an answer has to fit it. */
export interface AskedOfAgency {
  readonly agency: string;
  readonly operation: Pick<AgencyOperation, 'responseKeys' | 'argumentPlaces'>;
  /** Number of representations sent, or undefined where the request is no entity fetch. */
  readonly entityCount: number | undefined;
}

export function classifyReply(reply: HttpReply, asked: AskedOfAgency): Verdict {
  switch (reply.kind) {
    case 'timedOut':
      return failed('timedOut', 'no complete answer in time');
    case 'abandoned':
      return failed('callerLeft', 'nobody waited for the answer any more');
    case 'tooLarge':
      return failed('tooLarge', 'the answer is larger than allowed');
    case 'encoded':
      return failed('encoded', 'the answer is compressed, which was not asked for');
    case 'unreachable': {
      const [end, detail] = FAULTS[reply.fault];
      return failed(end, `${detail}: ${reply.reason}`);
    }
    case 'received':
      return classifyReceived(reply, asked);
  }
}

function classifyReceived({ status, retryAfter, body, isAscii }: ReceivedReply, asked: AskedOfAgency): Verdict {
  const { entityCount } = asked;
  const retryAfterMs = readRetryAfter(retryAfter);
  if (status >= 500) return failed('serverError', `HTTP ${status}`, { retryAfterMs });
  if (status >= 300 && status < 400) return failed('redirect', `HTTP ${status}: it sends elsewhere, and no redirect is followed`);
  if (status === 429) return failed('rateLimited', 'HTTP 429', { retryAfterMs });

  const response = parseJson(body);
  if (!isRecord(response)) return failed('badResponse', `HTTP ${status} without a JSON object`);
  const rawErrors = ownValue(response, 'errors') ?? [];
  if (!Array.isArray(rawErrors) || !rawErrors.every(isRecord)) {
    return failed('badResponse', 'errors is no list of objects');
  }
  if (rawErrors.length > MAX_ERRORS) return failed('badResponse', `more than ${MAX_ERRORS} errors`);
  const codes = rawErrors.map(codeOf);
  // Between the gateway and the agency: whether keys or clocks are wrong, the agency is well, and no client can mend it.
  if (status === 401 && codes.includes(UNSIGNED_REQUEST)) {
    return failed('signatureRefused', "HTTP 401: the agency does not accept the gateway's signature; its own log says why");
  }
  const errors = rawErrors.map((error) => toSafeError(error, asked));

  const data = ownValue(response, 'data');
  if (isRecord(data)) {
    const shape = entityCount === undefined ? undefined : entityProblem(data, entityCount);
    if (shape !== undefined) return failed('badResponse', shape);
    return { kind: 'usable', data, textKind: textKindOf(body, isAscii), errors, outcome: codes.some(isUnwell) ? 'failure' : 'success' };
  }
  if (data !== undefined && data !== null) return failed('badResponse', 'data is no object');
  if (errors.length === 0) return failed('badResponse', `HTTP ${status} with neither data nor errors`);
  // The whole request failed inside the agency. An error without a code is one it did not foresee.
  if (codes.some((code) => code === undefined || isUnwell(code))) {
    return failed('agencyError', 'the agency reports an internal error', { retryAfterMs });
  }
  if (codes.some((code) => code !== undefined && MISMATCH_CODES.has(code))) {
    return failed('schemaMismatch', 'the agency does not know the operation: its schema differs from the composed one');
  }
  return failed('refusedByAgency', 'the agency refused the request', { errors });
}

/** `_entities` must be a list with one entry, an object or null, per representation (federation, `_entities`). */
function entityProblem(data: Record<string, unknown>, entityCount: number): string | undefined {
  const entities = ownValue(data, '_entities');
  if (!Array.isArray(entities)) return '_entities is no list';
  if (entities.length !== entityCount) return `_entities has ${entities.length} entries for ${entityCount} representations`;
  return entities.every((entity) => entity === null || isRecord(entity)) ? undefined : '_entities holds something that is no object';
}

/** What is said for a code that the registry does not have. */
export const AGENCY_REFUSAL = 'The agency refuses this.';

/**
 * What a client may see of an agency's error: where it is, its code, with the code's fixed text, and which of the arguments
 * that were given is wrong. An agency's own words
 * may hold anything (a stack, an address, a person that the caller never asked about), and none of it can be told apart.
 */
function toSafeError(error: Record<string, unknown>, { agency, operation }: AskedOfAgency): GraphQLFormattedError {
  const path = readPath(ownValue(error, 'path'), operation.responseKeys);
  const located = path === undefined ? {} : { path };
  const code = codeOf(error);
  if (code === undefined || isUnwell(code) || MISMATCH_CODES.has(code)) {
    const shown: ErrorCode = code !== undefined && MISMATCH_CODES.has(code) ? 'SUBGRAPH_BAD_RESPONSE' : 'SUBGRAPH_REQUEST_FAILED';
    return { message: ERROR_REGISTRY[shown].message, ...located, extensions: { code: shown, agency } };
  }
  const message = isErrorCode(code) ? ERROR_REGISTRY[code].message : AGENCY_REFUSAL;
  const argument = extensionOf(error, 'argument');
  const isGiven = typeof argument === 'string' && operation.argumentPlaces.has(argument);
  return { message, ...located, extensions: { code, agency, ...(isGiven && { argument }) } };
}

/** As far as it leads along what was asked; undefined for what is no path. */
function readPath(path: unknown, responseKeys: ReadonlySet<string>): (string | number)[] | undefined {
  if (!Array.isArray(path) || !path.every((key) => typeof key === 'string' || typeof key === 'number')) return undefined;
  const strangeAt = path.findIndex((key) => (typeof key === 'number' ? !isIndex(key) : !responseKeys.has(key)));
  return strangeAt === -1 ? path : path.slice(0, strangeAt);
}

/** No list that could arrive is as long as a person's number is. */
function isIndex(key: number): boolean {
  return Number.isInteger(key) && key >= 0 && key < 100_000_000;
}

/** Capitals and underscores, and at the end up to three digits: nothing by which a person could be meant. */
const CODE = /^[A-Z][A-Z_]{0,60}\d{0,3}$/;

function codeOf(error: Record<string, unknown>): string | undefined {
  const code = extensionOf(error, 'code');
  return typeof code === 'string' && CODE.test(code) ? code : undefined;
}

function extensionOf(error: Record<string, unknown>, name: string): unknown {
  const extensions = ownValue(error, 'extensions');
  return isRecord(extensions) ? ownValue(extensions, name) : undefined;
}

function isUnwell(code: string | undefined): boolean {
  return code !== undefined && UNWELL_CODES.has(code);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function failed(
  end: FailedEnd,
  detail: string,
  more: { retryAfterMs?: number | undefined; errors?: readonly GraphQLFormattedError[] } = {},
): Verdict {
  const { retryAfterMs, errors = [] } = more;
  const { code, outcome } = CALL_ENDS[end];
  return { kind: 'failed', failure: { end, code, outcome, detail, errors, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}
