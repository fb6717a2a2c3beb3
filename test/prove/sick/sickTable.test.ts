// A table that is made in shares: rows measured again replace the older ones, the others stay, in the order of the whole table.

import { expect, it } from 'vitest';
import { HEAD, replaceRows } from './sickTable.js';

const PAGE = 'before\n<!-- the table: written by `npm run prove -- sick --write` -->\n<!-- end of the table -->\nafter\n';

const row = (agency: string, fault: string, rate: string) => [agency, fault, rate, ...HEAD.slice(3).map(() => 'x')];

function cellsOf(page: string): string[][] {
  return page.split('\n').filter((line) => line.startsWith('| ')).slice(2).map((line) => line.slice(2, -2).split(' | ').slice(0, 3));
}

it('rows of two shares stand together, in order, each cell once', () => {
  const first = replaceRows(PAGE, [row('labour-demand', 'RST', '1'), row('applicants', 'kill -9', '1')], 'then');
  const second = replaceRows(first, [row('applicants', 'SIGSTOP', '2'), row('labour-demand', 'RST', '2')], 'now');
  expect(cellsOf(second)).toEqual([
    ['applicants', 'SIGSTOP', '2'],
    ['applicants', 'kill -9', '1'],
    ['labour-demand', 'RST', '2'],
  ]);
  expect(second).toContain('now.');
  expect(second).not.toContain('then.');
  expect([second.startsWith('before\n'), second.endsWith('\nafter\n')]).toEqual([true, true]);
});

it('a page without a place for it is refused', () => {
  expect(() => replaceRows('nothing', [], 'now')).toThrow('the page has no');
});
