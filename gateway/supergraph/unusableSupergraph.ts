// What is said of a supergraph file that holds none.

import { StartUpError } from '../errors/StartUpError.js';

/** @param reason one line. */
export function unusableSupergraph(file: string, reason: string, cause?: unknown): StartUpError {
  return new StartUpError(`${file}: no usable supergraph: ${reason}`, { cause });
}
