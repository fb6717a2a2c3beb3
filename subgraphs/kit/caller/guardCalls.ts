// Sets a guard before the routes of a server: a call passes it before its body is received, and again before the
// body is parsed. Routes get the body as text, and ask here who the caller is.

import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isRequestId, REQUEST_ID_HEADER } from '../../../schema/contract/headers.js';
import { REFUSAL_BODY, type AdmittedCall, type CallGuard } from './CallGuard.js';
import type { CallIdentity } from './CallIdentity.js';
import { isRefusal, type Refusal } from './Refusal.js';

/** @param scope routes that are added to it are guarded; its content types are no longer parsed. */
export function guardCalls(scope: FastifyInstance, guard: CallGuard, logger: FastifyBaseLogger): (request: FastifyRequest) => CallIdentity {
  const admitted = new WeakMap<FastifyRequest, AdmittedCall>();
  const admittedCall = (request: FastifyRequest): AdmittedCall => {
    const call = admitted.get(request);
    if (call === undefined) throw new Error('a call was let in without having passed the guard');
    return call;
  };
  const refuse = (request: FastifyRequest, reply: FastifyReply, { reason, keyId }: Refusal) => {
    // Of a refused call anything may stand there.
    const requestId = request.headers[REQUEST_ID_HEADER];
    logger.warn({ reason, keyId, ...(isRequestId(requestId) && { requestId }) }, 'a call was refused');
    return reply.code(401).header('connection', 'close').send(REFUSAL_BODY);
  };

  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.addHook('onRequest', async (request, reply) => {
    const verdict = guard.admit(request.raw);
    if (isRefusal(verdict)) return refuse(request, reply, verdict);
    admitted.set(request, verdict);
  });
  scope.addHook('preValidation', async (request, reply) => {
    const body = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
    const refusal = guard.accept(admittedCall(request), body);
    if (refusal !== undefined) return refuse(request, reply, refusal);
    if (body.length > 0) request.body = body.toString('utf8');
  });
  return (request) => admittedCall(request).identity;
}
