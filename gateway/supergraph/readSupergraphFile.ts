// The text of the supergraph file, as it is now.

import { readFileSync } from 'node:fs';
import { StartUpError } from '../errors/StartUpError.js';

/** @throws {StartUpError} */
export function readSupergraphFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new StartUpError(`${file}: the supergraph cannot be read (${reason}): name another with supergraphFile, or compose it`, {
      cause: error,
    });
  }
}
