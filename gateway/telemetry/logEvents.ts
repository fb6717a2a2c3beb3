// From events of the stages to log lines: a fixed message, values in fields. Each field is of a closed kind: a code of
// ours, a number, a name from configuration. What a client or an agency may have chosen freely is left out, since people
// have put citizens' numbers and names everywhere: an operation is named where the manifest knows it, and a code of an
// agency's own is told as such.

import type { IssuerKeysEvent } from '../admission/identity/IssuerKeys.js';
import { isErrorCode } from '../../schema/contract/errorCodes.js';
import { ClientError } from '../errors/ClientError.js';
import type { RequestClosedEvent } from '../handleRequest.js';
import type { WorkerEnd } from '../plan/worker/PlanningWorker.js';
import type { BreakerChangedEvent } from '../subgraph/AgencyLines.js';
import { blameOf, CALL_ENDS, type CallEndMeaning } from '../subgraph/CallEnd.js';
import type { CallEndedEvent } from '../subgraph/CallEndedEvent.js';
import type { SigningKeyReading } from '../subgraph/signature/readSigningKey.js';
import type { QuarantineEvent } from '../subgraph/createSubgraphClients.js';
import type { Logger } from './createLogger.js';
import { faultOf } from './faultOf.js';

export function logRequestClosed(logger: Logger, { exchange, operation, response, thrown }: RequestClosedEvent): void {
  // Told by createRefusalLog, which a flood cannot make fill the log.
  if (thrown instanceof ClientError && thrown.code === 'RATE_LIMITED') return;
  const fields = {
    requestId: exchange.requestId,
    operationKind: operation?.kind,
    ...(operation?.isKnown === true && { operationName: operation.name }),
    httpStatus: response.httpStatus,
    latencyMs: Math.round(exchange.elapsedMs()),
    agencies: exchange.agencyReports(),
    ...(operation !== undefined && operation.warnings.length > 0 && { warnings: [...new Set(operation.warnings.map(({ rule }) => rule))] }),
    errorCodes: [...new Set((response.body.errors ?? []).map((error) => codeForLog(error.extensions?.['code'])))],
    ...(thrown instanceof ClientError && thrown.logReason !== undefined && { reason: thrown.logReason }),
  };
  if (thrown === undefined || thrown instanceof ClientError) logger.info(fields, 'request closed');
  else if (exchange.abortedBy !== undefined) logger.warn({ ...fields, abortedBy: exchange.abortedBy }, 'request given up');
  else logger.error({ ...fields, ...faultOf(thrown) }, 'request failed');
}

/** Its fields are missing until the next generation; the reason says what to mend. */
export function logQuarantined(logger: Logger, { agency, reason }: QuarantineEvent): void {
  logger.error({ agency, reason }, 'agency quarantined');
}

/** One line for each call that failed or was slow, with the party that can mend it; none for all others. */
export function logCallEnded(logger: Logger, { requestId, agency, operationClass, end, detail, latencyMs, isSlow, staleAgeMs }: CallEndedEvent): void {
  const blame = blameOf(end, isSlow);
  if (blame === undefined) return;
  const { code }: CallEndMeaning = CALL_ENDS[end];
  const fields = {
    requestId,
    agency,
    operationClass,
    blame,
    end,
    ...(code !== undefined && { code, detail }),
    isSlow,
    latencyMs: Math.round(latencyMs),
    ...(staleAgeMs !== undefined && { staleAgeMs: Math.round(staleAgeMs) }),
  };
  const message = code === undefined ? 'agency call slow' : 'agency call failed';
  // Callers leave all day, and ask for what they may not have: nobody needs to be woken for it.
  if (blame === 'caller') logger.info(fields, message);
  else logger.warn(fields, message);
}

export function logBreakerChanged(logger: Logger, { agency, operationClass, state }: BreakerChangedEvent): void {
  logger[state === 'open' || state === 'forcedOpen' ? 'warn' : 'info']({ breaker: `${agency} ${operationClass}`, state }, 'breaker changed');
}

/** A planning worker has ended that was not told to; another takes its place. */
export function logWorkerEnded(logger: Logger, end: WorkerEnd): void {
  if (end.kind === 'failed') logger.error({ reason: end.kind, ...faultOf(end.cause) }, 'planning worker replaced');
  else logger.warn({ reason: end.kind }, 'planning worker replaced');
}

/** A signing key's file has changed. */
export function logSigningKeyRead(logger: Logger, reading: SigningKeyReading): void {
  if (reading.kind === 'read') logger.info({ keyId: reading.key.id }, 'signing key replaced');
  else logger.error({ reason: reading.problem }, 'signing key not replaced');
}

export function logKeysEvent(logger: Logger, { kind, ...fields }: IssuerKeysEvent): void {
  if (kind === 'keysChanged') logger.info(fields, 'keys of issuer changed');
  else logger.warn(fields, 'keys of issuer not fetched');
}

function codeForLog(code: unknown): string {
  return isErrorCode(code) ? code : 'AGENCY_CODE';
}
