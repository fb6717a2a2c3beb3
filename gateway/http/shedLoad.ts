// The door where a request is refused because the process has enough to do, before its body is read.

import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientError } from '../errors/ClientError.js';
import type { LoadGate, LoadRefusal } from './LoadGate.js';

/** @returns what a route does before it reads a body: refuses with OVERLOADED and `retry-after`. */
export function shedLoad(gate: LoadGate, onShed?: (refusal: { readonly limit: LoadRefusal }) => void): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (_request, reply) => {
    const limit = gate.enter();
    if (limit === undefined) {
      reply.raw.once('close', () => gate.leave());
      return;
    }
    onShed?.({ limit });
    throw new ClientError('OVERLOADED', 'The gateway has too much to do. Try again later.', { headers: { 'retry-after': '1' }, transport: true });
  };
}
