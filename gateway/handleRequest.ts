// The life of a request: it is admitted, becomes an operation, is executed against the agencies, and the
// merged data is projected into the response. The exchange is closed exactly once, on every path.

import type { Admit } from './admission/admit.js';
import type { StatedIdentity } from './admission/StatedIdentity.js';
import { ClientError } from './errors/ClientError.js';
import { InternalError } from './errors/InternalError.js';
import { toResponse } from './errors/toResponse.js';
import type { Engine, EngineResult } from './engine/Engine.js';
import type { Exchange } from './Exchange.js';
import type { ControlAccess } from './operation/access/createAccessControl.js';
import type { Operation, OperationRequest } from './operation/Operation.js';
import type { ReadOperation } from './operation/readOperation.js';
import { projectResponse, type ResponseBody } from './projection/projectResponse.js';
import type { ShownReport, ShowReports } from './projection/showReports.js';
import type { Supergraph } from './supergraph/Supergraph.js';

export interface RequestStages {
  readonly admit: Admit;
  readonly supergraph: Supergraph;
  readonly readOperation: ReadOperation;
  /** What of the operation the caller may see, for the purpose that was named. */
  readonly controlAccess: ControlAccess;
  /** What of the agencies' part in it the caller is told. */
  readonly showReports: ShowReports;
  readonly engine: Engine;
  readonly requestTimeoutMs: number;
  readonly mutationTimeoutMs: number;
  /** The most that a client can ask for. */
  readonly maxTimeoutMs: number;
  /** Hears of every request once, when it is closed. Must not throw. */
  readonly onClosed?: (event: RequestClosedEvent) => void;
}

/** A request as it came through a door, before anything in it is believed. */
export interface IncomingRequest {
  readonly request: OperationRequest;
  readonly stated: StatedIdentity;
  /** False for a door that must not change anything, such as HTTP GET. */
  readonly mutationsAllowed: boolean;
}

export interface GatewayResponse {
  /** Under `application/graphql-response+json`; `application/json` makes 200 of it unless `transport`. */
  readonly httpStatus: number;
  readonly transport: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ResponseBody;
}

/** For listeners such as the log: what happened, and nothing of what was asked or answered. */
export interface RequestClosedEvent {
  readonly exchange: Exchange;
  readonly operation: Operation | undefined;
  readonly response: GatewayResponse;
  /** What was thrown, where the request failed before it had data. */
  readonly thrown?: unknown;
}

export async function handleRequest(incoming: IncomingRequest, exchange: Exchange, stages: RequestStages): Promise<GatewayResponse> {
  let operation: Operation | undefined;
  let response: GatewayResponse | undefined;
  let thrown: unknown;
  try {
    await stages.admit(incoming.stated, exchange);
    const read = await stages.readOperation(incoming.request, exchange.caller);
    // Reading may have taken a while: nothing is done for who has left.
    if (exchange.isAborted) throw new InternalError('REQUEST_TIMEOUT', `given up before it was executed: ${exchange.abortedBy}`);
    operation = stages.controlAccess(read, exchange);
    refuseUnsafeDoor(operation, incoming);
    exchange.limitTo(timeoutOf(operation, exchange, stages));
    const executed = await withinDeadline(stages.engine.execute(operation, exchange), exchange);
    response = succeeded(projectResponse(executed, operation, reportsOf(exchange, stages), stages.supergraph));
  } catch (error) {
    thrown = error;
    response = failed(error, reportsOf(exchange, stages));
  } finally {
    exchange.close();
  }
  stages.onClosed?.({ exchange, operation, response, ...(thrown !== undefined && { thrown }) });
  return response;
}

/** GraphQL over HTTP, "GET": a GET that would change something is refused, whatever else it holds. */
function refuseUnsafeDoor(operation: Operation, { mutationsAllowed }: IncomingRequest): void {
  if (operation.kind === 'mutation' && !mutationsAllowed) {
    throw new ClientError('BAD_USER_INPUT', 'A mutation must be sent by POST.', {
      httpStatus: 405,
      headers: { allow: 'POST' },
      transport: true,
    });
  }
}

/** What the client asks for, up to the most; what everybody gets without asking is not too much for one who asks. */
function timeoutOf({ kind }: Operation, { askedTimeoutMs }: Exchange, { requestTimeoutMs, mutationTimeoutMs, maxTimeoutMs }: RequestStages): number {
  const usualMs = kind === 'mutation' ? mutationTimeoutMs : requestTimeoutMs;
  return askedTimeoutMs === undefined ? usualMs : Math.min(askedTimeoutMs, Math.max(usualMs, maxTimeoutMs));
}

/**
 * Agencies that hang are cut off earlier and leave time to answer; this bound is for what else can take
 * too long. The engine's late result is dropped: its agency calls have been aborted in the same moment.
 */
function withinDeadline(execution: Promise<EngineResult>, exchange: Exchange): Promise<EngineResult> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new InternalError('REQUEST_TIMEOUT', `given up: ${exchange.abortedBy}`));
    exchange.onAbort(onAbort);
    if (exchange.isAborted) onAbort();
    execution.then(resolve, reject).finally(() => exchange.offAbort(onAbort));
  });
}

function succeeded(body: ResponseBody): GatewayResponse {
  return { httpStatus: 200, transport: false, headers: {}, body };
}

/** What became of the agencies, as far as the caller is told. */
function reportsOf(exchange: Exchange, { showReports }: RequestStages): readonly ShownReport[] {
  return showReports(exchange.agencyReports(), exchange.caller);
}

function failed(thrown: unknown, agencies: readonly ShownReport[]): GatewayResponse {
  const { httpStatus, transport, headers, errors } = toResponse(thrown);
  return { httpStatus, transport, headers, body: { errors, ...(agencies.length > 0 && { extensions: { agencies } }) } };
}
