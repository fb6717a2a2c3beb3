// SECURITY.md names the test that guards each door; a test that is gone, or was given another name, guards nothing.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

/** `a/b.test.ts`, `c.test.ts`: a name without a folder stands beside the one before it. */
function testsIn(cell: string): string[] {
  let folder = '';
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) => {
    if (name.startsWith('test/')) folder = path.dirname(name);
    return name.startsWith('test/') ? name : path.join(folder, name);
  });
}

it('every door of SECURITY.md is guarded by a test that is there', () => {
  const text = readFileSync(path.join(PACKAGE_ROOT, 'SECURITY.md'), 'utf8');
  const [, doors = ''] = /^## Doors[^\n]*\n(.*?)^## /ms.exec(text) ?? [];
  const rows = doors.split('\n').filter((line) => line.startsWith('| ')).slice(1);
  expect(rows.length).toBeGreaterThan(10);
  const named = rows.map((row) => testsIn(row.split('|').at(-2) ?? ''));
  expect(rows.filter((_row, index) => named[index]?.length === 0)).toEqual([]);
  expect(named.flat().filter((file) => !existsSync(path.join(PACKAGE_ROOT, file)))).toEqual([]);
});
