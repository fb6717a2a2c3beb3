// The values of an operation's variables, defaults filled in, by graphql-js.

import { getVariableValues, Kind, type DocumentNode, type GraphQLSchema } from 'graphql';

/** @throws where a value does not fit. */
export function coerceVariables(schema: GraphQLSchema, { definitions }: DocumentNode, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const { coerced, errors = [] } = getVariableValues(schema, operation?.variableDefinitions ?? [], given);
  if (coerced === undefined) throw new Error(`variables that do not fit: ${errors.map(({ message }) => message).join(' ')}`);
  return coerced;
}
