// docs/rules.md says which rules of the domain are built, where, and what proves them. It is held to the
// code in both directions: no row without its module and test, no proof without its row.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

/** A row of the table, or a proof in a test file, cut to what both know. */
interface Proof {
  readonly rule: number;
  readonly module: string;
  /** Name of the test file without its ending. */
  readonly test: string;
}

/** Rules that the cases of the main query rest on. */
const NEVER_WITHOUT = [1, 3, 4, 5, 7, 8, 10, 11, 12, 15, 18, 22, 23, 25];

const GRADES = ['A', 'B', 'C', 'D', 'design'];

const page = readFileSync(path.join(PACKAGE_ROOT, 'docs', 'rules.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [, rule = '', says = '', source = '', grade = '', module = '', test = ''] = line.split('|').map((cell) => cell.trim());
    return { rule: Number(rule), says, source, grade, module: withoutTicks(module), test: withoutTicks(test) };
  });

const tests = readdirSync(path.join(PACKAGE_ROOT, 'test', 'rules'))
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.test.ts'.length));

const proofs = tests.flatMap((test): Proof[] => {
  const text = readFileSync(path.join(PACKAGE_ROOT, 'test', 'rules', `${test}.test.ts`), 'utf8');
  return [...text.matchAll(/\bproveRule\(\{\s*number: (\d+),[\s\S]*?\bmodule: '([^']+)'/g)].map(([, rule, module]) => ({
    rule: Number(rule),
    module: module!,
    test,
  }));
});

function withoutTicks(cell: string): string {
  return cell.replaceAll('`', '');
}

const lineOf = ({ rule, module, test }: Proof): string => `${rule} | ${module} | ${test}`;

describe('the table of rules', () => {
  it('has a row for every proof, and a proof for every row', () => {
    expect(rows.map(lineOf).sort()).toEqual(proofs.map(lineOf).sort());
  });

  it('leaves no test file out', () => {
    expect(new Set(rows.map(({ test }) => test))).toEqual(new Set(tests));
  });

  it('names modules that exist', () => {
    expect(rows.filter(({ module }) => !existsSync(path.join(PACKAGE_ROOT, module)))).toEqual([]);
  });

  it('names tests by the rule they prove', () => {
    expect(rows.filter(({ rule, test }) => !test.startsWith(`rule-${String(rule).padStart(2, '0')}-`))).toEqual([]);
  });

  it('says of every rule what it is, where it comes from and how well that is known', () => {
    expect(rows.filter(({ says, source, grade }) => !says.endsWith('.') || source === '' || !GRADES.includes(grade))).toEqual([]);
  });

  it('stands in the order of the rules', () => {
    expect(rows.map(({ rule }) => rule)).toEqual(rows.map(({ rule }) => rule).toSorted((a, b) => a - b));
  });

  it.each(NEVER_WITHOUT)('has rule %i', (rule) => {
    expect(rows.map((row) => row.rule)).toContain(rule);
  });
});
