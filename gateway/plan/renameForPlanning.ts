// The operation as the planner gets it: every field under its data key, so that no alias of a client can
// stand where the plan expects a key or an input, and equal calls are made once whatever they are called.
//
//   query ($n: Int) { top: products(first: $n) { upc: name } __typename }
//   →  query ($n: Int) { products__1: products(first: $n) { name } }
//
// Kept: arguments, type conditions, @skip and @include. Left out: the operation's name, other directives,
// and what no agency is asked for, the type name of the root and introspection. Fragments at the root are
// opened (a mutation's root fields have data keys of their own), all others are renamed where they stand.

import {
  Kind,
  OperationTypeNode,
  visit,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { REPRESENTATIONS_VARIABLE } from '../subgraph/federationNames.js';
import type { DataKeys } from './DataKeys.js';

/** What a client's variable of that name is called in the agencies' operations. */
export const CLIENT_REPRESENTATIONS_VARIABLE = 'representations__client';

/**
 * @param document valid, with `definition` in it.
 * @returns one operation and its fragments; undefined where no agency need be asked.
 */
export function renameForPlanning(document: DocumentNode, definition: OperationDefinitionNode, dataKeys: DataKeys): DocumentNode | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  return new Renamer(dataKeys, fragments).rename(definition);
}

class Renamer {
  readonly #dataKeys: DataKeys;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Fragments that the renamed operation spreads, each renamed once. */
  readonly #renamed = new Map<string, FragmentDefinitionNode>();

  constructor(dataKeys: DataKeys, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#dataKeys = dataKeys;
    this.#fragments = fragments;
  }

  rename(definition: OperationDefinitionNode): DocumentNode | undefined {
    const selections = this.#root(definition.selectionSet, definition.operation === OperationTypeNode.MUTATION);
    if (selections.length === 0) return undefined;
    const operation: OperationDefinitionNode = {
      kind: Kind.OPERATION_DEFINITION,
      operation: definition.operation,
      variableDefinitions: definition.variableDefinitions ?? [],
      selectionSet: selectionSetOf(selections),
    };
    return renameVariable({ kind: Kind.DOCUMENT, definitions: [operation, ...this.#renamed.values()] });
  }

  #root({ selections }: SelectionSetNode, runsAlone: boolean): SelectionNode[] {
    return selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return isOurs(selection) || selection.name.value === '__typename' ? [] : [this.#field(selection, runsAlone)];
      const opened = this.#opened(selection);
      const inner = opened === undefined ? [] : this.#root(opened.selectionSet, runsAlone);
      if (opened === undefined || inner.length === 0) return [];
      return [{ ...opened, directives: conditionsOf(selection), selectionSet: selectionSetOf(inner) }];
    });
  }

  /** A spread as the inline fragment that it stands for. */
  #opened(selection: Exclude<SelectionNode, FieldNode>): InlineFragmentNode | undefined {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
    const fragment = this.#fragments.get(selection.name.value);
    return fragment && { kind: Kind.INLINE_FRAGMENT, typeCondition: fragment.typeCondition, selectionSet: fragment.selectionSet };
  }

  #field(field: FieldNode, runsAlone = false): FieldNode {
    const name = field.name.value;
    const key = name === '__typename' ? name : this.#dataKeys.keyOf(field, runsAlone);
    return {
      kind: Kind.FIELD,
      name: field.name,
      ...(key !== name && { alias: nameNode(key) }),
      arguments: field.arguments ?? [],
      directives: conditionsOf(field),
      ...(field.selectionSet && { selectionSet: this.#selectionSet(field.selectionSet) }),
    };
  }

  #selectionSet({ selections }: SelectionSetNode): SelectionSetNode {
    const renamed = selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return isOurs(selection) ? [] : [this.#field(selection)];
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return [{ ...selection, directives: conditionsOf(selection), selectionSet: this.#selectionSet(selection.selectionSet) }];
      }
      this.#useFragment(selection.name.value);
      return [{ ...selection, directives: conditionsOf(selection) }];
    });
    // A query reached below the root may hold introspection alone; a selection cannot be empty. One of which every part has a
    // condition still asks whether there is an object, which the planner would ask under the condition, too.
    return selectionSetOf(this.#canBeEmpty(selections) ? [...renamed, TYPENAME] : renamed);
  }

  /** True where it depends on conditions whether anything is selected. */
  #canBeEmpty(selections: readonly SelectionNode[]): boolean {
    return selections.every((selection) => {
      if (conditionsOf(selection).length > 0 || (selection.kind === Kind.FIELD && isOurs(selection))) return true;
      return selection.kind !== Kind.FIELD && this.#canBeEmpty(this.#opened(selection)?.selectionSet.selections ?? []);
    });
  }

  #useFragment(name: string): void {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined || this.#renamed.has(name)) return;
    // Set before it is renamed, so that the order is that of the first use.
    this.#renamed.set(name, fragment);
    this.#renamed.set(name, { ...fragment, directives: [], selectionSet: this.#selectionSet(fragment.selectionSet) });
  }
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: nameNode('__typename') };

/** Introspection is answered from the API schema; the specification reserves these names. */
function isOurs({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

function conditionsOf({ directives = [] }: { readonly directives?: readonly DirectiveNode[] }): DirectiveNode[] {
  return directives.filter(({ name }) => name.value === 'skip' || name.value === 'include');
}

function selectionSetOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function renameVariable(document: DocumentNode): DocumentNode {
  return visit(document, {
    Variable: (variable): ASTNode | undefined =>
      variable.name.value === REPRESENTATIONS_VARIABLE ? { ...variable, name: nameNode(CLIENT_REPRESENTATIONS_VARIABLE) } : undefined,
  });
}
