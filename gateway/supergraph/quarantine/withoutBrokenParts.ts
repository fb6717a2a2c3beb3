// A composed schema in which the field sets of some subgraphs are not relied on, so that it can be planned over: their fields
// stay, and lead to fetches, which nobody sends. Others are asked neither for what these subgraphs require nor by way of
// what they provide.
//
//   @key that cannot be used   →  the keys by which others know the type, where the subgraph has their fields as well, and
//                                 those of its interfaces; else `__typename`, which every entity has
//   @requires, @provides       →  none
//   @external                  →  no field of that subgraph, unless a key or an interface of its needs one there;
//                                 its own, where only that subgraph itself leads to the type

import {
  Kind,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { argumentOf, joinsOf } from '../joinDirectives.js';
import { parseSelection, readFieldTypes, walkFields } from '../walkFields.js';
import { FieldSetCheck } from './FieldSetCheck.js';

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * @param graphs as the join directives name the subgraphs.
 * @returns the very same document where there are none.
 */
export function withoutBrokenParts(document: DocumentNode, graphs: ReadonlySet<string>): DocumentNode {
  if (graphs.size === 0) return document;
  const repair = new Repair(document, graphs);
  return { ...document, definitions: document.definitions.map((definition) => (isFieldsType(definition) ? repair.ofType(definition) : definition)) };
}

class Repair {
  readonly #graphs: ReadonlySet<string>;
  readonly #check: FieldSetCheck;
  readonly #interfaces = new Map<string, InterfaceTypeDefinitionNode>();
  /** By type: what stands in the place of its directives. */
  readonly #typeDirectives = new Map<string, readonly ConstDirectiveNode[]>();
  /** `GRAPH Type.field` of what is in a key of these subgraphs. */
  readonly #inKeys = new Set<string>();

  constructor(document: DocumentNode, graphs: ReadonlySet<string>) {
    this.#graphs = graphs;
    this.#check = new FieldSetCheck(document);
    const types = document.definitions.filter(isFieldsType);
    for (const type of types) if (type.kind === Kind.INTERFACE_TYPE_DEFINITION) this.#interfaces.set(type.name.value, type);
    const fieldTypes = readFieldTypes(document);
    for (const type of types) {
      const typeName = type.name.value;
      const directives = this.#ofKeys(type);
      this.#typeDirectives.set(typeName, directives);
      for (const join of directives) {
        const key = argumentOf(join, 'key');
        if (key === undefined || !this.#isBroken(join)) continue;
        walkFields(parseSelection(key), typeName, fieldTypes, ({ name }, at) => void this.#inKeys.add(`${argumentOf(join, 'graph')} ${at}.${name.value}`));
      }
    }
  }

  ofType(type: FieldsType): FieldsType {
    const fields = type.fields?.map((field) => ({ ...field, directives: (field.directives ?? []).flatMap((join) => this.#ofField(join, field.name.value, type)) }));
    return { ...type, directives: this.#typeDirectives.get(type.name.value) ?? [], ...(fields && { fields }) };
  }

  /** Of all that stands at the type. */
  #ofKeys(type: FieldsType): ConstDirectiveNode[] {
    return (type.directives ?? []).flatMap((join) => {
      if (join.name.value !== 'join__type' || !this.#isBroken(join) || !has(join, 'key')) return [join];
      const graph = argumentOf(join, 'graph') ?? '';
      if (this.#keysFor(graph, type, [join]).length > 0) return [join];
      const keys = new Set([type, ...this.#interfacesOf(type, graph)].flatMap((each) => this.#keysFor(graph, each)));
      const unkeyed = { ...join, arguments: without(join, 'key') };
      // An interface has no key that its types have not.
      if (keys.size === 0 && type.kind === Kind.INTERFACE_TYPE_DEFINITION) return [unkeyed];
      return (keys.size === 0 ? ['__typename'] : [...keys]).map((key) => ({ ...unkeyed, arguments: [...unkeyed.arguments, argumentNode('key', key)] }));
    });
  }

  /** Those of the type's keys that the subgraph can be held to, whosever they are. */
  #keysFor(graph: string, type: FieldsType, joins = joinsOf(type, 'join__type')): string[] {
    return joins.flatMap((join) => {
      const key = argumentOf(join, 'key');
      return key !== undefined && this.#check.faultOf(key, graph, type.name.value) === undefined ? [key] : [];
    });
  }

  /** @returns what stands in the directive's place: one, or none. */
  #ofField(join: ConstDirectiveNode, fieldName: string, type: FieldsType): ConstDirectiveNode[] {
    if (join.name.value !== 'join__field' || !this.#isBroken(join)) return [join];
    const graph = argumentOf(join, 'graph') ?? '';
    const repaired = { ...join, arguments: without(join, 'requires', 'provides') };
    if (!isExternal(join)) return [repaired];
    const hasKey = joinsOf(type, 'join__type', graph).some((each) => has(each, 'key'));
    if (!hasKey) return [{ ...repaired, arguments: without(repaired, 'external', 'usedOverridden') }];
    const isNeeded = this.#inKeys.has(`${graph} ${type.name.value}.${fieldName}`) || this.#isOfInterface(graph, type, fieldName);
    return isNeeded ? [repaired] : [];
  }

  /** Whether the subgraph has an interface with the field, which its types must then have. */
  #isOfInterface(graph: string, type: FieldsType, fieldName: string): boolean {
    return this.#interfacesOf(type, graph).some(({ fields = [] }) => {
      const field = fields.find(({ name }) => name.value === fieldName);
      return field !== undefined && (joinsOf(field, 'join__field').length === 0 || joinsOf(field, 'join__field', graph).length > 0);
    });
  }

  #interfacesOf(type: FieldsType, graph: string): InterfaceTypeDefinitionNode[] {
    return joinsOf(type, 'join__implements', graph).flatMap((join) => this.#interfaces.get(argumentOf(join, 'interface') ?? '') ?? []);
  }

  #isBroken(join: ConstDirectiveNode): boolean {
    return this.#graphs.has(argumentOf(join, 'graph') ?? '');
  }
}

/** A field of another subgraph's that this one names: also one that was overridden and is still required here. */
function isExternal(join: ConstDirectiveNode): boolean {
  return argumentOf(join, 'external') === 'true' || (argumentOf(join, 'usedOverridden') === 'true' && !has(join, 'overrideLabel'));
}

function has(directive: ConstDirectiveNode, argument: string): boolean {
  return directive.arguments?.some(({ name }) => name.value === argument) === true;
}

function without({ arguments: given = [] }: ConstDirectiveNode, ...names: readonly string[]): ConstArgumentNode[] {
  return given.filter(({ name }) => !names.includes(name.value));
}

function argumentNode(name: string, value: string): ConstArgumentNode {
  return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value: { kind: Kind.STRING, value } };
}

function isFieldsType(definition: DefinitionNode): definition is FieldsType {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}
