// From what arrived to an operation that can be planned: parsed, valid, told apart from its neighbours
// in the document, its variables of the right types. Whatever is wrong here is the client's, and is said
// before any agency is asked. Parsing and validation are done once per document text.

import { createHash } from 'node:crypto';
import {
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ClientError, type ClientErrorDetail } from '../errors/ClientError.js';
import { LruCache } from '../util/LruCache.js';
import { readSyntax } from './readSyntax.js';
import type { Operation, OperationRequest, OperationWarning } from './Operation.js';
import { AnswerStatusRequiredRule } from './rules/AnswerStatusRequiredRule.js';
import { OperationSizeRule } from './rules/OperationSizeRule.js';

export interface OperationReaderOptions {
  readonly apiSchema: GraphQLSchema;
  /** Whether a missing answer status refuses the operation or only warns. */
  readonly answerStatusRule: 'require' | 'warn';
}

const NO_VARIABLES: Readonly<Record<string, unknown>> = Object.freeze({});

/** @throws {ClientError} */
export type ReadOperation = (request: OperationRequest) => Operation;

interface ValidDocument {
  readonly document: DocumentNode;
  readonly hash: string;
  readonly warnings: readonly OperationWarning[];
}

/** Characters of document text whose parsed form is kept: about 2,000 documents of usual size, at some 100 bytes a character 200 MB at most. */
const CACHED_CHARACTERS = 2_000_000;

/** More errors help nobody, and finding them all is work an attacker could ask for. */
const MAX_VALIDATION_ERRORS = 20;

export function createOperationReader({ apiSchema, answerStatusRule }: OperationReaderOptions): ReadOperation {
  const documents = new LruCache<ValidDocument>(CACHED_CHARACTERS);

  return (request) => {
    let valid = documents.get(request.query);
    if (valid === undefined) {
      valid = readDocument(apiSchema, answerStatusRule, request.query);
      documents.set(request.query, valid, request.query.length);
    }
    const definition = chooseOperation(valid.document, request.operationName);
    const kind = kindOf(apiSchema, definition);
    return {
      kind,
      name: definition.name?.value ?? null,
      document: valid.document,
      documentHash: valid.hash,
      definition,
      variables: coerceVariables(apiSchema, definition, request.variables ?? NO_VARIABLES),
      warnings: valid.warnings,
    };
  };
}

function readDocument(schema: GraphQLSchema, answerStatusRule: 'require' | 'warn', text: string): ValidDocument {
  let document: DocumentNode;
  try {
    document = readSyntax(text);
  } catch (error) {
    if (error instanceof GraphQLError) throw new ClientError('GRAPHQL_PARSE_FAILED', [detailOf(error)]);
    throw error;
  }
  refuse(validate(schema, document, specifiedRules, { maxErrors: MAX_VALIDATION_ERRORS }));
  // Only in a valid document do fragments end and types fit, as our own rules take for granted.
  refuse(validate(schema, document, [OperationSizeRule], { maxErrors: MAX_VALIDATION_ERRORS }));
  const findings = validate(schema, document, [AnswerStatusRequiredRule], { maxErrors: MAX_VALIDATION_ERRORS });
  if (answerStatusRule === 'require') refuse(findings);
  return {
    document,
    hash: createHash('sha256').update(text).digest('hex'),
    warnings: findings.map((finding) => ({ rule: 'AnswerStatusRequired', message: finding.message })),
  };
}

function refuse(errors: readonly GraphQLError[]): void {
  if (errors.length > 0) throw new ClientError('GRAPHQL_VALIDATION_FAILED', errors.map(detailOf));
}

/** GraphQL §6.1 GetOperation. */
function chooseOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (name !== undefined) {
    const named = operations.find((operation) => operation.name?.value === name);
    if (named === undefined) throw new ClientError('OPERATION_RESOLUTION_FAILURE', `The document has no operation named "${name}".`);
    return named;
  }
  const [only, ...others] = operations;
  if (only === undefined) throw new ClientError('OPERATION_RESOLUTION_FAILURE', 'The document has no operation.');
  if (others.length > 0) {
    throw new ClientError('OPERATION_RESOLUTION_FAILURE', 'The document has several operations: name one in operationName.');
  }
  return only;
}

/** graphql-js validates nothing below a root type that the schema lacks, so such an operation ends here. */
function kindOf(schema: GraphQLSchema, { operation }: OperationDefinitionNode): Operation['kind'] {
  if (operation === OperationTypeNode.SUBSCRIPTION || schema.getRootType(operation) == null) {
    throw new ClientError('GRAPHQL_VALIDATION_FAILED', `This API has no ${operation}s.`);
  }
  return operation;
}

/**
 * GraphQL §6.1.2 CoerceVariableValues. What a client may leave to the API (a default, a list around one item) is
 * done here, so that agencies are told the same whoever asks. Enum values and custom scalars stay as they came.
 */
function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  rawVariables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (variableDefinitions.length === 0) return NO_VARIABLES;
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, rawVariables, { maxErrors: MAX_VALIDATION_ERRORS });
  if (errors !== undefined) throw new ClientError('BAD_USER_INPUT', errors.map(detailOf));
  return coerced;
}

function detailOf({ message: said, locations }: GraphQLError): ClientErrorDetail {
  const message = said === VALIDATION_ABORTED ? 'The document has too many fields under one name to be validated: select each once.' : said;
  return locations === undefined ? { message } : { message, locations };
}

/** What graphql-js says where comparing fields of one name with each other would take too long. */
const VALIDATION_ABORTED = 'Validation aborted.';
