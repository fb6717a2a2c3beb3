// Where introspection is not open to everybody, an operation may not ask what the API has (GraphQL §4.2), or only some
// callers' may. `__typename` is no such question: clients need it to tell types apart.

import { GraphQLError, type ASTVisitor, type ValidationContext, type ValidationRule } from 'graphql';
import { SCOPES } from '../../../schema/contract/scopes.js';

const SCHEMA_FIELDS: ReadonlySet<string> = new Set(['__schema', '__type']);

/** For a gateway where nobody may. */
export const NoIntrospectionRule = introspectionRule(
  (field) => `Introspection is switched off here, so "${field}" cannot be asked; take the schema from the operator of this API.`,
);

/** The scope of those who may, where introspection is a matter of role. */
export const INTROSPECTION_SCOPE = SCOPES.operate;

/** What it finds is refused to whoever does not have the scope. */
export const IntrospectionByRoleRule = introspectionRule(
  (field) => `Introspection is open to callers with the scope "${INTROSPECTION_SCOPE}" alone, so "${field}" cannot be asked; ask with a token that has it, or take the schema from the operator of this API.`,
);

function introspectionRule(messageOf: (field: string) => string): ValidationRule {
  return (context: ValidationContext): ASTVisitor => ({
    Field(node) {
      if (SCHEMA_FIELDS.has(node.name.value)) context.reportError(new GraphQLError(messageOf(node.name.value), { nodes: node }));
    },
  });
}
