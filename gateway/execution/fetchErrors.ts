// Errors of a fetch in the terms of the merged data.

import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../schema/contract/errorCodes.js';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import type { DataPath } from './EntityPath.js';
import type { Alongside, DataError } from './Execution.js';

/** @param path an empty one concerns no field. */
export function withPath({ message, extensions }: GraphQLFormattedError, path: DataPath, alongside?: Alongside): DataError {
  return { message, ...(path.length > 0 && { path }), ...(extensions && { extensions }), ...(alongside && { alongside }) };
}

/** The agency answered with something that does not fit what is known already. */
export function badResponse(agency: string, path: DataPath): DataError {
  return located('SUBGRAPH_BAD_RESPONSE', path, { agency });
}

export function tooComplex(path: DataPath): DataError {
  return located('OPERATION_TOO_COMPLEX', path);
}

function located(code: ErrorCode, path: DataPath, more: Readonly<Record<string, unknown>> = {}): DataError {
  return withPath({ message: ERROR_REGISTRY[code].message, extensions: { code, ...more } }, path);
}
