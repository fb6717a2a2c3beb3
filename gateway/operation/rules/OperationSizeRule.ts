// An operation may not grow out of bounds when its fragments are opened: twenty fragments, each spread twice
// in the one before, fit into two kilobytes and make a million fields, which a planner would walk one by one
// while every other request waits.
//
// Cost: one pass over the document; each fragment is counted once, however often it is spread. Expects that
// fragments do not contain themselves (the specification's own rules come before).

import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Planning this many takes about half a second. The largest honest operations have some hundred. */
export const MAX_FIELDS = 5_000;

export function OperationSizeRule(context: ValidationContext): ASTVisitor {
  const countOfFragment = new Map<string, number>();

  const countFields = ({ selections }: SelectionSetNode): number =>
    selections.reduce((count, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return count + countFragment(selection.name.value);
      const inner = selection.selectionSet === undefined ? 0 : countFields(selection.selectionSet);
      return count + inner + (selection.kind === Kind.FIELD ? 1 : 0);
    }, 0);

  const countFragment = (name: string): number => {
    let count = countOfFragment.get(name);
    if (count === undefined) {
      const fragment = context.getFragment(name);
      count = fragment ? countFields(fragment.selectionSet) : 0;
      countOfFragment.set(name, count);
    }
    return count;
  };

  return {
    OperationDefinition(node) {
      if (countFields(node.selectionSet) > MAX_FIELDS) {
        context.reportError(new GraphQLError(`The operation selects more than ${MAX_FIELDS} fields, counted with fragments opened.`, { nodes: node }));
      }
      return false;
    },
  };
}
