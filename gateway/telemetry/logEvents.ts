// From events of the stages to log lines: a fixed message, values in fields. Operation names come from
// clients, so runs of digits in them are blotted out: people have put citizens' numbers there.

import type { IssuerKeysEvent } from '../admission/identity/IssuerKeys.js';
import { ClientError } from '../errors/ClientError.js';
import type { RequestClosedEvent } from '../handleRequest.js';
import type { WorkerEnd } from '../plan/worker/PlanningWorker.js';
import type { BreakerState } from '../subgraph/Breaker.js';
import type { SigningKeyReading } from '../subgraph/signature/readSigningKey.js';
import type { CallFailedEvent } from '../subgraph/SubgraphClient.js';
import type { Logger } from './createLogger.js';

export function logRequestClosed(logger: Logger, { exchange, operation, response, thrown }: RequestClosedEvent): void {
  const fields = {
    requestId: exchange.requestId,
    operationKind: operation?.kind,
    operationName: safeName(operation?.name),
    httpStatus: response.httpStatus,
    latencyMs: Math.round(exchange.elapsedMs()),
    agencies: exchange.agencyReports(),
    ...(operation !== undefined && operation.warnings.length > 0 && { warnings: [...new Set(operation.warnings.map(({ rule }) => rule))] }),
    errorCodes: [...new Set((response.body.errors ?? []).map((error) => String(error.extensions?.['code'])))],
    ...(thrown instanceof ClientError && thrown.logReason !== undefined && { reason: thrown.logReason }),
  };
  if (thrown === undefined || thrown instanceof ClientError) logger.info(fields, 'request closed');
  else if (exchange.abortedBy !== undefined) logger.warn({ ...fields, abortedBy: exchange.abortedBy }, 'request given up');
  else logger.error({ ...fields, ...faultOf(thrown) }, 'request failed');
}

export function logCallFailed(logger: Logger, event: CallFailedEvent): void {
  logger.warn({ ...event, operationName: safeName(event.operationName), latencyMs: Math.round(event.latencyMs) }, 'agency call failed');
}

export function logBreakerChanged(logger: Logger, breaker: string, state: BreakerState): void {
  logger[state === 'open' ? 'warn' : 'info']({ breaker, state }, 'breaker changed');
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

/** Where a fault happened, without its message: a message can quote the data that caused it. */
export function faultOf(thrown: unknown): { readonly fault: string; readonly stack: readonly string[] } {
  if (!(thrown instanceof Error)) return { fault: typeof thrown, stack: [] };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: thrown.name, stack: frames.slice(0, 20).map((line) => line.trim()) };
}

function safeName(name: string | null | undefined): string | undefined {
  return name?.slice(0, 64).replaceAll(/\d{6,}/g, '#');
}
