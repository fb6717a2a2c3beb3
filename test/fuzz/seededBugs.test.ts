import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { findSeededBugs } from './bugs/findSeededBugs.js';
import { GATEWAY_FOLDER, withBug } from './bugs/plantBug.js';
import { SEEDED_BUGS } from './bugs/SEEDED_BUGS.js';

it('there are at least twenty, each with a name of its own', () => {
  expect(SEEDED_BUGS.length).toBeGreaterThanOrEqual(20);
  expect(new Set(SEEDED_BUGS.map(({ name }) => name)).size).toBe(SEEDED_BUGS.length);
});

it.each(SEEDED_BUGS)('can be planted: $name', async (bug) => {
  const source = await readFile(join(GATEWAY_FOLDER, bug.file), 'utf8');
  expect(withBug(bug, source)).not.toBe(source);
});

it('a text that stands nowhere, or twice, is refused', () => {
  const bug = { name: 'none', file: 'x.js', text: 'ab', becomes: 'c' };
  expect(() => withBug(bug, 'a')).toThrow('stands 0 times in x.js');
  expect(() => withBug(bug, 'ab ab')).toThrow('stands 2 times in x.js');
  expect(withBug(bug, 'x ab')).toBe('x c');
});

it('one is found, and one that changes nothing is not', async () => {
  const folder = await mkdtemp(join(PACKAGE_ROOT, 'dist', 'seeded-bugs-'));
  try {
    const bugs = [
      { name: 'a condition of the plan is inverted', file: 'execution/compilePlan.js', text: '(holds ? ifClause : elseClause)', becomes: '(holds ? elseClause : ifClause)' },
      { name: 'nothing', file: 'execution/compilePlan.js', text: '(holds ? ifClause : elseClause)', becomes: '(holds === true ? ifClause : elseClause)' },
    ];
    const reports = await findSeededBugs({ bugs, seed: 0, runs: 25, folder });
    expect(reports.map(({ foundAfter }) => foundAfter !== undefined)).toEqual([true, false]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
