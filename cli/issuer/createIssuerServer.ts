// The development issuer over HTTP: metadata (OpenID Connect Discovery 1.0 §4), key set (RFC 7517 §5), and a token
// endpoint (RFC 6749 §4.4) that gives a token to whoever names a persona. It has no secret to ask for, so it listens on
// this machine only, and answers only to names of this machine: a page that has a name of its own led here (DNS
// rebinding) gets nothing.

import { parse } from 'node:querystring';
import fastify, { type FastifyInstance } from 'fastify';
import { isLoopback } from '../../gateway/config/isLoopback.js';
import { developmentIssuerUrl } from './issuerIdentity.js';
import { DEFAULT_TTL_SECONDS, issueToken } from './issueToken.js';
import type { IssuerKey } from './loadIssuerKey.js';
import { findPersona, PERSONA_NAMES } from './personas.js';

const FORM = 'application/x-www-form-urlencoded';

export function createIssuerServer(key: IssuerKey, port: number): FastifyInstance {
  const url = developmentIssuerUrl(port);
  const server = fastify({ logger: false, forceCloseConnections: true, bodyLimit: 4_096 });
  server.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, text, done) => done(null, parse(String(text))));
  server.addHook('onRequest', async ({ host }, reply) => {
    const hostname = URL.parse(`http://${host}`)?.hostname ?? '';
    if (!isLoopback(hostname)) await reply.code(421).send({ error: 'misdirected_request' });
  });
  server.get('/health/live', () => ({ status: 'live' }));
  server.get('/health/ready', () => ({ status: 'ready' }));
  server.get('/.well-known/openid-configuration', () => ({
    issuer: url,
    jwks_uri: `${url}/jwks`,
    token_endpoint: `${url}/token`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['none'],
    response_types_supported: [],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [key.algorithm],
  }));
  server.get('/jwks', () => ({ keys: [key.publicJwk] }));
  server.post<{ Body: Readonly<Record<string, unknown>> | undefined }>('/token', async ({ body }, reply) => {
    reply.header('cache-control', 'no-store');
    if (body?.['grant_type'] !== 'client_credentials') return reply.code(400).send({ error: 'unsupported_grant_type' });
    const persona = findPersona(String(body['client_id']));
    if (persona === undefined) {
      return reply.code(401).send({ error: 'invalid_client', error_description: `client_id must be one of ${PERSONA_NAMES.join(', ')}` });
    }
    const token = await issueToken({ key, port, persona, ttlSeconds: DEFAULT_TTL_SECONDS });
    return { access_token: token, token_type: 'Bearer', expires_in: DEFAULT_TTL_SECONDS, scope: persona.scopes.join(' ') };
  });
  return server;
}
