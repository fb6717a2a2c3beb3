// Every link from one of our pages to a file, a folder or a heading leads somewhere.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

/** Not ours, or written by tools. */
const SKIPPED = new Set(['node_modules', 'dist']);

const pages = listPages('');

it('finds the pages it is about', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'schema/README.md']));
});

it.each(pages)('%s links only to what is there', (page) => {
  expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
});

function listPages(folder: string): string[] {
  return readdirSync(path.join(PACKAGE_ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : listPages(name);
    return name.endsWith('.md') ? [name] : [];
  });
}

/** Targets of `[text](target)` outside of code, those of other hosts excepted. */
function linksOf(page: string): string[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file, heading] = link.split('#') as [string, string?];
  const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
  if (!existsSync(path.join(PACKAGE_ROOT, target))) return false;
  return heading === undefined || (statSync(path.join(PACKAGE_ROOT, target)).isFile() && anchorsOf(target).includes(heading));
}

/** As GitHub makes them: lower case, blanks to hyphens, other punctuation away. */
function anchorsOf(page: string): string[] {
  return [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!.trim().toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'),
  );
}

/** The page without its code blocks. */
function proseOf(page: string): string {
  return readFileSync(path.join(PACKAGE_ROOT, page), 'utf8').replaceAll(/^```[^]*?^```$/gm, '');
}
