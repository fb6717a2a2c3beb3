// The composition library's errors, turned into problems that an agency can act on: its own schema,
// the place, the line, and advice for the errors that newcomers to federation meet most.

import { errorCauses, errorCode, errorCodeDef } from '@apollo/federation-internals';
import { GraphQLError, type ASTNode } from 'graphql';
import { lineOf } from '../check/place.js';
import type { SchemaProblem } from '../check/SchemaProblem.js';

const ERROR_REFERENCE = 'https://www.apollographql.com/docs/federation/errors/';

const ADVICE: Readonly<Record<string, string>> = {
  INVALID_GRAPHQL: 'Correct the SDL in this place until it is valid GraphQL.',
  EXTERNAL_MISSING_ON_BASE: 'Name the field as the agency that resolves it does, or drop it and its @external.',
  EXTERNAL_TYPE_MISMATCH: 'Give the @external field the type that the agency resolving it declares.',
  EXTERNAL_UNUSED: 'Use the field in a @requires, @provides or @key of this agency, or drop it.',
  FIELD_TYPE_MISMATCH: 'Agree on one type for the field; nullability and lists count.',
  INTERFACE_FIELD_NO_IMPLEM: 'Add the interface field to every implementing type first, and to the interface last.',
  INVALID_FIELD_SHARING: 'Let one agency resolve the field and drop it from the others, or mark it @shareable in every agency that resolves it.',
  KEY_INVALID_FIELDS: 'Let the @key name only fields that the type has in this agency.',
  REQUIRES_INVALID_FIELDS: 'Let @requires name only fields that the type has in this agency, and mark those @external.',
  SATISFIABILITY_ERROR: 'Make the type reachable: the agency that resolves the field needs a @key that the others can supply.',
  TYPE_KIND_MISMATCH: 'Use another name, or make it the same kind of type (object, interface, enum, …) in all agencies.',
  UNKNOWN_FEDERATION_LINK_VERSION: 'Link a version of the federation specification up to v2.14.',
};

/**
 * Problems of one error thrown or returned by the composition library. An aggregate gives one problem
 * per cause.
 *
 * @param agency whose schema was being read, where that is known.
 */
export function compositionProblems(error: unknown, agency: string | null = null): SchemaProblem[] {
  if (!(error instanceof Error)) throw error;
  const causes = errorCauses(error);
  // Anything but a GraphQLError is a fault of the library or ours, not of the schemas.
  if (causes === undefined && !(error instanceof GraphQLError)) throw error;
  return (causes ?? [error as GraphQLError]).map((cause) => toProblem(cause, agency));
}

function toProblem(error: GraphQLError, agency: string | null): SchemaProblem {
  const code = errorCode(error) ?? 'INVALID_GRAPHQL';
  const node = error.nodes?.find((candidate) => agency === null || subgraphOf(candidate) === agency) ?? error.nodes?.[0];
  const prefix = /^\[([^\]]+)\] /.exec(error.message);
  const culprit = agency ?? prefix?.[1] ?? onlySubgraph(error.nodes ?? []);
  const line = (node === undefined ? null : lineOf(node)) ?? error.locations?.[0]?.line ?? null;
  return {
    rule: code,
    agency: culprit,
    place: findCoordinate(error.message),
    // A line without the schema it is a line of would send people to the wrong file.
    line: culprit === null ? null : line,
    message: prefix === null ? error.message : error.message.slice(prefix[0].length),
    mend: ADVICE[code] ?? `${errorCodeDef(code)?.description ?? 'Correct the schema in this place.'} See ${ERROR_REFERENCE}#${code}`,
  };
}

/** Nodes carry their subgraph's name where the library merged them. */
function subgraphOf(node: ASTNode): string | null {
  return 'subgraph' in node && typeof node.subgraph === 'string' ? node.subgraph : null;
}

function onlySubgraph(nodes: readonly ASTNode[]): string | null {
  const names = new Set(nodes.map(subgraphOf));
  return names.size === 1 ? ([...names][0] ?? null) : null;
}

/** The first schema coordinate that the library quotes, `"Type.field"` before a bare `"Type"`. */
function findCoordinate(message: string): string | null {
  return (/"([A-Za-z]\w*\.\w+(?:\(\w+:\))?)"/.exec(message) ?? /"([A-Z]\w*)"/.exec(message))?.[1] ?? null;
}
