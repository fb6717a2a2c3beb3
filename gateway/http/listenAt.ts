// Opens a door of the gateway. What keeps it shut is the operator's to mend, so it is told with the setting that moves it.

import type { FastifyInstance } from 'fastify';
import { StartUpError } from '../errors/StartUpError.js';

export interface Place {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Environment variables that move the door. */
export interface PlaceVariables {
  readonly host: string;
  readonly port: string;
}

/**
 * @returns where it listens, without a trailing slash: `http://127.0.0.1:4000`.
 * @throws {StartUpError} where the port is taken or may not be opened, or the address is none of this machine.
 */
export async function listenAt(server: FastifyInstance, { host, port }: Place, variables: PlaceVariables): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new StartUpError(`port ${port} on ${host} is in use: stop what listens there, or set ${variables.port} to another`, { cause: error });
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartUpError(`${host} is no address of this machine: set ${variables.host} to one that is`, { cause: error });
    }
    if (code === 'EACCES') throw new StartUpError(`port ${port} may not be opened: set ${variables.port} to 1024 or more`, { cause: error });
    throw error;
  }
}
