// Every source file says what it is, can be read in one sitting, and is finished.

import { describe, expect, it } from 'vitest';
import { readSourceFiles } from './sourceFiles.js';

/** Lines. Source files are mostly 40–200; the core of a stage may reach this. */
const MAX_LINES = 350;

/** Files that are one idea in more lines than that, with their own bound. */
const LONGER: Readonly<Record<string, number>> = {};

/** Words that say that something is still to come. */
const UNFINISHED = /\b(?:todo|fixme|xxx|for now|stub|placeholder)\b/i;

/** A place or a plan outside the repository. */
const ELSEWHERE = /\/work\/|\/root\/|\bissue ?#?\d/i;

/** It has to say the words that it looks for. */
const THIS_FILE = 'test/house/files.test.ts';

const files = readSourceFiles();

function linesWith(pattern: RegExp): string[] {
  return files.filter(({ path }) => path !== THIS_FILE).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}

describe('every source file', () => {
  // The names of tests say what a test file answers.
  it('opens with a comment that says what it answers, unless it is a test', () => {
    const silent = files.filter(({ path, text }) => !path.endsWith('.test.ts') && !/^(?:#!.*\n)?(?:\/\/ \S|\/\*)/.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it(`has at most ${MAX_LINES} lines, or stands in the list of longer ones`, () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ path, lines }) => lines > (LONGER[path] ?? MAX_LINES));
    expect(long).toEqual([]);
  });

  it('is listed as longer only while it is', () => {
    const needless = Object.keys(LONGER).filter(
      (path) => (files.find((file) => file.path === path)?.text.trimEnd().split('\n').length ?? 0) <= MAX_LINES,
    );
    expect(needless).toEqual([]);
  });

  it('is finished', () => {
    expect(linesWith(UNFINISHED)).toEqual([]);
  });

  it('speaks of nothing outside the repository', () => {
    expect(linesWith(ELSEWHERE)).toEqual([]);
  });
});
