// An operation that selects an agency's answer must select its `status`, unconditionally: without it,
// "no objection" and "nobody could be asked" look the same.
//
// "Unconditionally": not under @skip or @include, and not under a type condition that may not hold.
// Fragments count. So does another selection of the same field in the same place, because GraphQL merges
// the two (§5.3.2): `clearance { status } … clearance { outcome }` is one object with a status.
//
// Cost: one pass over the document finds selections without a status of their own; only where there are
// some does a second, merging walk see whether a neighbour supplies it. That walk follows fragments at
// every spread, which nested spreads can make exponential, so it has a budget; beyond it nothing is excused.

import {
  getNamedType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type ASTVisitor,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { isAnswerType } from '../../supergraph/Supergraph.js';

/** Fields the merging walk looks at before it stops excusing. The largest honest operations have some thousand. */
const MERGE_BUDGET_FIELDS = 20_000;

export function AnswerStatusRequiredRule(context: ValidationContext): ASTVisitor {
  const schema = context.getSchema();
  const fragmentOf = (name: string) => context.getFragment(name) ?? undefined;
  const lacking = new Set<FieldNode>();
  return {
    Field(node) {
      const type = context.getType();
      const named = type && getNamedType(type);
      if (!named || !isCompositeType(named) || !isAnswerType(schema, named) || !node.selectionSet) return;
      if (!selectsStatus(schema, fragmentOf, named, node.selectionSet, new Set())) lacking.add(node);
    },
    Document: {
      leave(document) {
        if (lacking.size === 0) return;
        const unexcused = new MergedSelections(schema, fragmentOf, lacking);
        for (const definition of document.definitions) {
          const root = definition.kind === Kind.OPERATION_DEFINITION && schema.getRootType(definition.operation);
          if (root && definition.kind === Kind.OPERATION_DEFINITION) unexcused.walk(root, [{ selectionSet: definition.selectionSet, conditional: false }]);
        }
        for (const node of lacking) {
          if (!unexcused.isExcused(node)) context.reportError(new GraphQLError(messageFor(node), { nodes: node }));
        }
      },
    },
  };
}

type FragmentLookup = (name: string) => FragmentDefinitionNode | undefined;

/** True where every object that `selectionSet` is applied to gets its `status`. */
function selectsStatus(
  schema: GraphQLSchema,
  fragmentOf: FragmentLookup,
  type: GraphQLCompositeType,
  selectionSet: SelectionSetNode,
  visited: Set<string>,
): boolean {
  return selectionSet.selections.some((selection) => {
    if (isConditional(selection.directives)) return false;
    if (selection.kind === Kind.FIELD) return selection.name.value === 'status';
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return (
        covers(schema, selection.typeCondition?.name.value, type) &&
        selectsStatus(schema, fragmentOf, type, selection.selectionSet, visited)
      );
    }
    const name = selection.name.value;
    const fragment = visited.has(name) ? undefined : fragmentOf(name);
    visited.add(name);
    return (
      fragment !== undefined &&
      covers(schema, fragment.typeCondition.name.value, type) &&
      selectsStatus(schema, fragmentOf, type, fragment.selectionSet, visited)
    );
  });
}

/** True where a fragment on `condition` applies to every object of `type`. */
function covers(schema: GraphQLSchema, condition: string | undefined, type: GraphQLCompositeType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditionType, type);
}

/** A condition that is written out (`@include(if: true)`) is none. */
function isConditional(directives: readonly DirectiveNode[] = []): boolean {
  return directives.some((directive) => {
    if (directive.name.value !== 'skip' && directive.name.value !== 'include') return false;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    return !(value?.kind === Kind.BOOLEAN && value.value === (directive.name.value === 'include'));
  });
}

interface Part {
  readonly selectionSet: SelectionSetNode;
  /** True where this part may be absent while another part of the same object is there. */
  readonly conditional: boolean;
}

interface Occurrence {
  readonly node: FieldNode;
  readonly conditional: boolean;
}

