// The door out for errors that stand beside data. What the subgraph client wrote or let pass is already
// fit for clients and carries a code and an agency, and so is what says no more than a code's fixed text;
// everything else comes from inside the engine and shows only that it failed.

import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../../schema/contract/errorCodes.js';
import { ERROR_REGISTRY } from '../errors/errorRegistry.js';
import type { Supergraph } from '../supergraph/Supergraph.js';

/** Extensions of ours that a client can use; anything else in `extensions` stays inside. */
const SHOWN_EXTENSIONS = ['code', 'agency', 'argument', 'retryAfterMs'] as const;

/** Federation's code for a value that does not fit the composed schema. */
const VALUE_CODE = 'INVALID_GRAPHQL';

export function maskErrors(errors: readonly GraphQLFormattedError[], supergraph: Supergraph): GraphQLFormattedError[] {
  return errors.map((error) => maskError(error, supergraph));
}

function maskError({ message, path, extensions = {} }: GraphQLFormattedError, supergraph: Supergraph): GraphQLFormattedError {
  const located = path === undefined ? {} : { path };
  if (typeof extensions['agency'] === 'string') {
    const shown = SHOWN_EXTENSIONS.filter((key) => extensions[key] !== undefined).map((key) => [key, extensions[key]]);
    return { message, ...located, extensions: Object.fromEntries(shown) };
  }
  if (isFixedText(message, extensions['code'])) return { message, ...located, extensions: { code: extensions['code'] } };
  if (extensions['code'] === VALUE_CODE && path !== undefined) {
    const agency = agencyInMessage(message, supergraph);
    return {
      message: ERROR_REGISTRY.SUBGRAPH_BAD_RESPONSE.message,
      path,
      extensions: { code: 'SUBGRAPH_BAD_RESPONSE', ...(agency !== undefined && { agency }) },
    };
  }
  return { message: ERROR_REGISTRY.INTERNAL_SERVER_ERROR.message, ...located, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}

/** True for an error of our own: the registry's words for its code. */
function isFixedText(message: string, code: unknown): boolean {
  return typeof code === 'string' && Object.hasOwn(ERROR_REGISTRY, code) && ERROR_REGISTRY[code as ErrorCode].message === message;
}

/** Apollo names the field only in its text: "Cannot return null for non-nullable field Region.kind." */
function agencyInMessage(message: string, supergraph: Supergraph): string | undefined {
  const [, type, field] = /field (\w+)\.(\w+)/.exec(message) ?? [];
  const agencies = type === undefined || field === undefined ? [] : supergraph.agenciesOf(type, field);
  return agencies.length === 1 ? agencies[0] : undefined;
}
