import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadPlainScript } from '../kit/plainScript.js';

const { removeOrphans, lacksOutput } = loadPlainScript('prepare/build.js') as {
  removeOrphans: (root: string) => string[];
  lacksOutput: (root: string) => boolean;
};

let clone: string;

beforeEach(async () => {
  clone = await mkdtemp(path.join(tmpdir(), 'qaqpa-build-'));
});

afterEach(() => rm(clone, { recursive: true, force: true }));

async function write(...files: string[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.dirname(path.join(clone, file)), { recursive: true });
    await writeFile(path.join(clone, file), '');
  }
}

describe('outputs whose source is gone', () => {
  test('a deleted test does not run again: its output and source map are removed', async () => {
    await write('test/kept.test.ts', 'dist/test/kept.test.js', 'dist/test/kept.test.js.map');
    await write('dist/test/gone.test.js', 'dist/test/gone.test.js.map');
    expect(removeOrphans(clone).sort()).toEqual(['test/gone.test.js', 'test/gone.test.js.map']);
    expect(existsSync(path.join(clone, 'dist/test/gone.test.js'))).toBe(false);
    expect(existsSync(path.join(clone, 'dist/test/kept.test.js'))).toBe(true);
  });

  test('a copied data file goes with its source', async () => {
    await write('schema/kept.json', 'dist/schema/kept.json', 'dist/schema/gone.json');
    expect(removeOrphans(clone)).toEqual(['schema/gone.json']);
  });

  test("the compiler's own record and folders it does not make are left alone", async () => {
    await write('dist/.tsbuildinfo', 'dist/other/tool.js');
    expect(removeOrphans(clone)).toEqual([]);
  });

  test('without dist there is nothing to remove', () => {
    expect(removeOrphans(clone)).toEqual([]);
  });
});

describe('outputs that somebody deleted', () => {
  test('a source without its output is noticed, in any folder', async () => {
    await write('cli/main.ts', 'dist/cli/main.js', 'gateway/util/Clock.ts');
    expect(lacksOutput(clone)).toBe(true);
    await write('dist/gateway/util/Clock.js');
    expect(lacksOutput(clone)).toBe(false);
  });

  test('a declaration file, which has no output, is not missed', async () => {
    await write('gateway/types.d.ts');
    expect(lacksOutput(clone)).toBe(false);
  });
});
