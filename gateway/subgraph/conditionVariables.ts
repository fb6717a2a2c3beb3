// The variables that decide which fields stand in a response: those of @skip and @include (GraphQL §3.13).
// What is compiled from a selection is compiled once per combination of their values.

import { Kind, visit, type ASTNode } from 'graphql';

/** Combinations of conditions for which a compiled form is kept. Few clients use more than a handful. */
export const MAX_VARIANTS = 16;

/** @param parts an operation and the fragments it may use. */
export function conditionVariables(parts: Iterable<ASTNode>): string[] {
  const names = new Set<string>();
  for (const part of parts) {
    visit(part, {
      Directive({ name, arguments: given = [] }) {
        if (name.value !== 'skip' && name.value !== 'include') return;
        for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  return [...names];
}
