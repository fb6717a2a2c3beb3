// A metric that is read when it is asked for. prom-client's own keep a copy of each value under a hash of its labels,
// which a scrape of a thousand series would make anew each time; of what it prints it asks no more than `get`,
// with a sample for each line.

import type { MetricDefinition } from './MetricDefinition.js';
import { DURATION_BOUNDS_SECONDS, Durations } from './Durations.js';

type Labels = Readonly<Record<string, string>>;

/** One line of what is served. */
interface Line {
  readonly metricName?: string;
  readonly labels: Labels;
  readonly value: number;
}

export type ReadSamples = () => Iterable<readonly [labels: Labels, value: number | Durations]>;

export class ReadMetric {
  readonly name: string;
  readonly help: string;
  readonly type: MetricDefinition['type'];
  readonly aggregator = 'sum';
  readonly #read: ReadSamples;

  constructor({ name, help, type }: MetricDefinition, read: ReadSamples) {
    this.name = name;
    this.help = help;
    this.type = type;
    this.#read = read;
  }

  get() {
    const { name, help, type, aggregator } = this;
    const values: Line[] = [];
    for (const [labels, value] of this.#read()) {
      if (value instanceof Durations) values.push(...linesOf(name, labels, value));
      else values.push({ labels, value });
    }
    return Promise.resolve({ name, help, type, aggregator, values });
  }
}

function linesOf(name: string, labels: Labels, durations: Durations): Line[] {
  const counts = durations.cumulated();
  return [
    ...BOUNDS.map((le, bucket) => ({ metricName: `${name}_bucket`, labels: { ...labels, le }, value: counts[bucket] ?? 0 })),
    { metricName: `${name}_sum`, labels, value: durations.sumSeconds },
    { metricName: `${name}_count`, labels, value: counts.at(-1) ?? 0 },
  ];
}

const BOUNDS = [...DURATION_BOUNDS_SECONDS.map(String), '+Inf'];
