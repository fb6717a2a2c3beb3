// docs/metrics.md is what the catalogue says. `npm test -- dist/test/house/metrics -u` writes it.

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../gateway/telemetry/metrics/catalogue.js';
import type { MetricDefinition } from '../../gateway/telemetry/metrics/MetricDefinition.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { renderMetrics } from './renderMetrics.js';

it('docs/metrics.md lists every metric with its labels, meaning and what to do', async () => {
  await expect(renderMetrics()).toMatchFileSnapshot(path.join(PACKAGE_ROOT, 'docs', 'metrics.md'));
});

describe.each<MetricDefinition>(Object.values(METRICS))('$name', ({ name, type, help, act, labels }) => {
  it('is named as Prometheus wants it, says what it is, and what to do', () => {
    expect(name).toMatch(/^qaqpa_[a-z_]+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    expect(type === 'histogram').toBe(name.endsWith('_duration_seconds'));
    for (const sentence of [help, act]) expect(sentence).toMatch(/\.$/);
  });

  it('has labels of closed sets', () => {
    for (const [label, values] of Object.entries(labels)) {
      expect(label).toMatch(/^[a-z_]+$/);
      if (typeof values !== 'string') expect(new Set(values).size).toBe(values.length);
    }
  });
});
