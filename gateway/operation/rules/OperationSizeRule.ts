// An operation may not grow out of bounds when its fragments are opened, neither in width nor in depth: twenty
// fragments, each spread twice in the one before, fit into two kilobytes and make a million fields; a thousand
// that spread one the next nest a thousand deep, and exhaust the stack of a planner that walks them by recursion.
//
// Cost: one pass over the document; each fragment is measured once, however often it is spread, and nothing is
// followed deeper than an operation may be. Expects that fragments do not contain themselves (the specification's
// own rules come before).

import { GraphQLError, Kind, type ASTVisitor, type SelectionNode, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Planning this many takes about half a second. The largest honest operations have some hundred. */
export const MAX_FIELDS = 5_000;

/** Selection sets within each other. The deepest honest operations have some twenty; planning a hundred takes a quarter of a second. */
export const MAX_LEVELS = 100;

interface Size {
  readonly fieldCount: number;
  /** Selection sets that stand within each other. */
  readonly levels: number;
}

const NOTHING: Size = { fieldCount: 0, levels: 0 };
const TOO_DEEP: Size = { fieldCount: 0, levels: Infinity };

export function OperationSizeRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size>();

  /** @param above selection sets around this one. What is deeper than allowed is not looked at: this too walks by recursion. */
  const measure = ({ selections }: SelectionSetNode, above: number): Size => {
    if (above === MAX_LEVELS) return TOO_DEEP;
    let fieldCount = 0;
    let levels = 0;
    for (const selection of selections) {
      const inner = measureInside(selection, above + 1);
      fieldCount += inner.fieldCount + (selection.kind === Kind.FIELD ? 1 : 0);
      levels = Math.max(levels, inner.levels);
    }
    return { fieldCount, levels: levels + 1 };
  };

  const measureInside = (selection: SelectionNode, above: number): Size => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value, above);
    return selection.selectionSet === undefined ? NOTHING : measure(selection.selectionSet, above);
  };

  const measureFragment = (name: string, above: number): Size => {
    let size = fragments.get(name);
    if (size === undefined) {
      const fragment = context.getFragment(name);
      size = fragment ? measure(fragment.selectionSet, above) : NOTHING;
      fragments.set(name, size);
    }
    return size;
  };

  return {
    OperationDefinition(node) {
      const { fieldCount, levels } = measure(node.selectionSet, 0);
      if (levels > MAX_LEVELS) {
        context.reportError(new GraphQLError(`The operation is nested more than ${MAX_LEVELS} deep, counted with fragments opened.`, { nodes: node }));
      } else if (fieldCount > MAX_FIELDS) {
        context.reportError(new GraphQLError(`The operation selects more than ${MAX_FIELDS} fields, counted with fragments opened.`, { nodes: node }));
      }
      return false;
    },
  };
}
