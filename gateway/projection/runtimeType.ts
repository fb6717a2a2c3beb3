// Which type an object is of where the schema leaves it open, GraphQL §6.4.3 ResolveAbstractType. The data
// says so in `__typename`; only object types of the API schema count, so an inaccessible type is unknown.
//
// One kind of object may leave its type open: where an agency sees an interface as one object type
// (@interfaceObject), it answers with the interface's name or none, and the plan asks nobody for the real
// type as long as the client asks for nothing that depends on it.

import { isInterfaceType, isObjectType, type FieldNode, type GraphQLAbstractType, type GraphQLSchema } from 'graphql';
import type { CollectedFields, ConcreteType, FieldCollector } from '../subgraph/FieldCollector.js';

/** An abstract type and the fields, merged under one response key, that ask for a value of it. */
export interface AbstractSelection {
  readonly schema: GraphQLSchema;
  readonly collector: FieldCollector;
  readonly type: GraphQLAbstractType;
  readonly nodes: readonly FieldNode[];
}

/** Undefined where the type is unknown, not one that can stand here, or left open although it matters. */
export function runtimeType(selection: AbstractSelection, typename: unknown): ConcreteType | undefined {
  const { schema, type } = selection;
  if (typename === undefined || typename === null) return openType(selection);
  const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
  if (isObjectType(named)) return schema.isSubType(type, named) ? named : undefined;
  return isInterfaceType(named) && (named === type || schema.isSubType(type, named)) ? openType(selection) : undefined;
}

/** The interface itself, where each of its types would be written alike. */
function openType({ schema, collector, type, nodes }: AbstractSelection): ConcreteType | undefined {
  if (!isInterfaceType(type)) return undefined;
  const fields = collector.fieldsOf(type, nodes);
  const count = countNodes(fields);
  const saysType = [...fields.values()].some(([node]) => node.name.value === '__typename');
  // What is selected on the interface is selected on each of its types: only their number can differ.
  const isAlike = schema.getPossibleTypes(type).every((possible) => countNodes(collector.fieldsOf(possible, nodes)) === count);
  return isAlike && !saysType ? type : undefined;
}

function countNodes(fields: CollectedFields): number {
  let count = 0;
  for (const nodes of fields.values()) count += nodes.length;
  return count;
}
