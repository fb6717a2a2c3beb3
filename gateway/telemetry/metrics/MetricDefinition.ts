// How a metric is declared: all that is known of it before anything has happened.

/**
 * The values that a label may have. A list is closed. The names of agencies and of their types of answers come from the
 * supergraph that serves: nobody who asks or answers can add one.
 */
export type LabelValues = readonly string[] | 'agency' | 'answerType';

export interface MetricDefinition {
  /** As Prometheus wants it: base units, `_total` for what only grows. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** What it counts; also the HELP line. */
  readonly help: string;
  readonly labels: Readonly<Record<string, LabelValues>>;
  /** What an operator does when it moves. */
  readonly act: string;
}
