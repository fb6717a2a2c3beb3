// The source as the house tests see it: text and imports of every file, read once, without compiling.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

export interface Import {
  /** As written: `./x.js`, `node:fs`, `graphql`. */
  readonly specifier: string;
  /** Path from the package's root without ending, for relative imports; null for packages. */
  readonly target: string | null;
  /** False for `import type`: it is erased and loads nothing. */
  readonly atRuntime: boolean;
}

export interface SourceFile {
  /** Path from the package's root with forward slashes: `gateway/util/Clock.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const FOLDERS = ['bin', 'cli', 'gateway', 'schema', 'subgraphs', 'test'];

/** Written by a tool, which answers for its form. */
const GENERATED = 'schema/generated/';

/** Static `import … from`, `export … from`, bare `import '…'`, and `import('…')` of a fixed text. */
const IMPORT = /^[ \t]*(?:import|export)\b([^;'"`]*?)\bfrom\s*'([^']+)'|^[ \t]*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;

/** Every hand-written TypeScript and JavaScript file, in alphabetical order. */
export function readSourceFiles(): SourceFile[] {
  return FOLDERS.flatMap(listCode)
    .filter((file) => !file.startsWith(GENERATED))
    .sort()
    .map((file) => parseSourceFile(file, readFileSync(path.join(PACKAGE_ROOT, file), 'utf8')));
}

/** A file's imports by its text alone. */
export function parseSourceFile(file: string, text: string): SourceFile {
  const imports = [...text.matchAll(IMPORT)].map(([, clause, from, bare, dynamic]): Import => {
    const specifier = from ?? bare ?? dynamic ?? '';
    const relative = specifier.startsWith('.');
    return {
      specifier,
      target: relative ? withoutEnding(path.posix.join(path.posix.dirname(file), specifier)) : null,
      atRuntime: !/^\s+type\b/.test(clause ?? ''),
    };
  });
  return { path: file, text, imports };
}

/** `gateway/util/Clock.ts` and `gateway/util/Clock.js` are one module. */
export function withoutEnding(file: string): string {
  return file.replace(/\.(?:ts|js)$/, '');
}

function listCode(folder: string): string[] {
  return readdirSync(path.join(PACKAGE_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|js)$/.test(name))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`);
}
