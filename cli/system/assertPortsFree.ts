// Looks for taken ports before anything is started: four processes that die one after the other would
// say the same in a longer way. Between this look and the start a port can still be taken; then the
// process concerned says so itself.

import { createServer } from 'node:net';
import { CliError } from '../CliError.js';

/** A port that somebody will listen on. */
export interface Door {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The environment variable that moves it to another port. */
  readonly addressVariable: string;
}

/** @throws CliError that names the first port in use or left to the system to choose, who wanted it, and the setting that moves it. */
export async function assertPortsFree(doors: readonly Door[]): Promise<void> {
  const wanted = new Map<number, Door>();
  for (const door of doors) {
    const { name, port, addressVariable } = door;
    // Where each listens is told to the others, and to who reads along, before any of them runs.
    if (port === 0) throw new CliError(`${name} must have a port that is known beforehand; set ${addressVariable} to one above 0`);
    const other = wanted.get(port);
    if (other) throw new CliError(`port ${port} is given to ${other.name} and to ${name}; set ${addressVariable} to another one`);
    wanted.set(port, door);
    const code = await tryToListen(door);
    switch (code) {
      case null:
        break;
      case 'EADDRINUSE':
        throw new CliError(`port ${port} (${name}) is in use; stop what listens there or set ${addressVariable}`);
      case 'EACCES':
        throw new CliError(`port ${port} (${name}) needs rights that this user does not have; set ${addressVariable} to a port above 1023`);
      default:
        throw new CliError(`${name} cannot listen on ${door.host}:${port} (${code}); set ${addressVariable}`);
    }
  }
}

/** Resolves to the error code, or null where the port was free; it is free again afterwards. */
function tryToListen({ host, port }: Door): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
