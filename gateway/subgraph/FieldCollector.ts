// The fields a selection asks of one concrete type, by response key, as GraphQL §6.3.2 CollectFields
// defines: fragments opened where their type condition holds, @skip and @include applied. Made for one
// operation with its variables; each selection is opened once per type, however many objects it meets.

import {
  isAbstractType,
  isInterfaceType,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

export type ConcreteType = GraphQLObjectType | GraphQLInterfaceType;

/** Response key → the fields selected under it, never empty. */
export type CollectedFields = ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]>;

export class FieldCollector {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: ReadonlyMap<string, unknown>;
  readonly #collected = new Map<readonly FieldNode[], Map<string, CollectedFields>>();

  /** @param variables values of the operation's variables, defaults included. */
  constructor(
    schema: GraphQLSchema,
    fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    variables: ReadonlyMap<string, unknown>,
  ) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** @param nodes the fields, merged under one response key, whose value is of `type`. */
  fieldsOf(type: ConcreteType, nodes: readonly FieldNode[]): CollectedFields {
    let byType = this.#collected.get(nodes);
    if (byType === undefined) this.#collected.set(nodes, (byType = new Map()));
    let fields = byType.get(type.name);
    if (fields === undefined) {
      fields = this.collect(type, nodes.flatMap((node) => node.selectionSet ?? []));
      byType.set(type.name, fields);
    }
    return fields;
  }

  /** What an object may be of which no more is said than this type: an interface itself, and each of its types. */
  typesWithin(type: ConcreteType): readonly ConcreteType[] {
    return isInterfaceType(type) ? [type, ...this.#schema.getPossibleTypes(type)] : [type];
  }

  collect(type: ConcreteType, selectionSets: readonly SelectionSetNode[]): CollectedFields {
    const fields = new Map<string, [FieldNode, ...FieldNode[]]>();
    const visitedFragments = new Set<string>();
    const collect = (selectionSet: SelectionSetNode): void => {
      for (const selection of selectionSet.selections) {
        if (!this.#isIncluded(selection.directives)) continue;
        if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value;
          const nodes = fields.get(key);
          if (nodes === undefined) fields.set(key, [selection]);
          else nodes.push(selection);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (this.#conditionHolds(selection.typeCondition?.name.value, type)) collect(selection.selectionSet);
        } else if (!visitedFragments.has(selection.name.value)) {
          visitedFragments.add(selection.name.value);
          const fragment = this.#fragments.get(selection.name.value);
          if (fragment && this.#conditionHolds(fragment.typeCondition.name.value, type)) collect(fragment.selectionSet);
        }
      }
    };
    for (const selectionSet of selectionSets) collect(selectionSet);
    return fields;
  }

  #conditionHolds(condition: string | undefined, type: ConcreteType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = this.#schema.getType(condition);
    return isAbstractType(conditionType) && this.#schema.isSubType(conditionType, type);
  }

  #isIncluded(directives: readonly DirectiveNode[] = []): boolean {
    return directives.every((directive) => {
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return true;
      const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
      const condition =
        value?.kind === Kind.VARIABLE ? this.#variables.get(value.name.value) === true : value?.kind === Kind.BOOLEAN && value.value;
      return directive.name.value === 'include' ? condition : !condition;
    });
  }
}
