// An operation for one agency with everything about it that does not depend on the request, worked out once, some of it
// when it is first needed: the beginning of the body that is sent, what it is for the breaker, whether an answer is whole, and
// what to walk when answers have to be written.

import {
  Kind,
  OperationTypeNode,
  parse,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { lazily } from '../util/lazily.js';
import { AnswerCheck } from './AnswerCheck.js';
import { AnswerTally } from './AnswerTally.js';
import { ENTITIES_FIELD } from './federationNames.js';
import type { OperationClass } from './OperationClass.js';
import { placesOfArguments } from './placesOfArguments.js';

export interface OperationText {
  readonly text: string;
  /** Absent for an operation without a name. */
  readonly operationName?: string;
}

export interface AgencyOperation extends OperationText {
  readonly operationClass: OperationClass;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly rootType: GraphQLObjectType;
  readonly check: AnswerCheck;
  /** Every name under which a field of it can stand in an answer. */
  readonly responseKeys: ReadonlySet<string>;
  /** Every argument that is given in it, and what may lie in it (`placesOfArguments`). */
  readonly argumentPlaces: ReadonlySet<string>;
  /** JSON text of the request up to the value of `variables`. */
  readonly bodyStart: string;
}

/**
 * @param schema the composed schema: its types say which fields are answers.
 * @param agency who is asked, and so who has to be named in its answers.
 * @param answers where its check counts them. Default: nobody wants to know.
 * @throws where the text holds no operation or one of a kind the schema lacks: an engine's fault.
 */
export function readAgencyOperation(schema: GraphQLSchema, agency: string, { text, operationName }: OperationText, answers = new AnswerTally()): AgencyOperation {
  const document = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let definition: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind === Kind.OPERATION_DEFINITION) definition ??= node;
  }
  const rootType = definition && schema.getRootType(definition.operation);
  if (definition === undefined || rootType == null) throw new Error('an operation for an agency has no operation the schema knows');
  const named = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  const operation = { text, ...(operationName !== undefined && { operationName }), definition, fragments, rootType };
  // Nine tenths of the work, for what is wanted when an answer or an error has come: a new operation shall not hold up
  // those that are known.
  const check = lazily(() => new AnswerCheck({ schema, agency, answers, ...operation }));
  const responseKeys = lazily(() => responseKeysIn(document));
  const argumentPlaces = lazily(() => placesOfArguments(document, schema));
  return {
    ...operation,
    operationClass: classOf(definition),
    get check() {
      return check();
    },
    get responseKeys() {
      return responseKeys();
    },
    get argumentPlaces() {
      return argumentPlaces();
    },
    bodyStart: `{"query":${JSON.stringify(text)},${named}"variables":`,
  };
}

function responseKeysIn(document: DocumentNode): ReadonlySet<string> {
  const responseKeys = new Set<string>();
  visit(document, {
    Field({ alias, name }) {
      responseKeys.add((alias ?? name).value);
    },
  });
  return responseKeys;
}

function classOf(definition: OperationDefinitionNode): OperationClass {
  if (definition.operation === OperationTypeNode.MUTATION) return 'mutation';
  const first = definition.selectionSet.selections[0];
  return first?.kind === Kind.FIELD && first.name.value === ENTITIES_FIELD ? 'lookup' : 'query';
}
