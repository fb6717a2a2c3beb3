import { describe, expect, it } from 'vitest';
import { loadBenchModule } from './benchModule.js';

interface Round {
  readonly cpuMs: number;
  readonly fetches?: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Outcome {
  readonly engine: { readonly name: string; readonly title: string };
  readonly rounds: readonly Round[];
  readonly peakBytes: number;
  readonly problem?: string;
}

const { formatTable, formatProblems } = await loadBenchModule<{
  formatTable: (outcomes: readonly Outcome[]) => string;
  formatProblems: (outcomes: readonly Outcome[]) => string[];
}>('report.mjs');
const { percentile } = await loadBenchModule<{ percentile: (sorted: readonly number[], share: number) => number }>('statistics.mjs');
const { readOptions } = await loadBenchModule<{ readOptions: (args: readonly string[]) => Record<string, unknown> }>('options.mjs');

const outcome = (name: string, cpu: readonly number[], more: Partial<Outcome> = {}): Outcome => ({
  engine: { name, title: name },
  rounds: cpu.map((cpuMs) => ({ cpuMs, perSecond: 1000 / cpuMs, p50Ms: 2, p99Ms: 3 })),
  peakBytes: 123_456_789,
  ...more,
});

describe('the table', () => {
  it('tells medians, least and most, and ratios against the first gateway that was measured', () => {
    const broken = outcome('broken', [1], { problem: 'did not start: no such thing' });
    const outcomes = [broken, outcome('one', [2, 1, 4]), outcome('two', [8, 3, 5])];
    expect(formatTable(outcomes).split('\n')).toEqual([
      '| Gateway | CPU ms per request | ratio | requests per second | p50 ms | p99 ms | peak MB |',
      '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
      '| one | 2.00 (1.00–4.00) | × 1.00 | 500 (250–1000) | 2.0 (2.0–2.0) | 3.0 (3.0–3.0) | 123 |',
      '| two | 5.00 (3.00–8.00) | × 2.50 | 200 (125–333) | 2.0 (2.0–2.0) | 3.0 (3.0–3.0) | 123 |',
    ]);
    expect(formatProblems(outcomes)).toEqual(['broken: did not start: no such thing']);
  });

  it('says so where there is nothing to tell', () => {
    expect(formatTable([outcome('one', [], { problem: 'another answer' })])).toBe('No gateway could be measured.');
  });
});

describe('a percentile', () => {
  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('at %d of the values 1 to 100 is %d', (share, value) => {
    expect(percentile(Array.from({ length: 100 }, (_, index) => index + 1), share)).toBe(value);
  });
});

describe('the options', () => {
  it('have defaults, shorter ones with --quick, and what is given goes over both', () => {
    expect(readOptions([])).toMatchObject({ rounds: 5, roundMs: 8_000, loads: ['distinct', 'identical', 'case-file', 'case-queue', 'duties'], engines: undefined });
    expect(readOptions(['--quick', '--rounds', '3', '--load', 'identical', '--engine', 'apollo,hive'])).toMatchObject({
      rounds: 3,
      roundMs: 2_000,
      loads: ['identical'],
      engines: ['apollo', 'hive'],
    });
  });

  it.each([
    [['--load', 'heavy'], /--load: expected some of distinct.*found heavy/],
    [['--engine', 'turbo'], /--engine: expected some of compiled.*found turbo/],
    [['--rounds', '0'], /--rounds: expected a whole number, 1 or more, found 0/],
    [['--seconds', '1.5'], /--seconds: expected a whole number/],
    [['--fast'], /--fast/],
  ])('refuse %j', (args, problem) => expect(() => readOptions(args)).toThrow(problem));
});