/** Which selections without a status are merged, wherever they occur, with one that has it. */
class MergedSelections {
  readonly #schema: GraphQLSchema;
  readonly #fragmentOf: FragmentLookup;
  readonly #lacking: ReadonlySet<FieldNode>;
  readonly #seen = new Set<FieldNode>();
  readonly #uncovered = new Set<FieldNode>();
  #budget = MERGE_BUDGET_FIELDS;

  constructor(schema: GraphQLSchema, fragmentOf: FragmentLookup, lacking: ReadonlySet<FieldNode>) {
    this.#schema = schema;
    this.#fragmentOf = fragmentOf;
    this.#lacking = lacking;
  }

  isExcused(node: FieldNode): boolean {
    return this.#budget > 0 && this.#seen.has(node) && !this.#uncovered.has(node);
  }

  walk(type: GraphQLCompositeType, parts: readonly Part[]): void {
    for (const occurrences of this.#collect(type, parts).values()) {
      this.#budget -= occurrences.length;
      if (this.#budget <= 0) return;
      const first = occurrences[0];
      const fieldType = first && this.#fieldType(type, first.node);
      if (!fieldType) continue;
      this.#judge(fieldType, occurrences);
      // Conditions matter only between neighbours: what is absent together needs no status.
      const isAlone = occurrences.length === 1;
      this.walk(
        fieldType,
        occurrences.flatMap(({ node, conditional }) =>
          node.selectionSet ? [{ selectionSet: node.selectionSet, conditional: conditional && !isAlone }] : [],
        ),
      );
    }
  }

  #judge(type: GraphQLCompositeType, occurrences: readonly Occurrence[]): void {
    const hasStatus = occurrences.some(
      ({ node, conditional }) =>
        !conditional && node.selectionSet && selectsStatus(this.#schema, this.#fragmentOf, type, node.selectionSet, new Set()),
    );
    for (const { node } of occurrences) {
      if (!this.#lacking.has(node)) continue;
      this.#seen.add(node);
      if (!hasStatus) this.#uncovered.add(node);
    }
  }

  /** Fields by response key; a type condition that may fail makes what is under it conditional. */
  #collect(type: GraphQLCompositeType, parts: readonly Part[]): Map<string, Occurrence[]> {
    const byKey = new Map<string, Occurrence[]>();
    const visited = new Set<string>();
    const add = (selection: SelectionNode, inherited: boolean): void => {
      const conditional = inherited || isConditional(selection.directives);
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        byKey.set(key, [...(byKey.get(key) ?? []), { node: selection, conditional }]);
        return;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragmentOf(selection.name.value);
      if (fragment === undefined) return;
      const mayFail = !covers(this.#schema, fragment.typeCondition?.name.value, type);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const visit = `${selection.name.value} ${conditional || mayFail}`;
        if (visited.has(visit)) return;
        visited.add(visit);
      }
      for (const inner of fragment.selectionSet.selections) add(inner, conditional || mayFail);
    };
    for (const part of parts) for (const selection of part.selectionSet.selections) add(selection, part.conditional);
    return byKey;
  }

  #fieldType(parent: GraphQLCompositeType, node: FieldNode): GraphQLCompositeType | undefined {
    const owners = isAbstractType(parent) ? [parent, ...this.#schema.getPossibleTypes(parent)] : [parent];
    for (const owner of owners) {
      const field = isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[node.name.value] : undefined;
      const type = field && getNamedType(field.type);
      if (type && isCompositeType(type)) return type;
    }
    return undefined;
  }
}

function messageFor(node: FieldNode): string {
  const name = node.name.value;
  return (
    `Field "${name}" is an agency's answer: without its "status", an agency that could not be asked looks like one ` +
    `that has nothing to say. Select it unconditionally: ${correctedSelection(node)}`
  );
}

/** The selection as it should be, on one line: `clearance { status outcome }`. */
function correctedSelection(node: FieldNode): string {
  const others = (node.selectionSet?.selections ?? []).filter(
    (selection) => selection.kind !== Kind.FIELD || selection.name.value !== 'status' || selection.alias !== undefined,
  );
  const status: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'status' } };
  const corrected: FieldNode = { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [status, ...others] } };
  return print(corrected).replaceAll(/\s+/g, ' ');
}
