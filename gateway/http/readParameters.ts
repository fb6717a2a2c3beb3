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
    documentId: ownValue(body, 'documentId'),
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
    documentId: ownValue(search, 'documentId'),
    operationName: ownValue(search, 'operationName') === '' ? undefined : ownValue(search, 'operationName'),
    variables: parseJsonParameter('variables', ownValue(search, 'variables')),
    extensions: parseJsonParameter('extensions', ownValue(search, 'extensions')),
  });
}

interface RawParameters {
  readonly query: unknown;
  readonly documentId: unknown;
  readonly operationName: unknown;
  readonly variables: unknown;
  readonly extensions: unknown;
}

function readParameters({ query, documentId, operationName, variables, extensions }: RawParameters): OperationRequest {
  if (operationName != null && typeof operationName !== 'string') throw badParameter('The parameter "operationName" must be a string.');
  if (variables != null && !isRecord(variables)) throw badParameter('The parameter "variables" must be an object.');
  if (!isWithinDepth(variables, MAX_DEPTH)) throw badParameter(`The parameter "variables" is nested more than ${MAX_DEPTH} deep.`);
  if (extensions != null && !isRecord(extensions)) throw badParameter('The parameter "extensions" must be an object.');
  const id = readDocumentId(documentId, extensions);
  if (typeof query !== 'string' && (query != null || id === undefined)) throw badParameter('The parameter "query" must be a string.');
  return { ...(typeof query === 'string' && { query }), ...(id !== undefined && { documentId: id }), ...(operationName != null && { operationName }), ...(variables != null && { variables }) };
}

/**
 * The id of a persisted document: `documentId`, prefixed by how it is made (GraphQL over HTTP, "Persisted Documents"), or
 * `extensions.persistedQuery`, as Apollo's clients send it.
 */
function readDocumentId(documentId: unknown, extensions: unknown): string | undefined {
  const persistedQuery = isRecord(extensions) ? (ownValue(extensions, 'persistedQuery') ?? undefined) : undefined;
  const ids: string[] = [];
  if (documentId != null) {
    const [, id] = (typeof documentId === 'string' && /^sha256:([0-9a-f]{64})$/i.exec(documentId)) || [];
    if (id === undefined) throw badParameter('The parameter "documentId" must be "sha256:" and 64 hexadecimal digits.');
    ids.push(id.toLowerCase());
  }
  if (persistedQuery !== undefined) {
    const { version, sha256Hash } = isRecord(persistedQuery) ? persistedQuery : {};
    if (version !== 1 || typeof sha256Hash !== 'string' || !/^[0-9a-f]{64}$/i.test(sha256Hash)) {
      throw badParameter('The extension "persistedQuery" must have version 1 and a sha256Hash of 64 hexadecimal digits.');
    }
    ids.push(sha256Hash.toLowerCase());
  }
  const [id, other = id] = ids;
  if (id !== other) throw badParameter('The parameter "documentId" and the extension "persistedQuery" must name the same document.');
  return id;
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
