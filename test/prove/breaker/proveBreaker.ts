// Simulates outages of an agency before the gateway's breaker and before plain opossum, and prints what each made of
// them: how soon it opened, how often for nothing, and what a sick agency was still asked.
//
//   npm run build && node dist/test/prove/breaker/proveBreaker.js --help

import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Value } from 'typebox/value';
import { breakerSchema } from '../../../gateway/config/isolationSchema.js';
import type { BreakerSettings } from '../../../gateway/subgraph/breaker/RollingBreaker.js';
import { isRecord } from '../../../gateway/util/isRecord.js';
import { contendersWith, TIMEOUT_MS, type Contender } from './contenders.js';
import { OUTAGES, type Outage } from './outages.js';
import { seededRandom } from './seededRandom.js';
import { simulate, type SimulationResult } from './simulate.js';

const HELP = `Simulates outages of one agency before the gateway's breaker and before plain opossum, in made-up time.

  --rate N     calls to the agency a second, 1 to 1000 (20)
  --runs N     runs of each outage, each with other chances, 1 to 10000 (50)
  --seed N     where chance begins, 0 to 4294967295 (1)
  --set NAME=N a setting of agencies.<name>.breaker for ours, such as minimumCalls=5; may be repeated
  --help       this text

Per outage and breaker, over all runs:

  opens after    median time from the begin of the fault to the first opening, and the longest; and in how many runs it opened
  false opens    openings for nothing, per run: outside the fault, or in one at which callers are better off asking
  probes         calls that reached the sick agency after the first opening, per 10 s
  failed calls   calls of the fault's time that failed after they were let through: gaps that somebody waited for
  answered       share of the calls of the fault's time that were answered
  recovers after median time from the end of the fault until nobody is refused any more, and the longest
  refused well   share of the calls that were refused although the agency was well again`;

interface Options {
  readonly rate: number;
  readonly runs: number;
  readonly seed: number;
  readonly settings: Partial<BreakerSettings>;
}

/**
 * @param args as on the command line, without the command.
 * @param write takes the lines.
 * @returns the exit code.
 */
export async function proveBreaker(args: readonly string[], write: (line: string) => void): Promise<number> {
  let options: Options | undefined;
  try {
    options = readOptions(args);
  } catch (error) {
    write(error instanceof Error ? error.message : String(error));
    return 1;
  }
  if (options === undefined) {
    write(HELP);
    return 0;
  }
  const { rate, runs, seed, settings: overrides } = options;
  const contenders = contendersWith(overrides);
  write(`${rate} calls a second, given up after ${TIMEOUT_MS} ms; ${runs} runs of each outage, seed ${seed}.`);
  for (const { name, settings } of contenders) write(`${name}: ${settings}`);
  write('');
  write('| Fault | Breaker | opens after, median (longest) | false opens per run | probes per 10 s | failed calls | answered | recovers after, median (longest) | refused well |');
  write('|---|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const outage of OUTAGES) {
    for (const contender of contenders) write(rowOf(outage, contender, await run(outage, contender, options)));
  }
  return 0;
}

async function run(outage: Outage, contender: Contender, { rate, runs, seed }: Options): Promise<SimulationResult[]> {
  const results: SimulationResult[] = [];
  for (let index = 0; index < runs; index += 1) {
    // Every contender meets the same chances; a breaker's own are apart.
    const [random, ownRandom] = [seededRandom(seed * 100_003 + index), seededRandom(seed * 7_919 + index)];
    const createBreaker: Parameters<typeof simulate>[0]['createBreaker'] = (onStateChange) => contender.create(ownRandom, onStateChange);
    results.push(await simulate({ outage, createBreaker, callsPerSecond: rate, timeoutMs: TIMEOUT_MS, random }));
  }
  return results;
}

function rowOf({ name, what }: Outage, contender: Contender, results: readonly SimulationResult[]): string {
  const opened = results.map(({ openedAfterMs }) => openedAfterMs).filter((ms) => ms !== undefined);
  const probes = results.map(({ probesPerWindow }) => probesPerWindow).filter((count) => count !== undefined);
  const recovered = results.map(({ recoveredAfterMs }) => recoveredAfterMs);
  const share = opened.length === results.length ? '' : `, in ${opened.length} of ${results.length} runs`;
  const cells = [
    `${name}: ${what}`,
    contender.name,
    opened.length === 0 ? 'never' : `${seconds(median(opened))} (${seconds(Math.max(...opened))})${share}`,
    mean(results.map(({ falseOpens }) => falseOpens)).toFixed(2),
    probes.length === 0 ? '–' : mean(probes).toFixed(1),
    mean(results.map(({ failedCalls }) => failedCalls)).toFixed(0),
    percent(mean(results.map(({ answeredRatio }) => answeredRatio))),
    `${seconds(median(recovered))} (${seconds(Math.max(...recovered))})`,
    percent(mean(results.map(({ refusedWhileWell }) => refusedWhileWell))),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** @returns undefined where help is asked for. @throws {Error} that says what was expected and found. */
function readOptions(args: readonly string[]): Options | undefined {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { rate: text, runs: text, seed: text, set: { type: 'string', multiple: true, default: [] }, help: { type: 'boolean', default: false } } });
  if (values.help) return undefined;
  return {
    rate: readNumber('rate', values.rate ?? '20', 1, 1_000),
    runs: readNumber('runs', values.runs ?? '50', 1, 10_000),
    seed: readNumber('seed', values.seed ?? '1', 0, 4_294_967_295),
    settings: readSettings(values.set),
  };
}

function readSettings(texts: readonly string[]): Partial<BreakerSettings> {
  const settings = Object.fromEntries(texts.map((text) => [text.split('=')[0] ?? '', Number(text.split('=')[1])]));
  // The defaults make it whole, so that only what was set can be wrong.
  const whole: unknown = Value.Default(breakerSchema, { ...settings });
  if (!isRecord(whole) || !Value.Check(breakerSchema, whole)) {
    throw new Error(`--set: expected NAME=NUMBER of ${Object.keys(breakerSchema.properties).join(', ')}, each within its range, found ${texts.join(' ')}`);
  }
  return settings;
}

function readNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isInteger(number) || number < least || number > most) {
    throw new Error(`--${option}: expected a whole number from ${least} to ${most}, found ${text}`);
  }
  return number;
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
const percent = (ratio: number) => `${(100 * ratio).toFixed(1)} %`;
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await proveBreaker(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
}
