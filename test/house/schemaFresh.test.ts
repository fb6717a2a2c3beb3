// The committed schema files are what the agencies' code prints. Each agency prints its schema in a
// process of its own, as `qaqpa schema` has it done.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { printProblem } from '../../schema/check/SchemaProblem.js';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import { writeSchemaFiles, type AgencySdls } from '../../schema/writeSchema.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

const run = promisify(execFile);

/** Printing takes under two seconds on a slow machine; a process that hangs must not hang the suite. */
const PRINT_TIMEOUT_MS = 20_000;

async function printSdl(name: AgencyName): Promise<[AgencyName, string]> {
  const script = path.join(PACKAGE_ROOT, 'dist/subgraphs', name, 'main.js');
  const { stdout } = await run(process.execPath, [script, 'sdl'], { cwd: PACKAGE_ROOT, timeout: PRINT_TIMEOUT_MS });
  return [name, stdout];
}

it('the committed schema files are what the code prints; otherwise run `npm run schema` and commit them', async () => {
  const sdls = Object.fromEntries(await Promise.all(AGENCY_NAMES.map(printSdl))) as AgencySdls;
  const result = await writeSchemaFiles({ root: PACKAGE_ROOT, sdls, check: true });
  expect(result.kind === 'rejected' ? result.problems.map(printProblem) : []).toEqual([]);
  expect(result).toEqual({ kind: 'checked', stale: [] });
});
