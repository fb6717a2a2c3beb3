// GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/) on fastify: POST and GET of
// /graphql, the GraphiQL page for browsers, and two probes. It reads requests and writes responses; what
// happens in between is `handle`. A client that leaves aborts its exchange. On the way to a handler a request passes,
// in this order: is there such a path → security headers → CORS → rate of its address → body → forged by another site's page?

import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { isRequestId, REQUEST_ID_HEADER } from '../../schema/contract/headers.js';
import { ClientError } from '../errors/ClientError.js';
import { toResponse } from '../errors/toResponse.js';
import { Exchange } from '../Exchange.js';
import type { GatewayResponse, IncomingRequest } from '../handleRequest.js';
import type { OperationRequest } from '../operation/Operation.js';
import { printResponse } from '../projection/printResponse.js';
import type { Clock } from '../util/Clock.js';
import { allowOrigins } from './allowOrigins.js';
import type { AnsweredEvent } from './AnsweredEvent.js';
import { ANSWER_ERRORS_HEADER } from './answerErrorsHeader.js';
import { GRAPHIQL_POLICY, type GraphiqlPage } from './graphiqlPage.js';
import { isFromThisMachine } from './isFromThisMachine.js';
import { limitAddress, type AddressLimitOptions } from './limitAddress.js';
import { chooseMediaType, GRAPHQL_RESPONSE, JSON_RESPONSE, prefersHtml, type ResponseMediaType } from './mediaType.js';
import { preventCsrf } from './preventCsrf.js';
import { readDeadline } from './readDeadline.js';
import { readJsonBody } from './readJsonBody.js';
import { readBodyParameters, readUrlParameters } from './readParameters.js';
import { refuseConnection } from './refuseConnection.js';
import { setSecurityHeaders } from './setSecurityHeaders.js';
import { shedLoad, type LoadOptions } from './shedLoad.js';
import { statedIdentityOf } from './statedIdentityOf.js';

/** Within this a request must have arrived, headers and body; node looks about twice a minute. */
const RECEIVE_TIMEOUT_MS = 10_000;

export interface HttpServerOptions extends AddressLimitOptions, LoadOptions {
  readonly handle: (incoming: IncomingRequest, exchange: Exchange) => Promise<GatewayResponse>;
  readonly clock: Clock;
  /** A longer body is refused with 413 before it is read to its end. */
  readonly maxRequestBytes: number;
  /** False while starting or draining: balancers then send nothing more. */
  readonly isReady: () => boolean;
  readonly graphiqlPage?: GraphiqlPage;
  /** Whether a GET must show that no page of another site had it sent. */
  readonly csrfPrevention: boolean;
  /** Origins whose pages may call from a browser. */
  readonly corsOrigins: readonly string[];
  /** Addresses and networks whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[];
  /** Whether browsers are told to come by TLS only. */
  readonly strictTransport: boolean;
  /** Hears of each answer to a GraphQL request, or to what should have been one, as it is sent. Must not throw. */
  readonly onAnswered?: (answer: AnsweredEvent) => void;
  /** Hears of faults outside `handle`, with what was thrown. */
  readonly onFault?: (thrown: unknown) => void;
}

export function createHttpServer(options: HttpServerOptions): FastifyInstance {
  const server = fastify({
    bodyLimit: options.maxRequestBytes,
    // Without it a client could hold a connection for ever, a byte at a time.
    requestTimeout: RECEIVE_TIMEOUT_MS,
    // The log is ours (telemetry/): fastify's own would repeat addresses, and with them parameters.
    logger: false,
    trustProxy: options.trustedProxies.length > 0 && [...options.trustedProxies],
    forceCloseConnections: 'idle',
    // Left to themselves, these two answer in a form of their own.
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, options.onAnswered),
    frameworkErrors: (error, request, reply) => void sendFailure(options, error, request, reply),
  });
  // Only JSON bodies are read. text/plain or forms would let another site's page post without preflight.
  server.removeContentTypeParser(['text/plain', 'application/json']);
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      done(null, readJsonBody(bytes as Buffer, request.headers));
    } catch (error) {
      done(error as Error);
    }
  });
  // A connection that is busy when the drain begins would otherwise stay open, idle, after its answer, and
  // hold up the end of the process until the client lets go of it.
  server.addHook('onSend', async (_request, reply) => {
    if (!options.isReady()) reply.header('connection', 'close');
  });
  server.setErrorHandler((error: FastifyError, request, reply) => sendFailure(options, error, request, reply));
  // Not in a handler of its own, which would come after the body is read and perhaps refused for what it is.
  server.addHook('onRequest', (request, _reply, done) => (request.is404 ? done(notFound(request)) : done()));

  setSecurityHeaders(server, options);
  allowOrigins(server, options.corsOrigins);
  const addressLimit = limitAddress(server, options);
  const limited = { onRequest: [...(addressLimit === undefined ? [] : [addressLimit]), async () => shedLoad(options)] };

  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', (_request, reply) =>
    options.isReady() && !options.loadGate.isStrained ? reply.send({ status: 'ready' }) : reply.code(503).send({ status: 'not ready' }),
  );
  server.post('/graphql', limited, (request, reply) => answer(options, request, reply, readBodyParameters(request.body)));
  server.get('/graphql', limited, async (request, reply) => {
    // Also with a query in the address: the page keeps the one it shows there, so that links can be shared.
    if (options.graphiqlPage && prefersHtml(request.headers.accept)) {
      return sendPage(reply, await options.graphiqlPage(isFromThisMachine(request.raw)));
    }
    if (options.csrfPrevention) preventCsrf(request.headers);
    return answer(options, request, reply, readUrlParameters(request.url));
  });
  return server;
}

