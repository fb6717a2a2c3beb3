// From what arrived to an operation that can be planned: parsed, valid, told apart from its neighbours
// in the document, within its limits, its variables of the right types. Whatever is wrong here is the client's, and is
// said before any agency is asked. All that the text alone tells is done once per document text, and for a large text
// in several turns of the event loop: what many others wait for must not wait for a stranger's document.

import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import type { Caller } from '../../schema/contract/Caller.js';
import { ClientError, type ClientErrorDetail } from '../errors/ClientError.js';
import type { CostTable } from '../supergraph/CostTable.js';
import { LruCache } from '../util/LruCache.js';
import { atOnce, Turns, type Parts } from '../util/Turns.js';
import { compileVariables, type CoerceVariables } from './compileVariables.js';
import { limitCost, type CheckCost } from './cost/limitCost.js';
import { OpenedOperation } from './OpenedOperation.js';
import type { KnownOperation, Operation, OperationRequest, OperationWarning } from './Operation.js';
import type { OperationLimits } from './OperationLimits.js';
import { hashOf } from './persisted/hashOf.js';
import type { PersistedOperations } from './persisted/PersistedOperations.js';
import { readSyntax } from './readSyntax.js';
import { AnswerStatusRequiredRule } from './rules/AnswerStatusRequiredRule.js';
import { INTROSPECTION_SCOPE, IntrospectionByRoleRule, NoIntrospectionRule } from './rules/introspectionRules.js';
import { LIMIT_RULES } from './rules/limitRules.js';
import { weighDocument } from './weighDocument.js';

export interface OperationReaderOptions {
  readonly apiSchema: GraphQLSchema;
  readonly costs: CostTable;
  readonly limits: OperationLimits;
  readonly persistedOperations: PersistedOperations;
  /**
   * Who may ask what the API has. on: everybody. role: callers with the scope `ops`. off: nobody. Where it is not on, no
   * message guesses what may have been meant, whoever asks.
   */
  readonly introspection: 'on' | 'role' | 'off';
  /** Whether a missing answer status refuses the operation or only warns. */
  readonly answerStatusRule: 'require' | 'warn';
  /** Memory that parsed documents may take, about. Default: 64 MiB. */
  readonly maxCachedBytes?: number;
}

const NOTHING_GIVEN: Readonly<Record<string, unknown>> = Object.freeze({});

/**
 * @param caller who asks, undefined where nobody is known to: decides whether the schema may be asked for, and nothing else.
 * @returns at once where the document is known or small, else promised.
 * @throws {ClientError} or the promise rejects with it.
 */
export type ReadOperation = (request: OperationRequest, caller?: Pick<Caller, 'scopes'>) => Operation | Promise<Operation>;

export interface OperationReader {
  readonly read: ReadOperation;
  /**
   * The same in one turn of the event loop, however long it takes: for tests and measurements.
   * @throws {ClientError}
   */
  readonly readAtOnce: (request: OperationRequest, caller?: Pick<Caller, 'scopes'>) => Operation;
  /**
   * Reads a document ahead of the requests for it.
   * @returns the operation without variables: to be planned, not to be executed.
   * @throws {ClientError} as the promise rejects.
   */
  readonly readAhead: (known: KnownOperation) => Promise<Operation>;
}

interface ValidDocument {
  readonly document: DocumentNode;
  readonly hash: string;
  readonly warnings: readonly OperationWarning[];
  /** Where the schema is asked for that not everybody may ask for. */
  readonly byRole: readonly ClientErrorDetail[];
  /** By the name that requests chose it by; undefined where they gave none. */
  readonly chosen: Map<string | undefined, ChosenOperation>;
}

/** What is the same for every request that runs this operation of this document. */
interface ChosenOperation {
  readonly kind: Operation['kind'];
  readonly name: string | null;
  readonly definition: OperationDefinitionNode;
  readonly coerceVariables: CoerceVariables;
  /** Absent where the text has told that it keeps to the limit. */
  readonly checkCost: CheckCost | undefined;
}

