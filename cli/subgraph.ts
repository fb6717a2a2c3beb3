// `qaqpa subgraph NAME`: one agency alone, in the foreground. Its settings are environment variables.

import path from 'node:path';
import { AGENCY_NAMES, isAgencyName } from '../schema/contract/AgencyName.js';
import { CliError } from './CliError.js';
import { DIST } from './packageRoot.js';
import { runInForeground } from './runChild.js';

/**
 * Runs the agency until it ends; resolves to its exit code.
 * @throws CliError for a name that is no agency's.
 */
export async function subgraph(name: string, env: NodeJS.ProcessEnv): Promise<number> {
  if (!isAgencyName(name)) throw new CliError(`there is no agency "${name}"; the agencies are ${AGENCY_NAMES.join(', ')}`);
  return runInForeground(path.join(DIST, 'subgraphs', name, 'main.js'), env);
}
