// From events of the stages to log lines: a fixed message, values in fields. Each field is of a closed kind: a code of
// ours, a number, a name from configuration. What a client or an agency may have chosen freely is left out, since people
// have put citizens' numbers and names everywhere: an operation is named where the manifest knows it, and a code of an
// agency's own is told as such.

import type { IssuerKeysEvent } from '../admission/identity/IssuerKeys.js';
import { isErrorCode } from '../../schema/contract/errorCodes.js';
import { ClientError } from '../errors/ClientError.js';
import type { RequestClosedEvent } from '../handleRequest.js';
import type { WorkerEnd } from '../plan/worker/PlanningWorker.js';
import type { BreakerState } from '../subgraph/breaker/Breaker.js';
import type { SigningKeyReading } from '../subgraph/signature/readSigningKey.js';
import type { QuarantineEvent } from '../subgraph/createSubgraphClients.js';
import type { CallFailedEvent } from '../subgraph/SubgraphClient.js';
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

export function logCallFailed(logger: Logger, event: CallFailedEvent): void {
  const { staleAgeMs } = event;
  logger.warn({ ...event, latencyMs: Math.round(event.latencyMs), ...(staleAgeMs !== undefined && { staleAgeMs: Math.round(staleAgeMs) }) }, 'agency call failed');
}

/** Its fields are missing until the next generation; the reason says what to mend. */
export function logQuarantined(logger: Logger, { agency, reason }: QuarantineEvent): void {
  logger.error({ agency, reason }, 'agency quarantined');
}

export function logBreakerChanged(logger: Logger, breaker: string, state: BreakerState): void {
  logger[state === 'open' || state === 'forcedOpen' ? 'warn' : 'info']({ breaker, state }, 'breaker changed');
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