/** Memory that parsed documents may take, about: some 1,200 like CaseFile, 7,000 small ones. Plans that are kept hold theirs as well. */
const MAX_CACHED_BYTES = 67_108_864;

/** More errors help nobody, and finding them all is work an attacker could ask for. */
const MAX_VALIDATION_ERRORS = 20;

/**
 * A page's operation is read within one turn. One of hundreds of fields takes some milliseconds, three times as much while
 * it is the first of its kind or the processor is shared, and is read in a dozen turns: that costs it a tenth of a
 * second, where planning it takes several.
 */
const TURNS = { turnMs: 1, restMs: 8 };

/**
 * The specification's rules in groups: a document is walked once for each, and in between others are served. A walk with
 * a few rules takes a fifth of one with all.
 */
const GROUP_COUNT = 7;
const RULE_GROUPS = groupsOf(specifiedRules);
const CLOSED_RULE_GROUPS = groupsOf([NoIntrospectionRule, ...specifiedRules]);

/** What they find is kept beside the document, which is read once for all callers. */
const RULES_BY_ROLE = [IntrospectionByRoleRule];

export function createOperationReader(options: OperationReaderOptions): OperationReader {
  const documents = new LruCache<ValidDocument>(options.maxCachedBytes ?? MAX_CACHED_BYTES);

  /** Documents that are being read: whoever needs one of them waits for it, and it stays one. */
  const reading = new Map<string, Promise<ValidDocument>>();
  const turns = new Turns(TURNS);

  function keep(text: string, valid: ValidDocument): ValidDocument {
    const first = documents.get(text);
    if (first !== undefined) return first;
    documents.set(text, valid, weighDocument(valid.document));
    return valid;
  }

  function documentOf(text: string): ValidDocument | Promise<ValidDocument> {
    const known = documents.get(text) ?? reading.get(text);
    if (known !== undefined) return known;
    const read = turns.run(readDocument(options, text));
    if (!(read instanceof Promise)) return keep(text, read);
    const kept = read.then((valid) => keep(text, valid)).finally(() => reading.delete(text));
    reading.set(text, kept);
    return kept;
  }

  const documentAtOnce = (text: string): ValidDocument => documents.get(text) ?? keep(text, atOnce(readDocument(options, text)));

  function conclude(valid: ValidDocument, { operationName, variables: given = NOTHING_GIVEN }: OperationRequest, caller: Pick<Caller, 'scopes'> | undefined, warning: OperationWarning | undefined): Operation {
    if (valid.byRole.length > 0 && caller?.scopes.includes(INTROSPECTION_SCOPE) !== true) throw new ClientError('UNAUTHORIZED_FIELD_OR_TYPE', valid.byRole);
    const { checkCost, coerceVariables, ...chosen } = choose(options, valid, operationName);
    const variables = coerceVariables(given);
    checkCost?.(variables);
    return operationOf(valid, chosen, variables, warning === undefined ? valid.warnings : [warning, ...valid.warnings]);
  }

  function operationOf({ document, hash }: ValidDocument, { kind, name, definition }: Pick<ChosenOperation, 'kind' | 'name' | 'definition'>, variables: Operation['variables'], warnings: Operation['warnings']): Operation {
    return { kind, name, isKnown: options.persistedOperations.knows(hash), document, documentHash: hash, definition, variables, warnings };
  }

  return {
    read(request, caller) {
      const { text, warning } = options.persistedOperations.resolve(request);
      const valid = documentOf(text);
      return valid instanceof Promise ? valid.then((read) => conclude(read, request, caller, warning)) : conclude(valid, request, caller, warning);
    },
    readAtOnce(request, caller) {
      const { text, warning } = options.persistedOperations.resolve(request);
      return conclude(documentAtOnce(text), request, caller, warning);
    },
    async readAhead({ text, name }) {
      const valid = await documentOf(text);
      return operationOf(valid, choose(options, valid, name ?? undefined), NOTHING_GIVEN, valid.warnings);
    },
  };
}

