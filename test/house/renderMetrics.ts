// The page of metrics, from the catalogue that is served by.

import { METRICS } from '../../gateway/telemetry/metrics/catalogue.js';
import { DURATION_BOUNDS_SECONDS } from '../../gateway/telemetry/metrics/Durations.js';
import type { LabelValues, MetricDefinition } from '../../gateway/telemetry/metrics/MetricDefinition.js';
import { blameOf, CALL_ENDS, CALL_END_NAMES, type CallEndMeaning } from '../../gateway/subgraph/CallEnd.js';

const INTRODUCTION = `# Metrics

The gateway serves them in the format of Prometheus at \`/metrics\` on its admin port, 4001 on this machine unless configured
otherwise ([\`admin\`](configuration.md)). There is no token: who reaches the port may read them. They hold nothing about any person, and no label has a value that
a client or an agency has chosen; names of agencies and of types of answers (\`<agency>\`, \`<type>\`) come from the supergraph that serves. So the number of series is known beforehand,
each is there from the start at zero, and those of an agency that has left the supergraph leave with it. Counters go on over reloads and begin anew with the process.

Histograms have the bounds ${DURATION_BOUNDS_SECONDS.join(', ')} s: a slow call (half a second), the longest call (1 s), query (2 s) and mutation (10 s) stand at one each, with the defaults.

Beside these there is what node knows of the process, as \`prom-client\` names it: \`process_…\` (CPU, memory, file descriptors) and \`nodejs_…\` (heap, garbage collection, event loop).

| Metric | Type | Labels | Meaning | When it moves |
|---|---|---|---|---|
`;

const ENDS = `
## Whose a failed call is

The line that the log has for each call that failed or was slow (\`agency call failed\`, \`agency call slow\`) says how it ended (\`end\`), and who can mend it (\`blame\`); the metrics sum up
the ends that share the other three.

| \`end\` | \`outcome\` | \`code\` | \`blame\` |
|---|---|---|---|
`;

export function renderMetrics(): string {
  const rows = Object.values(METRICS).map(rowOf);
  const ends = CALL_END_NAMES.map((end) => {
    const { outcome, code }: CallEndMeaning = CALL_ENDS[end];
    return `| \`${end}\` | ${outcome} | ${code ?? ''} | ${blameOf(end, false) ?? ''} |`;
  });
  return `${INTRODUCTION}${rows.join('\n')}\n${ENDS}${ends.join('\n')}\n| \`answered\`, slow | slow | | ${blameOf('answered', true)} |\n`;
}

function rowOf({ name, type, labels, help, act }: MetricDefinition): string {
  const shown = Object.entries(labels).map(([label, values]) => `\`${label}\`: ${valuesOf(values)}`);
  return `| \`${name}\` | ${type} | ${shown.join('; ')} | ${help} | ${act} |`;
}

function valuesOf(values: LabelValues): string {
  if (values === 'agency') return '`<agency>`';
  if (values === 'answerType') return '`<type>`';
  return values.join(', ');
}
