// Reads a composed schema and works out what the gateway needs of it, all in place: for commands, tests, and the engine
// that plans in place as well. Everything that can be wrong with the file ends in one StartUpError whose single
// line names the file and what to do.

import { firstLineOf } from '../util/firstLineOf.js';
import { assembleSupergraph } from './assembleSupergraph.js';
import { readComposition } from './readComposition.js';
import { readSupergraphFile } from './readSupergraphFile.js';
import type { Supergraph } from './Supergraph.js';
import { unusableSupergraph } from './unusableSupergraph.js';

/** @throws {StartUpError} where the file cannot be read or is no supergraph. */
export function loadSupergraph(file: string): Supergraph {
  return parseSupergraph(file, readSupergraphFile(file));
}

/**
 * @param file where the text came from, for the complaint.
 * @throws {StartUpError}
 */
export function parseSupergraph(file: string, sdl: string): Supergraph {
  try {
    return buildSupergraph(sdl);
  } catch (error) {
    throw unusableSupergraph(file, firstLineOf(error), error);
  }
}

/** @throws where the text is no GraphQL, or no supergraph of federation 2. */
export function buildSupergraph(sdl: string): Supergraph {
  return assembleSupergraph(sdl, readComposition(sdl));
}