async function answer(options: HttpServerOptions, request: FastifyRequest, reply: FastifyReply, parameters: OperationRequest) {
  const mediaType = chooseMediaType(request.headers.accept);
  if (mediaType === undefined) {
    throw new ClientError('BAD_USER_INPUT', `Accept ${GRAPHQL_RESPONSE} or ${JSON_RESPONSE}.`, { httpStatus: 406, transport: true });
  }
  shedLoad(options);
  const requestId = request.headers[REQUEST_ID_HEADER];
  const askedTimeoutMs = readDeadline(request.headers);
  const exchange = new Exchange({
    clock: options.clock,
    language: request.headers['accept-language'] ?? '',
    locatedAnswers: request.headers[ANSWER_ERRORS_HEADER] === 'located',
    // Its own, told in the answer, for an id that may not stand in logs.
    ...(isRequestId(requestId) && { requestId }),
    ...(askedTimeoutMs !== undefined && { askedTimeoutMs }),
  });
  const onClose = () => {
    if (!reply.raw.writableFinished) exchange.abort('clientLeft');
  };
  reply.raw.once('close', onClose);
  const incoming = { request: parameters, stated: statedIdentityOf(request.raw), mutationsAllowed: request.method === 'POST' };
  const response = await options.loadGate.during(() => options.handle(incoming, exchange));
  reply.header(REQUEST_ID_HEADER, exchange.requestId);
  return send(options, reply, mediaType, response);
}

function send({ onAnswered }: HttpServerOptions, reply: FastifyReply, mediaType: ResponseMediaType, { httpStatus, transport, headers, body }: GatewayResponse) {
  // Clients of `application/json` read a status that is not 2xx as "no GraphQL response" ("application/json").
  const status = mediaType === GRAPHQL_RESPONSE || transport ? httpStatus : 200;
  onAnswered?.({ httpStatus: status, errors: body.errors ?? [] });
  return reply
    .code(status)
    .headers({ ...headers, 'content-type': `${mediaType}; charset=utf-8`, 'cache-control': 'no-store', vary: varyOf(reply) })
    // As bytes: node would put a text behind the headers and copy all of it once more.
    .send(printResponse(body));
}

/** CORS has said before on what else the answer depends. */
function varyOf(reply: FastifyReply): string {
  const said = reply.getHeader('vary');
  return said === undefined ? 'accept' : `${String(said)}, accept`;
}

function sendPage(reply: FastifyReply, page: Buffer) {
  return reply
    .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': GRAPHIQL_POLICY, 'cache-control': 'no-store' })
    .send(page);
}

/** Also for a method that the path has no handler for. */
function notFound({ url }: FastifyRequest): ClientError {
  return /^\/graphql(\?|$)/.test(url)
    ? new ClientError('BAD_USER_INPUT', 'Send GraphQL by POST or GET.', { httpStatus: 405, headers: { allow: 'GET, POST' }, transport: true })
    : new ClientError('BAD_USER_INPUT', 'There is nothing here; GraphQL is at /graphql.', { httpStatus: 404, transport: true });
}

/** Requests that never reached `handle`: not JSON, too large, of the wrong type. */
function sendFailure(options: HttpServerOptions, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const known = error instanceof ClientError ? error : fromFastify(error);
  if (known === undefined) options.onFault?.(error);
  const { httpStatus, transport, headers, errors } = toResponse(known ?? error);
  return send(options, reply, chooseMediaType(request.headers.accept) ?? JSON_RESPONSE, { httpStatus, transport, headers, body: { errors } });
}

const FASTIFY_REFUSALS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'The body is larger than allowed.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'Send the request as application/json.'],
  FST_ERR_BAD_URL: [400, 'The address is not percent-encoded UTF-8.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'The body is not as long as announced.'],
};

function fromFastify(error: unknown): ClientError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const refusal = Object.hasOwn(FASTIFY_REFUSALS, code) ? FASTIFY_REFUSALS[code] : undefined;
  if (refusal !== undefined) return new ClientError('BAD_USER_INPUT', refusal[1], { httpStatus: refusal[0], transport: true });
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return new ClientError('BAD_USER_INPUT', 'The request is not acceptable.', { httpStatus: status, transport: true });
  return undefined;
}
