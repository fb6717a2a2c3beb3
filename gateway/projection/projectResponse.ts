// From merged data to the response a client gets: errors made safe, what became of each agency added.

import type { GraphQLFormattedError } from 'graphql';
import type { Operation, OperationWarning } from '../operation/Operation.js';
import type { Supergraph } from '../supergraph/Supergraph.js';
import { isRecord, ownValue } from '../util/isRecord.js';
import { JsonText } from './JsonText.js';
import { maskErrors } from './maskErrors.js';
import { refusalErrors } from './refusalErrors.js';
import type { ShownReport } from './showReports.js';

/** The body of a response, GraphQL §7.1. */
export interface ResponseBody {
  readonly errors?: readonly GraphQLFormattedError[];
  /** A tree to be printed, or text that is printed already. */
  readonly data?: ResponseData;
  readonly extensions?: ResponseExtensions;
}

export type ResponseData = Record<string, unknown> | JsonText | null;

export interface ResponseExtensions {
  /** One entry per agency the operation needed; absent where it needed none. */
  readonly agencies?: readonly ShownReport[];
  readonly warnings?: readonly OperationWarning[];
}

export interface ExecutedOperation {
  readonly data: ResponseData | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

export function projectResponse(
  executed: ExecutedOperation,
  operation: Operation,
  agencies: readonly ShownReport[],
  supergraph: Supergraph,
): ResponseBody {
  const { warnings } = operation;
  const data = executed.data ?? null;
  const masked = maskErrors(executed.errors, supergraph);
  // A response writer has dropped what the client did not ask for; a tree still tells.
  const errors = [...refusalErrors(operation), ...(data instanceof JsonText ? masked : masked.filter((error) => isSelected(data, error)))];
  const extensions: ResponseExtensions = {
    ...(agencies.length > 0 && { agencies }),
    ...(warnings.length > 0 && { warnings }),
  };
  return {
    ...(errors.length > 0 && { errors }),
    data,
    ...(Object.keys(extensions).length > 0 && { extensions }),
  };
}

/**
 * False for an error at a field that the client did not ask for: the plan also fetches what another
 * agency's @requires needs. A path that ends early, at a null, counts: the field may lie below it.
 */
function isSelected(data: Record<string, unknown> | null, { path = [] }: GraphQLFormattedError): boolean {
  let value: unknown = data;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isRecord(value)) {
      if (!Object.hasOwn(value, key)) return false;
      value = ownValue(value, String(key));
    } else return true;
  }
  return true;
}
