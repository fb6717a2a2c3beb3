// An agency on a port: GraphQL over HTTP for whom its call policy lets in, health, and in development the doors for faults and seed data.
// Everything it needs is an argument, so a test serves an agency with its own clock, store and port.

import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import { createHandler } from 'graphql-http/lib/use/fastify';
import { isRequestId, REQUEST_ID_HEADER } from '../../../schema/contract/headers.js';
import { EVERYBODY, viewerOf } from '../access/Viewer.js';
import type { Agency, RequestContext } from '../Agency.js';
import { CallGuard, type CallPolicy } from '../caller/CallGuard.js';
import { guardCalls } from '../caller/guardCalls.js';
import { createRequestContext } from '../createRequestContext.js';
import { faultOf } from '../errors/faultOf.js';
import { buildAgencySchema } from '../schema/buildAgencySchema.js';
import { selectsReferenceData } from '../schema/selectsReferenceData.js';
import { addCases } from '../seed/addCases.js';
import type { Store } from '../store/openStore.js';
import { STORIES } from '../synthetic/stories.js';
import type { Clock } from '../time/Clock.js';
import { Fault } from './Fault.js';
import { followRequests } from './followRequests.js';
import { maskError } from './maskError.js';
import { probeStore } from './readiness.js';
import { requestSignal } from './requestSignal.js';

/** Fastify's own have a status, ours for the caller a code. */
type HttpError = Error & { readonly statusCode?: number; readonly extensions?: { readonly code?: unknown } };

/** What graphql-http takes for a context: any object. */
type OperationContext = Record<PropertyKey, unknown>;

export interface ServeOptions<Database, Context extends RequestContext> {
  readonly agency: Agency<Database, Context>;
  readonly register: Pick<Store<Database>, 'db' | 'seenBy'>;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly logger: FastifyBaseLogger;
  /** Whose calls of /graphql are answered. */
  readonly callPolicy: CallPolicy;
  /** See AgencySettings. */
  readonly rowSecurity: 'callers' | 'off';
  /** Opens /dev/fault, /dev/seed and /dev/stories. Never in production. */
  readonly development: boolean;
}

export interface ServedAgency {
  /** Address of the GraphQL endpoint. */
  readonly url: string;
  /** Takes no new requests, lets those under way finish, and closes the port. The store stays open. */
  close(): Promise<void>;
}

export async function serveAgency<Database, Context extends RequestContext>(
  options: ServeOptions<Database, Context>,
): Promise<ServedAgency> {
  const { agency, register, clock, logger, callPolicy, rowSecurity } = options;
  const { schema } = await buildAgencySchema(agency);
  const server: FastifyInstance = fastify({
    // The log is ours: fastify's own would repeat addresses, errors as they were thrown, and of what is no HTTP every byte.
    logger: false,
    forceCloseConnections: 'idle',
  });
  server.setErrorHandler((error: HttpError, _request, reply) => {
    const status = error.extensions?.code === 'BAD_USER_INPUT' ? 400 : (error.statusCode ?? 500);
    if (status < 500) return reply.code(status).send({ error: error.message });
    logger.error(faultOf(error), 'a request failed outside its fields');
    return reply.code(status).send({ error: 'the agency failed to answer' });
  });
  const requests = followRequests(server.server);
  const fault = new Fault(Math.random);
  const signals = new WeakMap<FastifyRequest, AbortSignal>();

  server.register(async (guarded) => {
    const identityOf = guardCalls(guarded, new CallGuard(agency.name, callPolicy, clock), logger);
    const handler = createHandler<OperationContext>({
      schema,
      context: ({ raw }) => {
        const identity = identityOf(raw);
        const viewer = rowSecurity === 'callers' ? viewerOf(identity.caller, identity.purpose) : EVERYBODY;
        const requestId = raw.headers[REQUEST_ID_HEADER];
        return createRequestContext(agency, { clock, signal: signals.get(raw)!, requestId: isRequestId(requestId) ? requestId : 'none', viewer, ...identity }, register) as RequestContext & OperationContext;
      },
      formatError: (error) => maskError(error, logger),
      onOperation: ({ context: { reply } }, { document }, { errors }) => {
        const { referenceDataMaxAgeSeconds } = agency;
        if (referenceDataMaxAgeSeconds === undefined || errors !== undefined || !selectsReferenceData(schema, document)) return;
        // By the agency's own clock, whatever stands between it and who asks.
        reply.headers({ 'cache-control': `stale-if-error=${referenceDataMaxAgeSeconds}`, date: clock.now().toUTCString() });
      },
    });

    guarded.all('/graphql', async (request, reply) => {
      const signal = requestSignal(request.raw, reply.raw);
      signals.set(request, signal);
      switch (await fault.apply(signal)) {
        case 'pass':
          return handler.call(guarded, request, reply);
        case 'fail':
          return reply.code(500).send({ errors: [{ message: 'a fault was asked for by /dev/fault' }] });
        case 'gone':
          // Nobody reads an answer. The socket may still be open (only the time has passed): left open
          // without an answer it would hold the port on close.
          reply.hijack();
          reply.raw.destroy();
          return reply;
      }
    });
  });

  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const readiness = await probeStore(register.db);
    if (readiness.ready) return { status: 'ready' };
    logger.warn({ reason: readiness.reason }, 'agency is not ready');
    return reply.code(503).send({ status: 'not ready', reason: readiness.reason });
  });

  if (options.development) openDevelopmentDoors(server, options, fault);

  const origin = await server.listen({ host: options.host, port: options.port });
  return {
    url: `${origin}/graphql`,
    close: async () => {
      // Whoever hangs under a fault would hold the port for ever.
      fault.set({});
      const closed = server.close();
      await requests.drained();
      server.server.closeAllConnections();
      await closed;
    },
  };
}

function openDevelopmentDoors<Database, Context extends RequestContext>(
  server: FastifyInstance,
  { agency, register, clock }: ServeOptions<Database, Context>,
  fault: Fault,
): void {
  server.get('/dev/fault', () => fault.settings);
  server.post('/dev/fault', (request) => {
    fault.set(request.body);
    return fault.settings;
  });
  server.get('/dev/stories', () =>
    STORIES.map(({ story, title }, index) => ({ story, title, applicationId: `case-${String(index + 1).padStart(6, '0')}` })),
  );
  server.post('/dev/seed', (request) => addCases(agency, register.db, clock, request.body));
}
