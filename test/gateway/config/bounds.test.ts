// Every number of the configuration, found in its schema: just under, at and over each of its bounds. At a bound it may
// still contradict another setting, which is another message.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../gateway/config/ConfigError.js';
import { configSchema } from '../../../gateway/config/configSchema.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';

interface Setting {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly patternProperties?: Readonly<Record<string, Setting>>;
}

interface NumberSetting extends Setting {
  readonly path: readonly string[];
}

/** Of settings that stand in lists there are none that are numbers but within issuers, which need much around them. */
function numbersIn({ properties = {}, patternProperties = {}, ...setting }: Setting, path: readonly string[] = []): NumberSetting[] {
  if (setting.type === 'integer' || setting.type === 'number') return [{ ...setting, path }];
  const below = [...Object.entries(properties), ...Object.values(patternProperties).map((each) => ['applicants', each] as const)];
  return below.flatMap(([name, each]) => numbersIn(each, [...path, name]));
}

const NUMBERS = numbersIn(configSchema as Setting);
const folder = mkdtempSync(join(tmpdir(), 'qaqpa-bounds-'));
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(path: readonly string[], value: unknown): readonly string[] {
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)));
  try {
    loadConfig({ file, env: {} });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.replace(`${file}: `, ''));
    throw error;
  }
}

it('there are numbers for all of isolation', () => {
  expect(NUMBERS.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining([
      'agencies.applicants.timeoutMs',
      'agencies.applicants.connectTimeoutMs',
      'agencies.applicants.maxResponseBytes',
      'agencies.applicants.maxInFlight',
      'agencies.applicants.breaker.minimumCalls',
      'agencies.applicants.breaker.failureRatio',
      'agencies.applicants.breaker.slowCallMs',
      'agencies.applicants.breaker.maxOpenMs',
      'agencies.applicants.retry.budgetRatio',
      'agencies.applicants.staleIfError.maxAgeMs',
      'load.maxInFlight',
      'load.maxEventLoopDelayMs',
      'maxTimeoutMs',
      'planning.timeoutMs',
    ]),
  );
});

describe.each(NUMBERS.map((setting) => [setting.path.join('.'), setting] as const))('%s', (_name, { path, type, minimum, maximum, exclusiveMaximum, description, ...setting }) => {
  const place = `/${path.join('/')}`;
  const step = type === 'integer' ? 1 : 0.001;
  const highest = maximum ?? (exclusiveMaximum ?? Number.NaN) - step;
  const range = `a number from ${minimum} to ${maximum ?? `below ${exclusiveMaximum}`}`;

  it('has both bounds, a meaning, and a default within the bounds', () => {
    expect([minimum, highest].every(Number.isFinite)).toBe(true);
    expect(description).toMatch(/\.$/);
    const { default: usual } = setting;
    if (usual !== undefined) expect(problemsOf(path, usual)).toEqual([]);
  });

  it.each([minimum!, highest])('takes %d', (value) => {
    expect(problemsOf(path, value).filter((problem) => problem.startsWith(`${place}: expected ${range},`))).toEqual([]);
  });

  it.each([minimum! - step, highest + step])('refuses %d with its place, what is allowed, and what was found', (value) => {
    expect(problemsOf(path, value)).toEqual([`${place}: expected ${range}, found ${value}`]);
  });
});
