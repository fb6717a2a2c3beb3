// CORS (Fetch, "CORS protocol"): whose pages a browser lets call the gateway and read its answers. None unless the
// operator names them: GraphiQL is of the same origin and needs no leave. Browsers may then send an access token in
// `authorization`; cookies they may not, since `credentials` stays off.

import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { CASE_HEADER, CONSENT_HEADER, DEADLINE_HEADER, PURPOSE_HEADER, REQUEST_ID_HEADER } from '../../schema/contract/headers.js';
import { ANSWER_ERRORS_HEADER } from './answerErrorsHeader.js';
import { PREFLIGHT_HEADERS } from './preventCsrf.js';

/** What clients of ours may send beyond what every page may. */
const REQUEST_HEADERS = [
  'content-type',
  'authorization',
  ...PREFLIGHT_HEADERS,
  ANSWER_ERRORS_HEADER,
  PURPOSE_HEADER,
  CASE_HEADER,
  CONSENT_HEADER,
  DEADLINE_HEADER,
  REQUEST_ID_HEADER,
];

/** What their scripts may read. */
const RESPONSE_HEADERS = [REQUEST_ID_HEADER, 'retry-after'];

/** Two hours, the longest that Chromium keeps leave. */
const KEEP_SECONDS = 7_200;

/** @param origins such as https://portal.example; none leaves everything as it is. */
export function allowOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  void server.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: REQUEST_HEADERS,
    exposedHeaders: RESPONSE_HEADERS,
    maxAge: KEEP_SECONDS,
    // An OPTIONS that is no preflight is refused like any other method.
    strictPreflight: false,
  });
}
