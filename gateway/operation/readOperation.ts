// From what arrived to an operation that can be planned: parsed, valid, told apart from its neighbours
// in the document, its variables of the right types. Whatever is wrong here is the client's, and is said
// before any agency is asked. Parsing and validation are done once per document text.

import { createHash } from 'node:crypto';
import {
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
import { compileVariables, type CoerceVariables } from './compileVariables.js';
import { readSyntax } from './readSyntax.js';
import type { Operation, OperationRequest, OperationWarning } from './Operation.js';
import { AnswerStatusRequiredRule } from './rules/AnswerStatusRequiredRule.js';
import { OperationSizeRule } from './rules/OperationSizeRule.js';

export interface OperationReaderOptions {
  readonly apiSchema: GraphQLSchema;
  /** Whether a missing answer status refuses the operation or only warns. */
  readonly answerStatusRule: 'require' | 'warn';
}

const NOTHING_GIVEN: Readonly<Record<string, unknown>> = Object.freeze({});

/** @throws {ClientError} */
export type ReadOperation = (request: OperationRequest) => Operation;

interface ValidDocument {
  readonly document: DocumentNode;
  readonly hash: string;
  readonly warnings: readonly OperationWarning[];
  /** By the name that requests chose it by; undefined where they gave none. */
  readonly chosen: Map<string | undefined, ChosenOperation>;
}

/** What is the same for every request that runs this operation of this document. */
interface ChosenOperation {
  readonly kind: Operation['kind'];
  readonly name: string | null;
  readonly definition: OperationDefinitionNode;
  readonly coerceVariables: CoerceVariables;
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
    const { kind, name, definition, coerceVariables } = choose(apiSchema, valid, request.operationName);
    return {
      kind,
      name,
      document: valid.document,
      documentHash: valid.hash,
      definition,
      variables: coerceVariables(request.variables ?? NOTHING_GIVEN),
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
    chosen: new Map(),
  };
}

function refuse(errors: readonly GraphQLError[]): void {
  if (errors.length > 0) throw new ClientError('GRAPHQL_VALIDATION_FAILED', errors.map(detailOf));
}

function choose(schema: GraphQLSchema, { document, chosen }: ValidDocument, name: string | undefined): ChosenOperation {
  let operation = chosen.get(name);
  if (operation === undefined) {
    const definition = getOperation(document, name);
    const kind = kindOf(schema, definition);
    operation = { kind, name: definition.name?.value ?? null, definition, coerceVariables: compileVariables(schema, document, definition) };
    chosen.set(name, operation);
  }
  return operation;
}

/** GraphQL §6.1 GetOperation. */
function getOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
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

function detailOf({ message: said, locations }: GraphQLError): ClientErrorDetail {
  const message = said === VALIDATION_ABORTED ? 'The document has too many fields under one name to be validated: select each once.' : said;
  return locations === undefined ? { message } : { message, locations };
}

/** What graphql-js says where comparing fields of one name with each other would take too long. */
const VALIDATION_ABORTED = 'Validation aborted.';
