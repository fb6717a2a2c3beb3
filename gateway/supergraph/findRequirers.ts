// The fields for which the planner can go in a circle: they require fields that require something themselves, or
// are such fields. For each, what must stand in a subgraph that has this field alone: its type with the field,
// the keys and what is required, and in full every type that one gets to from there.

import { Kind, parse, visit, type FieldDefinitionNode, type InterfaceTypeDefinitionNode, type ObjectTypeDefinitionNode, type TypeDefinitionNode, type TypeNode } from 'graphql';
import { argumentOf, isEntrance, joinsOf } from './joinDirectives.js';

export type Types = ReadonlyMap<string, TypeDefinitionNode>;

export type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** How much of a type a subgraph has: all that its agency has, or some fields. */
export type Extent = 'whole' | ReadonlySet<string>;

export interface Requirer {
  readonly typeName: string;
  readonly fieldName: string;
  /** Of its agency, as the supergraph's enum join__Graph has it. */
  readonly graph: string;
  readonly extents: ReadonlyMap<string, Extent>;
}

interface Requiring extends Omit<Requirer, 'extents'> {
  readonly type: FieldsType;
  /** Names of all fields in what is required, at any depth. */
  readonly required: ReadonlySet<string>;
}

/** @returns none where no required field requires anything: there the planner does well. */
export function findRequirers(types: Types): Requirer[] {
  const requiring = [...types.values()].filter(isFieldsType).flatMap(requiringIn);
  // By name alone: one too many does no harm.
  const names = new Set(requiring.map(({ fieldName }) => fieldName));
  const required = new Set(requiring.flatMap((each) => [...each.required]));
  return requiring
    .filter((each) => required.has(each.fieldName) || [...each.required].some((name) => names.has(name)))
    .map((each) => ({ typeName: each.typeName, fieldName: each.fieldName, graph: each.graph, extents: extentsFor(each, types) }));
}

export function isFieldsType(definition: TypeDefinitionNode): definition is FieldsType {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** As composition names them. */
export function isRoot(typeName: string): boolean {
  return typeName === 'Query' || typeName === 'Mutation' || typeName === 'Subscription';
}

/** True where it depends on more than its subgraph whether a field stands in it. */
export function isConditional(field: FieldDefinitionNode): boolean {
  return joinsOf(field, 'join__field').some((join) => join.arguments?.some(({ name }) => name.value === 'overrideLabel' || name.value === 'contextArguments'));
}

function requiringIn(type: FieldsType): Requiring[] {
  return (type.fields ?? []).flatMap((field) =>
    joinsOf(field, 'join__field').flatMap((join): Requiring[] => {
      const requires = argumentOf(join, 'requires');
      const graph = argumentOf(join, 'graph');
      const hasEntrance = graph !== undefined && joinsOf(type, 'join__type', graph).some(isEntrance);
      if (requires === undefined || graph === undefined || !hasEntrance || isConditional(field)) return [];
      return [{ type, typeName: type.name.value, fieldName: field.name.value, graph, required: namesIn(requires) }];
    }),
  );
}

function extentsFor({ type, typeName, fieldName, graph, required }: Requiring, types: Types): Map<string, Extent> {
  const keys = joinsOf(type, 'join__type', graph).filter(isEntrance).flatMap((join) => [...namesIn(argumentOf(join, 'key') ?? '')]);
  const named = new Set([fieldName, ...keys, ...required]);
  const extents = new Map<string, Extent>([[typeName, named]]);
  const reach = (name: string): void => {
    const reached = types.get(name);
    if (reached === undefined || isRoot(name) || extents.get(name) === 'whole') return;
    extents.set(name, 'whole');
    for (const next of leadsTo(reached, graph, types)) reach(next);
  };
  for (const field of fieldsIn(type, graph)) if (named.has(field.name.value)) typesOf(field).forEach(reach);
  return extents;
}

/** An interface leads to what implements it, and that to the interface. */
function leadsTo(type: TypeDefinitionNode, graph: string, types: Types): string[] {
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const implementing = [...types.values()].filter((each) => interfacesIn(each, graph).includes(type.name.value));
      return [...fieldsIn(type, graph).flatMap(typesOf), ...interfacesIn(type, graph), ...implementing.map(({ name }) => name.value)];
    }
    case Kind.UNION_TYPE_DEFINITION:
      return joinsOf(type, 'join__unionMember', graph).flatMap((join) => argumentOf(join, 'member') ?? []);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (type.fields ?? []).map((field) => namedType(field.type));
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return [];
  }
}

function interfacesIn(type: TypeDefinitionNode, graph: string): string[] {
  return joinsOf(type, 'join__implements', graph).flatMap((join) => argumentOf(join, 'interface') ?? []);
}

function fieldsIn(type: TypeDefinitionNode | undefined, graph: string): FieldDefinitionNode[] {
  if (type === undefined || !isFieldsType(type)) return [];
  return (type.fields ?? []).filter((field) => joinsOf(field, 'join__field').length === 0 || joinsOf(field, 'join__field', graph).length > 0);
}

function namesIn(fields: string): Set<string> {
  const names = new Set<string>();
  visit(parse(`{${fields}}`, { noLocation: true }), { Field: ({ name }) => void names.add(name.value) });
  return names;
}

function typesOf(field: FieldDefinitionNode): string[] {
  return [field.type, ...(field.arguments ?? []).map(({ type }) => type)].map(namedType);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
