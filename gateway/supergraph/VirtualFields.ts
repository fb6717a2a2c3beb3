// Required fields with arguments, as fields of their own. The planner compares response names only: it takes
// `@requires(fields: "comments(limit: 3) { id }")` for the client's `comments(limit: 1)`, and for another
// requirement with other arguments. So each call becomes a virtual field, without arguments, wherever the
// real one stands:
//
//   comments(limit: Int!): [Comment!]!       comments(limit: Int!): [Comment!]!
//                                       →    comments__requires1: [Comment!]!
//   requires: "comments(limit: 3) { id }"    requires: "comments__requires1 { id }"
//
// A virtual field is named by field and arguments alone, so that one name means one call at every type. It is
// @external where it is required; the real one is so no longer, unless something else there needs it:
// an @external field that nobody uses is refused as a mistake.

import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type NameNode,
  type ObjectTypeDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { argumentOf, readGraphNames } from './joinDirectives.js';

/** The call that a virtual field stands for. */
export interface VirtualField {
  readonly field: string;
  /** Literals: a requirement knows no variables. */
  readonly arguments: readonly ArgumentNode[];
}

/**
 * What a field requires: path of fields as their agency has them → the same path as it stands in the data.
 * `author/posts` → `author/posts__requires2`. Paths leave type conditions out.
 */
export type RequiredPaths = ReadonlyMap<string, string>;

export interface VirtualFields {
  /** By virtual name. Empty where no field is required with arguments. */
  readonly calls: ReadonlyMap<string, VirtualField>;
  /** What a field of an agency requires; undefined where that is nothing. */
  requiredBy(agency: string, typeName: string, fieldName: string): RequiredPaths | undefined;
}

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** @param document the composed schema, by join directives. */
export function addVirtualFields(document: DocumentNode): { document: DocumentNode; virtualFields: VirtualFields } {
  const virtualizer = new Virtualizer(document);
  const virtualized = virtualizer.virtualize(document);
  const { calls, required } = virtualizer;
  return {
    document: calls.size === 0 ? document : virtualized,
    virtualFields: { calls, requiredBy: (agency, typeName, fieldName) => required.get(`${agency} ${typeName}.${fieldName}`) },
  };
}

class Virtualizer {
  readonly calls = new Map<string, VirtualField>();
  readonly required = new Map<string, RequiredPaths>();
  readonly #types = new Map<string, FieldsType>();
  readonly #graphNames: ReadonlyMap<string, string>;
  /** `comments(limit: 3)` → its virtual name. */
  readonly #names = new Map<string, string>();
  /** Type name → virtual names that it gets. */
  readonly #added = new Map<string, Set<string>>();
  /** `GRAPH Type.field` of every field that a directive of the subgraph names, as it is named now. */
  readonly #used = new Set<string>();

  constructor(document: DocumentNode) {
    this.#graphNames = readGraphNames(document);
    for (const definition of document.definitions) if (isFieldsType(definition)) this.#types.set(definition.name.value, definition);
  }

