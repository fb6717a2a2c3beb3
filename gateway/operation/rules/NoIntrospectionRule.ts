// Where introspection is off, an operation may not ask what the API has (GraphQL §4.2). `__typename` is no such
// question: clients need it to tell types apart.

import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type']);

export function NoIntrospectionRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const name = node.name.value;
      if (!SCHEMA_FIELDS.has(name)) return;
      const message = `Introspection is switched off here, so "${name}" cannot be asked; take the schema from the operator of this API.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