function* readDocument({ apiSchema, answerStatusRule, introspection, limits }: OperationReaderOptions, text: string): Parts<ValidDocument> {
  const document = parseDocument(text, limits.maxTokens);
  const check = { maxErrors: MAX_VALIDATION_ERRORS, hideSuggestions: introspection !== 'on' };
  refuse(yield* validateByGroups(apiSchema, document, introspection === 'off' ? CLOSED_RULE_GROUPS : RULE_GROUPS, check));
  yield;
  refuseTooComplex(document, limits);
  const findings = validate(apiSchema, document, [AnswerStatusRequiredRule], check);
  if (answerStatusRule === 'require') refuse(findings);
  yield;
  return {
    document,
    hash: hashOf(text),
    byRole: introspection === 'role' ? validate(apiSchema, document, RULES_BY_ROLE, check).map(detailOf) : [],
    warnings: findings.map((finding) => ({ rule: 'AnswerStatusRequired', message: finding.message })),
    chosen: new Map(),
  };
}

type ValidationOptions = Parameters<typeof validate>[3] & { readonly maxErrors: number };

/** Finds what one walk with all rules would, up to as many errors. */
function* validateByGroups(schema: GraphQLSchema, document: DocumentNode, groups: readonly ValidationRule[][], options: ValidationOptions): Parts<readonly GraphQLError[]> {
  const errors: GraphQLError[] = [];
  for (const rules of groups) {
    yield;
    errors.push(...validate(schema, document, rules, { ...options, maxErrors: options.maxErrors - errors.length }));
    // The last of them says then that there are more.
    if (errors.length > options.maxErrors) break;
  }
  return errors;
}

function groupsOf(rules: readonly ValidationRule[]): ValidationRule[][] {
  const size = Math.ceil(rules.length / GROUP_COUNT);
  return Array.from({ length: GROUP_COUNT }, (_, index) => rules.slice(index * size, (index + 1) * size));
}

function parseDocument(text: string, maxTokens: number): DocumentNode {
  try {
    return readSyntax(text, maxTokens);
  } catch (error) {
    if (error instanceof GraphQLError) throw new ClientError('GRAPHQL_PARSE_FAILED', [detailOf(error)]);
    throw error;
  }
}

/** Every operation of the document, not only the one that is asked for: what follows walks all of them. */
function refuseTooComplex(document: DocumentNode, limits: OperationLimits): void {
  const details: ClientErrorDetail[] = [];
  for (const operation of OpenedOperation.allOf(document)) {
    for (const rule of LIMIT_RULES) {
      const message = rule(operation, limits);
      if (message !== undefined) details.push(detailOf(new GraphQLError(message, { nodes: operation.definition })));
    }
    if (details.length >= MAX_VALIDATION_ERRORS) break;
  }
  if (details.length > 0) throw new ClientError('OPERATION_TOO_COMPLEX', details);
}

function refuse(errors: readonly GraphQLError[]): void {
  if (errors.length > 0) throw new ClientError('GRAPHQL_VALIDATION_FAILED', errors.map(detailOf));
}

function choose(options: OperationReaderOptions, { document, chosen }: ValidDocument, name: string | undefined): ChosenOperation {
  let operation = chosen.get(name);
  if (operation === undefined) {
    const definition = getOperation(document, name);
    operation = {
      kind: kindOf(options.apiSchema, definition),
      name: definition.name?.value ?? null,
      definition,
      coerceVariables: compileVariables(options.apiSchema, document, definition, options.introspection !== 'on'),
      checkCost: limitCostOf(definition, document, options),
    };
    chosen.set(name, operation);
  }
  return operation;
}

function limitCostOf(definition: OperationDefinitionNode, document: DocumentNode, { apiSchema, costs, limits }: OperationReaderOptions): CheckCost | undefined {
  const fragments = new Map(document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  return limitCost(definition, limits.maxCost, { apiSchema, costs, assumedListSize: limits.assumedListSize, fragmentOf: (name) => fragments.get(name) });
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
