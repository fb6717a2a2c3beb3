// The table as Markdown, and its place in the docs: rows that were measured again replace those of the same cells, so that it
// can be made in shares.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AGENCY_NAMES } from '../../../schema/contract/AgencyName.js';
import { PACKAGE_ROOT } from '../../kit/packageRoot.js';
import { FAULTS } from '../../kit/sick/faults.js';
import { tableOf } from '../Proof.js';
import type { CellFigures } from './judgeCell.js';
import type { Cell } from './runCell.js';

export const HEAD = [
  'agency',
  'fault',
  'arrivals a second',
  'samples',
  'p99 ms, all well → sick',
  'ratio',
  'lost',
  'needing: whole, rest by code',
  'slowest ms',
  'CPU',
  'resident MB, all well → sick',
  'heap + buffers MB',
  'loop held ms',
  'heard again after',
  'holds',
] as const;

const PAGE = path.join(PACKAGE_ROOT, 'docs', 'one-sick-agency.md');
const BEGIN = '<!-- the table: written by `npm run prove -- sick --write` -->';
const END = '<!-- end of the table -->';

export function rowOf({ agency, fault, rounds }: Cell, figures: CellFigures, perSecond: number, shortfalls: readonly string[]): readonly string[] {
  const { needing } = figures;
  const rest = Object.entries(needing.rest).map(([code, count]) => `${count} ${code.replace('SUBGRAPH_', '').toLowerCase().replaceAll('_', ' ')}`);
  return [
    agency,
    fault.title,
    perSecond.toFixed(0),
    `${rounds.length} × ${figures.samples}`,
    `${figures.healthyP99.toFixed(1)} → ${figures.sickP99.toFixed(1)}`,
    figures.ratio.toFixed(2),
    String(figures.lost),
    [`${needing.whole} whole`, ...rest, ...(needing.wrong > 0 ? [`${needing.wrong} wrong`] : [])].join(', '),
    figures.slowestNeedingMs.toFixed(0),
    `× ${figures.cpuRatio.toFixed(2)}`,
    `${megabytes(figures.healthyResidentBytes)} → ${megabytes(figures.sickResidentBytes)}`,
    `${megabytes(figures.heapBytes)} + ${megabytes(figures.bufferBytes)}`,
    figures.loopHeldMs.toFixed(0),
    figures.recoveredAfterMs === undefined ? 'never' : `${(figures.recoveredAfterMs / 1_000).toFixed(1)} s`,
    shortfalls.length === 0 ? 'yes' : `no: ${shortfalls.join('; ')}`,
  ].map((cell) => cell.replaceAll('|', '/'));
}

/** @param ground on what it was measured. */
export async function writeRows(rows: readonly (readonly string[])[], ground: string): Promise<void> {
  await writeFile(PAGE, replaceRows(await readFile(PAGE, 'utf8'), rows, ground));
}

/** @throws Error where the page has no place for the table. */
export function replaceRows(page: string, rows: readonly (readonly string[])[], ground: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`the page has no ${BEGIN} … ${END}`);
  const merged = new Map([...rowsIn(page.slice(begin, end)), ...rows].map((row) => [keyOf(row), row]));
  const ordered = ORDER.map((key) => merged.get(key)).filter((row) => row !== undefined);
  return `${page.slice(0, begin)}${BEGIN}\n\n${ground}.\n\n${tableOf(HEAD, ordered)}\n\n${page.slice(end)}`;
}

const ORDER = AGENCY_NAMES.flatMap((agency) => FAULTS.map(({ title }) => keyOf([agency, title])));

function keyOf([agency, fault]: readonly (string | undefined)[]): string {
  return `${agency} ${fault}`;
}

/** Of the table that stands there: what is neither its head nor the line below. */
function rowsIn(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => line.slice(2, -2).split(' | '));
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(0);
}
