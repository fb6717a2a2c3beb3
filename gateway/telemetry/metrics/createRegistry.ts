// The catalogue as prom-client prints it, each metric read when it is asked for. One registry for each gateway, never the
// one of the process: tests run many gateways in one.

import { Registry, type Metric } from 'prom-client';
import { METRICS, type MetricKey } from './catalogue.js';
import { ReadMetric } from './ReadMetric.js';
import type { MetricReaders } from './readMetrics.js';

export function createRegistry(readers: MetricReaders): Registry {
  const registry = new Registry();
  for (const key of Object.keys(METRICS) as MetricKey[]) {
    // Typed as one of prom-client's own; it prints whatever has a name and can be got.
    registry.registerMetric(new ReadMetric(METRICS[key], readers[key]) as unknown as Metric);
  }
  return registry;
}
