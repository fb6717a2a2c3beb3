// The figures as text that can be pasted into a document: a Markdown table per load, and the machine.

import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { spread } from './statistics.mjs';

/** What the figures were taken on, and how busy it was with other things. */
export function describeMachine() {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return (
    `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${gigabytes} GiB of memory, ` +
    `${process.platform} ${process.arch}, Node ${process.versions.node}; load before the start ${loadavg()[0].toFixed(1)}`
  );
}

/** A row's cells by heading; a heading for which no row has anything is left out. */
const COLUMNS = {
  Gateway: ({ engine }) => engine.title,
  'CPU ms per request': ({ rounds }, { cpuDigits }) => formatSpread(spreadOf(rounds, 'cpuMs'), cpuDigits),
  ratio: ({ rounds }, { firstCpuMs }) => `× ${(spreadOf(rounds, 'cpuMs').median / firstCpuMs).toFixed(2)}`,
  'fetches per request': ({ rounds }) => (rounds[0].fetches === undefined ? '' : spreadOf(rounds, 'fetches').median.toFixed(1)),
  'requests per second': ({ rounds }) => formatSpread(spreadOf(rounds, 'perSecond'), 0),
  'p50 ms': ({ rounds }) => formatSpread(spreadOf(rounds, 'p50Ms'), 1),
  'p99 ms': ({ rounds }) => formatSpread(spreadOf(rounds, 'p99Ms'), 1),
  'peak MB': ({ peakBytes }) => (peakBytes / 1e6).toFixed(0),
};

/** @param {import('./measure.mjs').Outcome[]} outcomes the first with figures is what ratios are told against */
export function formatTable(outcomes) {
  const measured = outcomes.filter(hasFigures);
  if (measured.length === 0) return 'No gateway could be measured.';
  const firstCpuMs = spreadOf(measured[0].rounds, 'cpuMs').median;
  const context = { firstCpuMs, cpuDigits: firstCpuMs < 1 ? 3 : 2 };
  const columns = Object.entries(COLUMNS)
    .map(([heading, cellOf]) => ({ heading, cells: measured.map((outcome) => cellOf(outcome, context)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rows = [
    columns.map(({ heading }) => heading),
    columns.map((_, index) => (index === 0 ? '---' : '---:')),
    ...measured.map((_, row) => columns.map(({ cells }) => cells[row])),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A table per gateway: where its time went. */
export function formatProfiles(outcomes) {
  const profiled = outcomes.filter(({ profile }) => profile !== undefined);
  return profiled.map(({ engine, profile }) => {
    const rows = profile.map(({ area, share }) => `| ${area} | ${(share * 100).toFixed(1)} % |`);
    return [`| ${engine.title}: where | share of its busy time |`, '| --- | ---: |', ...rows].join('\n');
  });
}

/** One line for each gateway that has no figures. */
export function formatProblems(outcomes) {
  return outcomes.filter((outcome) => !hasFigures(outcome)).map(({ engine, problem }) => `${engine.name}: ${problem}`);
}

const hasFigures = ({ problem }) => problem === undefined;

const spreadOf = (rounds, figure) => spread(rounds.map((round) => round[figure]));

function formatSpread({ median, min, max }, digits) {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
