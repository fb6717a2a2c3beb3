// `qaqpa schema`: brings the committed schema files in line with the code: each agency's SDL, the
// supergraph composed of them, the public API schema, and the types and the manifest of the named operations.

import path from 'node:path';
import { AGENCY_NAMES } from '../schema/contract/AgencyName.js';
import { type AgencySdls, writeSchemaFiles } from '../schema/writeSchema.js';
import { printProblem } from '../schema/check/SchemaProblem.js';
import { CliError } from './CliError.js';
import { DIST, PACKAGE_ROOT } from './packageRoot.js';
import { readOutput } from './runChild.js';

export interface SchemaOptions {
  /** True: write nothing, fail when a file is stale. */
  readonly check: boolean;
  readonly print: (line: string) => void;
}

/** @throws CliError with the rule and the place of each problem, or the files that are stale. */
export async function schema({ check, print }: SchemaOptions): Promise<void> {
  const result = await writeSchemaFiles({ root: PACKAGE_ROOT, sdls: await printAgencySdls(), check });
  switch (result.kind) {
    case 'rejected':
      throw new CliError(`the agencies' schemas do not fit together:\n${result.problems.map(printProblem).join('\n')}`);
    case 'checked':
      if (result.stale.length > 0) throw new CliError(`out of date: ${result.stale.join(', ')}; run "npm run schema" and commit them`);
      print('every schema file is up to date');
      break;
    case 'written':
      for (const hint of result.hints) print(`hint: ${hint}`);
      print(result.changed.length === 0 ? 'every schema file was up to date' : `written: ${result.changed.join(', ')}`);
  }
}

/** Each agency prints its own schema, in a process of its own: type-graphql keeps one registry per process. */
async function printAgencySdls(): Promise<AgencySdls> {
  const sdls = await Promise.all(
    AGENCY_NAMES.map(async (name) => [name, await readOutput(path.join(DIST, 'subgraphs', name, 'main.js'), ['sdl'])] as const),
  );
  return Object.fromEntries(sdls) as unknown as AgencySdls;
}