  virtualize(document: DocumentNode): DocumentNode {
    // First every requirement: only then is it known which fields each type gets.
    const definitions = document.definitions.map((definition) => (isFieldsType(definition) ? this.#rewriteRequirements(definition) : definition));
    for (const type of this.#types.values()) this.#noteOtherUses(type);
    return { ...document, definitions: definitions.map((definition) => (isFieldsType(definition) ? this.#addFields(definition) : definition)) };
  }

  #rewriteRequirements(type: FieldsType): FieldsType {
    const fields = type.fields?.map((field) => ({
      ...field,
      directives: (field.directives ?? []).map((directive) => this.#rewriteRequirement(directive, type, field)),
    }));
    return { ...type, ...(fields && { fields }) };
  }

  #rewriteRequirement(directive: ConstDirectiveNode, type: FieldsType, field: FieldDefinitionNode): ConstDirectiveNode {
    const requires = directive.name.value === 'join__field' ? argumentOf(directive, 'requires') : undefined;
    if (requires === undefined) return directive;
    const graph = argumentOf(directive, 'graph') ?? '';
    const paths = new Map<string, string>();
    const selectionSet = this.#rewriteSelection(parseSelection(requires), type.name.value, { graph, real: '', data: '', paths });
    this.required.set(`${this.#graphNames.get(graph)} ${type.name.value}.${field.name.value}`, paths);
    const text = stripIgnoredCharacters(print(selectionSet)).slice(1, -1);
    const rewritten = directive.arguments?.map((argument) =>
      argument.name.value === 'requires' ? { ...argument, value: { kind: Kind.STRING as const, value: text } } : argument,
    );
    return { ...directive, ...(rewritten && { arguments: rewritten }) };
  }

  /** Adds to `at.paths`. */
  #rewriteSelection(selectionSet: SelectionSetNode, typeName: string, at: Place): SelectionSetNode {
    const selections = selectionSet.selections.map((selection): SelectionNode => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? typeName;
        return { ...selection, selectionSet: this.#rewriteSelection(selection.selectionSet, condition, at) };
      }
      const { name: { value: real }, arguments: given = [], selectionSet: inner } = selection;
      const definition = this.#fieldOf(typeName, real);
      const name = given.length === 0 ? real : this.#virtualNameOf(typeName, real, given);
      at.paths.set(at.real + real, at.data + name);
      for (const each of [typeName, ...this.#implementationsOf(typeName)]) this.#used.add(`${at.graph} ${each}.${name}`);
      if (inner === undefined || definition === undefined) return { kind: Kind.FIELD, name: nameNode(name) };
      const below = { ...at, real: `${at.real}${real}/`, data: `${at.data}${name}/` };
      return { kind: Kind.FIELD, name: nameNode(name), selectionSet: this.#rewriteSelection(inner, namedType(definition.type), below) };
    });
    return { kind: Kind.SELECTION_SET, selections };
  }

  /** Keys and @provides; composition allows no arguments there. */
  #noteOtherUses(type: FieldsType): void {
    const note = (directive: ConstDirectiveNode, argument: 'key' | 'provides', typeName: string): void => {
      const fields = argumentOf(directive, argument);
      const graph = argumentOf(directive, 'graph') ?? '';
      if (fields !== undefined) this.#rewriteSelection(parseSelection(fields), typeName, { graph, real: '', data: '', paths: new Map() });
    };
    for (const directive of type.directives ?? []) note(directive, 'key', type.name.value);
    for (const field of type.fields ?? []) for (const directive of field.directives ?? []) note(directive, 'provides', namedType(field.type));
  }

  #virtualNameOf(typeName: string, field: string, given: readonly ArgumentNode[]): string {
    const call = `${field}(${given.map(print).toSorted().join(', ')})`;
    let name = this.#names.get(call);
    if (name === undefined) {
      name = this.#freeName(field);
      this.#names.set(call, name);
      this.calls.set(name, { field, arguments: given });
    }
    for (const each of [typeName, ...this.#implementationsOf(typeName)]) {
      this.#added.set(each, (this.#added.get(each) ?? new Set()).add(name));
    }
    return name;
  }

  /** A number never follows the underscores at once, as it does in the data keys of clients' fields. */
  #freeName(field: string): string {
    for (let number = this.calls.size + 1; ; number += 1) {
      const name = `${field}__requires${number}`;
      const isTaken = [...this.#types.values()].some(({ fields = [] }) => fields.some((each) => each.name.value === name));
      if (!isTaken && !this.calls.has(name)) return name;
    }
  }

  #implementationsOf(typeName: string): string[] {
    return [...this.#types.values()]
      .filter(({ interfaces = [] }) => interfaces.some(({ name }) => name.value === typeName))
      .map(({ name }) => name.value);
  }

  #fieldOf(typeName: string, fieldName: string): FieldDefinitionNode | undefined {
    return this.#types.get(typeName)?.fields?.find(({ name }) => name.value === fieldName);
  }

  /** Copies of the real fields, with the same subgraphs behind them. */
  #addFields(type: FieldsType): FieldsType {
    const names = [...(this.#added.get(type.name.value) ?? [])];
    if (names.length === 0) return type;
    const reals = new Set(names.map((name) => this.calls.get(name)?.field));
    const added = names.flatMap((name): FieldDefinitionNode[] => {
      const real = type.fields?.find((field) => field.name.value === this.calls.get(name)?.field);
      return real === undefined ? [] : [this.#withoutUnusedExternals({ ...real, name: nameNode(name), arguments: [] }, type, real)];
    });
    const kept = (type.fields ?? []).map((field) => (reals.has(field.name.value) ? this.#withoutUnusedExternals(field, type, field) : field));
    return { ...type, fields: [...kept, ...added] };
  }

  #withoutUnusedExternals(field: FieldDefinitionNode, type: FieldsType, real: FieldDefinitionNode): FieldDefinitionNode {
    const isNeeded = (directive: ConstDirectiveNode): boolean => {
      if (argumentOf(directive, 'external') !== 'true') return true;
      const graph = argumentOf(directive, 'graph') ?? '';
      if (this.#used.has(`${graph} ${type.name.value}.${field.name.value}`)) return true;
      return field === real && this.#isOfInterface(graph, type, real.name.value);
    };
    return { ...field, directives: (field.directives ?? []).filter(isNeeded) };
  }

  /** Whether the subgraph has an interface with the field, which its types must then have. */
  #isOfInterface(graph: string, { directives = [] }: FieldsType, fieldName: string): boolean {
    return directives.some((directive) => {
      if (directive.name.value !== 'join__implements' || argumentOf(directive, 'graph') !== graph) return false;
      const field = this.#fieldOf(argumentOf(directive, 'interface') ?? '', fieldName);
      const joined = field?.directives?.filter(({ name }) => name.value === 'join__field') ?? [];
      return field !== undefined && (joined.length === 0 || joined.some((join) => argumentOf(join, 'graph') === graph));
    });
  }
}

/** Where a selection stands: paths end with a slash. */
interface Place {
  readonly graph: string;
  readonly real: string;
  readonly data: string;
  readonly paths: Map<string, string>;
}

function isFieldsType(definition: DefinitionNode): definition is FieldsType {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function parseSelection(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no selection of fields: ${fields}`);
  return definition.selectionSet;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function nameNode(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
