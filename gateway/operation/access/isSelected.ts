// Whether a refused field would stand in the response: @skip and @include can leave it out (GraphQL §3.13.1, §3.13.2).

import { getDirectiveValues, GraphQLIncludeDirective, GraphQLSkipDirective, type SelectionNode } from 'graphql';
import type { Refusal } from '../Operation.js';

/** @param variables coerced, defaults filled in. */
export function isSelected({ conditional }: Refusal, variables: Readonly<Record<string, unknown>>): boolean {
  return conditional.every((node) => isIncluded(node, variables));
}

function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false
  );
}
