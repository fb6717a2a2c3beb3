// `qaqpa issuer`: the development issuer alone, in the foreground.

import path from 'node:path';
import { DIST } from './packageRoot.js';
import { runInForeground } from './runChild.js';

/** Runs it until it ends; resolves to its exit code. */
export async function issuer(env: NodeJS.ProcessEnv): Promise<number> {
  return runInForeground(path.join(DIST, 'cli', 'issuer', 'main.js'), env);
}
