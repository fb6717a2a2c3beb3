// The parameters of a GraphQL request (GraphQL over HTTP, "Request Parameters"), from a JSON body or
// from a query string. Unknown parameters are ignored, as the specification asks; known ones of the
// wrong type are refused.

import { parse } from 'node:querystring';
import { ClientError } from '../errors/ClientError.js';
import type { OperationRequest } from '../operation/Operation.js';
import { isRecord, ownValue } from '../util/isRecord.js';
import { isWithinDepth } from '../util/isWithinDepth.js';
import { parseJson } from './parseJson.js';

/** Objects and lists within each other that variables may hold. Input types are some five deep. */
const MAX_DEPTH = 100;

/** @throws {ClientError} */
export function readBodyParameters(body: unknown): OperationRequest {
  if (!isRecord(body)) throw badParameter('The body must be a JSON object with a "query".');
  return readParameters({
    query: ownValue(body, 'query'),
    operationName: ownValue(body, 'operationName'),
    variables: ownValue(body, 'variables'),
    extensions: ownValue(body, 'extensions'),
  });
}

/**
 * @param url as it was sent, from the path on.
 * @throws {ClientError}
 */
export function readUrlParameters(url: string): OperationRequest {
  const search = readSearch(url);
  return readParameters({
    query: ownValue(search, 'query'),
    operationName: ownValue(search, 'operationName') === '' ? undefined : ownValue(search, 'operationName'),
    variables: parseJsonParameter('variables', ownValue(search, 'variables')),
    extensions: parseJsonParameter('extensions', ownValue(search, 'extensions')),
  });
}

interface RawParameters {
  readonly query: unknown;
  readonly operationName: unknown;
  readonly variables: unknown;
  readonly extensions: unknown;
}

function readParameters({ query, operationName, variables, extensions }: RawParameters): OperationRequest {
  if (typeof query !== 'string') throw badParameter('The parameter "query" must be a string.');
  if (operationName != null && typeof operationName !== 'string') throw badParameter('The parameter "operationName" must be a string.');
  if (variables != null && !isRecord(variables)) throw badParameter('The parameter "variables" must be an object.');
  if (!isWithinDepth(variables, MAX_DEPTH)) throw badParameter(`The parameter "variables" is nested more than ${MAX_DEPTH} deep.`);
  if (extensions != null && !isRecord(extensions)) throw badParameter('The parameter "extensions" must be an object.');
  return { query, ...(operationName != null && { operationName }), ...(variables != null && { variables }) };
}

/** What is not UTF-8 is refused, as in a body: left to itself, the parser puts another character in its place. */
function readSearch(url: string): Record<string, unknown> {
  const [, search = ''] = /^[^?]*\?([^#]*)/.exec(url) ?? [];
  try {
    decodeURIComponent(search);
  } catch {
    throw badParameter('The address is not percent-encoded UTF-8.');
  }
  return parse(search);
}

function parseJsonParameter(name: string, text: unknown): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    // A parameter given twice arrives as a list: no JSON text either.
    return parseJson(typeof text === 'string' ? text : 'twice');
  } catch (error) {
    if (error instanceof ClientError) throw error;
    throw badParameter(`The parameter "${name}" must be JSON.`);
  }
}

function badParameter(message: string): ClientError {
  return new ClientError('BAD_USER_INPUT', message, { transport: true });
}
