// The door for operators, over all that has something to tell. It opens before the door for clients, so that a start can be
// watched, and closes last, so that a drain can.

import { collectDefaultMetrics } from 'prom-client';
import { createAdminServer } from './admin/createAdminServer.js';
import { isLoopback } from './config/isLoopback.js';
import { listenAt, type Place } from './http/listenAt.js';
import type { Logger } from './telemetry/createLogger.js';
import { faultOf } from './telemetry/faultOf.js';
import { createRegistry } from './telemetry/metrics/createRegistry.js';
import { readMetrics, type MetricSources } from './telemetry/metrics/readMetrics.js';

export interface AdminOptions extends Place {
  /** Whether what node knows of the process is served as well: by one gateway of a process at most, since it is watched until the process ends. Default: false. */
  readonly processMetrics?: boolean;
}

export interface Admin {
  /** Where it listens, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** @throws {StartUpError} where it cannot listen. */
export async function startAdmin({ host, port, processMetrics = false }: AdminOptions, sources: MetricSources, logger: Logger): Promise<Admin> {
  const registry = createRegistry(readMetrics(sources));
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const server = createAdminServer({ metrics: registry, onFault: (thrown) => logger.error(faultOf(thrown), 'admin request failed') });
  const url = await listenAt(server, { host, port }, { host: 'ADMIN_HOST', port: 'ADMIN_PORT' });
  if (!isLoopback(new URL(`http://${host.includes(':') ? `[${host}]` : host}`).hostname)) logger.warn('the admin port is open to the network: whoever reaches it may read what it serves');
  return { url, close: () => server.close() };
}
