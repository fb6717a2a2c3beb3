// `qaqpa gateway`: the gateway alone, in the foreground, over the committed or any other supergraph.

import { access } from 'node:fs/promises';
import path from 'node:path';
import { GATEWAY_NODE_FLAGS } from '../gateway/config/nodeFlags.js';
import { CliError } from './CliError.js';
import { DIST } from './packageRoot.js';
import { runInForeground } from './runChild.js';

export interface GatewayOptions {
  /** Path of a composed schema. Default: what the configuration says. */
  readonly supergraph?: string;
  /** TCP port. Default: what the configuration says. */
  readonly port?: string;
}

/**
 * Runs the gateway until it ends; resolves to its exit code.
 * @throws CliError when the supergraph file cannot be read.
 */
export async function gateway({ supergraph, port }: GatewayOptions, env: NodeJS.ProcessEnv): Promise<number> {
  if (supergraph !== undefined) {
    await access(supergraph).catch((error: Error) => {
      throw new CliError(`the supergraph file ${supergraph} cannot be read (${error.message})`);
    });
  }
  const told = {
    ...env,
    ...(supergraph !== undefined && { SUPERGRAPH_FILE: path.resolve(supergraph) }),
    ...(port !== undefined && { PORT: port }),
  };
  return runInForeground(path.join(DIST, 'gateway', 'main.js'), told, GATEWAY_NODE_FLAGS);
}
