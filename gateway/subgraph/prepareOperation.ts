// What the client needs to know of an operation for an agency, worked out once per text: what it is
// for the breaker, and what to walk when answers have to be written.

import {
  Kind,
  OperationTypeNode,
  parse,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { OperationClass } from './SubgraphRequest.js';

/** The root field by which federation asks an agency for entities by their keys. */
export const ENTITIES_FIELD = '_entities';

export interface PreparedOperation {
  readonly operationClass: OperationClass;
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly rootType: GraphQLObjectType;
}

/** @throws where the text holds no operation or one of a kind the schema lacks: an engine's fault. */
export function prepareOperation(schema: GraphQLSchema, text: string): PreparedOperation {
  const document = parse(text, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let definition: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind === Kind.OPERATION_DEFINITION) definition ??= node;
  }
  const rootType = definition && schema.getRootType(definition.operation);
  if (definition === undefined || rootType == null) throw new Error('an operation for an agency has no operation the schema knows');
  return { operationClass: classOf(definition), definition, fragments, rootType };
}

function classOf(definition: OperationDefinitionNode): OperationClass {
  if (definition.operation === OperationTypeNode.MUTATION) return 'mutation';
  const first = definition.selectionSet.selections[0];
  return first?.kind === Kind.FIELD && first.name.value === ENTITIES_FIELD ? 'lookup' : 'query';
}
