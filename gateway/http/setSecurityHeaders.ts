// Headers by which a browser keeps an answer from being taken for something else: run as a page, framed, sniffed for
// another type, or used as a resource by another site. helmet's, less those that speak only of pages. Made once: the
// plugin of fastify would make them anew for each request, which takes twenty times as long.

import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

export interface SecurityHeaderOptions {
  /**
   * True: browsers shall come by TLS only, for a year (RFC 6797). They heed it only where they came by TLS. Not in
   * development, where it would hold for everything on the developer's localhost.
   */
  readonly strictTransport: boolean;
}

/** A route that sets one of these headers itself is left its own, as GraphiQL its content security policy. */
export function setSecurityHeaders(server: FastifyInstance, { strictTransport }: SecurityHeaderOptions): void {
  const setHeaders = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Other hosts of the same domain are not ours to speak for.
    strictTransportSecurity: strictTransport && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  server.addHook('onRequest', (request, reply, done) => setHeaders(request.raw, reply.raw, (error) => done(error as Error | undefined)));
}
