// The development issuer as a process: part of `qaqpa start`, or alone as `qaqpa issuer`.

import { loadConfig } from '../../gateway/config/loadConfig.js';
import { StartUpError } from '../../gateway/errors/StartUpError.js';
import { CliError } from '../CliError.js';
import { listenForStop } from '../system/stopSignals.js';
import { createIssuerServer } from './createIssuerServer.js';
import { loadIssuerKey } from './loadIssuerKey.js';
import { refuseProduction } from './refuseProduction.js';

await main();

async function main(): Promise<void> {
  try {
    const { environment, dataDir, identity } = loadConfig({ env: process.env });
    refuseProduction(environment);
    const { stop } = listenForStop(process);
    const port = identity.developmentIssuerPort;
    const server = createIssuerServer(await loadIssuerKey(dataDir), port);
    const url = await server.listen({ host: '127.0.0.1', port }).catch((error: Error) => {
      throw new CliError(`port ${port} cannot be listened on (${error.message}); set ISSUER_PORT to another`);
    });
    console.log(JSON.stringify({ name: 'issuer', msg: 'development issuer ready', url }));
    const stopped = new Promise<void>((resolve) => {
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
    if (!stop.aborted) await stopped;
    await server.close();
    process.exit(0);
  } catch (error) {
    if (!(error instanceof CliError || error instanceof StartUpError)) throw error;
    console.error(`issuer: ${error.message}`);
    process.exitCode = 1;
  }
}
