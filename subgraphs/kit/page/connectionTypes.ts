// Makes the connection and edge types of a node type, as the Relay specification names them.

import { Field, ObjectType, type ClassType } from 'type-graphql';
import { PageInfo } from './PageInfo.js';

/** Directive text for a field that returns a connection: the cost model multiplies by `first`. */
export const LIST_SIZE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"])';

/** @returns the connection class; `name` is the node type's name in the schema. */
export function connectionTypes<Node extends object>(NodeClass: ClassType<Node>, name: string): ClassType {
  @ObjectType(`${name}Edge`, { description: 'A node of a page, with the cursor of its place in the list.' })
  class Edge {
    @Field(() => String)
    cursor: string;

    @Field(() => NodeClass)
    node: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list. \`nodes\` are the edges’ nodes.` })
  class Connection {
    @Field(() => [Edge])
    edges: Edge[];

    @Field(() => [NodeClass])
    nodes: Node[];

    @Field(() => PageInfo)
    pageInfo: PageInfo;
  }

  return Connection;
}
