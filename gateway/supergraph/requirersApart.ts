// The prepared schema in another form, for operations that the planner gets wrong: where a required field
// requires something itself, each of these fields stands in a subgraph of its own, which can be entered by the
// keys of its agency and has nothing else but what the field leads to.
//
//   court   Case { id filed checked @external weighed @requires(checked) }
//        →  court     Case { id filed checked @external weighed @external }
//           court #1  Case { id checked @external weighed @requires(checked) }
//
// The planner merges a later call into an earlier one to the same subgraph, and forgets in circles of @requires
// that the later one waits for others. Calls for the sake of two such fields are never to the same subgraph
// here. Plans become right, and some longer, so this form is for those operations alone.

import {
  Kind,
  parse,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { findRequirers, isConditional, isFieldsType, isRoot, type FieldsType, type Requirer } from './findRequirers.js';
import { argumentOf, isEntrance, joinsOf, readGraphNames } from './joinDirectives.js';

export interface ApartSupergraph {
  readonly document: DocumentNode;
  /** The agency of each subgraph that was made, by what a plan calls the subgraph. */
  readonly agencies: ReadonlyMap<string, string>;
}

/** A field and the subgraph that it gets. */
interface Apart extends Requirer {
  /** Of the enum join__Graph. */
  readonly made: string;
}

/** @returns undefined where it would be the schema itself. */
export function requirersApart(document: DocumentNode): ApartSupergraph | undefined {
  const types = new Map<string, TypeDefinitionNode>();
  for (const definition of document.definitions) if (isTypeDefinition(definition)) types.set(definition.name.value, definition);
  const fields = findRequirers(types).map((requirer, index): Apart => ({ ...requirer, made: `${requirer.graph}__apart${index + 1}` }));
  if (fields.length === 0) return undefined;
  const names = readGraphNames(document);
  const agencies = new Map(fields.map(({ graph }, index) => [`${names.get(graph)} #${index + 1}`, names.get(graph) ?? '']));
  const definitions = document.definitions.map((definition) => {
    if (!isTypeDefinition(definition)) return definition;
    if (definition.name.value === 'join__Graph') return addGraphs(definition as EnumTypeDefinitionNode, fields, [...agencies.keys()]);
    return isFieldsType(definition) ? separateFields(definition, fields) : addMentions(definition, fields);
  });
  return { document: { ...document, definitions }, agencies };
}

function addGraphs(graphs: EnumTypeDefinitionNode, fields: readonly Apart[], names: readonly string[]): EnumTypeDefinitionNode {
  const added = fields.map(({ made }, index): EnumValueDefinitionNode => ({
    kind: Kind.ENUM_VALUE_DEFINITION,
    name: { kind: Kind.NAME, value: made },
    directives: [directiveOf(`@join__graph(name: ${JSON.stringify(names[index])}, url: "")`)],
  }));
  return { ...graphs, values: [...(graphs.values ?? []), ...added] };
}

function separateFields(type: FieldsType, all: readonly Apart[]): FieldsType {
  const typeName = type.name.value;
  const here = all.filter(({ extents }) => isRoot(typeName) || extents.has(typeName));
  if (here.length === 0) return type;
  const graphs = new Set(joinsOf(type, 'join__type').flatMap((join) => argumentOf(join, 'graph') ?? []));
  const fields = type.fields?.map((field): FieldDefinitionNode => {
    const given = joinsOf(field, 'join__field');
    const others = (field.directives ?? []).filter((directive) => !given.includes(directive));
    // Without one a field stands in every subgraph of its type, which would be those that are made too.
    const joins = given.length > 0 ? given : [...graphs].map((graph) => directiveOf(`@join__field(graph: ${graph})`));
    return { ...field, directives: [...others, ...separateJoins(typeName, field, joins, here)] };
  });
  return { ...type, directives: [...(type.directives ?? []), ...here.flatMap((apart) => joinType(type, apart))], ...(fields && { fields }) };
}

function separateJoins(typeName: string, field: FieldDefinitionNode, joins: readonly ConstDirectiveNode[], here: readonly Apart[]): ConstDirectiveNode[] {
  const movesTo = (join: ConstDirectiveNode) =>
    here.find((apart) => apart.typeName === typeName && apart.fieldName === field.name.value && apart.graph === argumentOf(join, 'graph'));
  const goesAlong = (apart: Apart, join: ConstDirectiveNode): boolean => {
    if (apart.graph !== argumentOf(join, 'graph') || isConditional(field)) return false;
    const extent = apart.extents.get(typeName);
    return extent === 'whole' || extent?.has(field.name.value) === true;
  };
  return joins.flatMap((join) => {
    const moved = movesTo(join);
    // Interfaces and requirements may name a field that has moved away: it stays as one that cannot be asked for.
    const left = moved === undefined ? join : externalOf(join);
    const copies = here.filter((apart) => apart !== moved && goesAlong(apart, join)).map(({ made }) => onGraph(left, made));
    return [left, ...copies, ...(moved === undefined ? [] : [onGraph(join, moved.made)])];
  });
}

/** The type's own directives in a subgraph that is made. Only the field's own type is a way in. */
function joinType(type: FieldsType, { typeName, graph, made, extents }: Apart): ConstDirectiveNode[] {
  const name = type.name.value;
  if (isRoot(name)) return [directiveOf(`@join__type(graph: ${made})`)];
  const joins = joinsOf(type, 'join__type', graph);
  const isWhole = extents.get(name) === 'whole';
  const own = name === typeName ? joins.filter((join) => isWhole || isEntrance(join)) : joins.map(withoutEntrance);
  return [...own, ...(isWhole ? joinsOf(type, 'join__implements', graph) : [])].map((join) => onGraph(join, made));
}

/** Scalars, enums, unions and input types. */
function addMentions(type: TypeDefinitionNode, fields: readonly Apart[]): TypeDefinitionNode {
  const here = fields.filter(({ extents }) => extents.has(type.name.value));
  if (here.length === 0) return type;
  const copiesOf = (directive: ConstDirectiveNode) =>
    here.filter(({ graph }) => graph === argumentOf(directive, 'graph')).map(({ made }) => onGraph(directive, made));
  return visit(type, {
    enter: (node) => {
      if (!('directives' in node) || node.directives === undefined) return undefined;
      const directives = node.directives as readonly ConstDirectiveNode[];
      return { ...node, directives: [...directives, ...directives.flatMap(copiesOf)] };
    },
  });
}

function isTypeDefinition(definition: { readonly kind: string }): definition is TypeDefinitionNode {
  return definition.kind.endsWith('TypeDefinition');
}

function onGraph(directive: ConstDirectiveNode, graph: string): ConstDirectiveNode {
  return withArgument(directive, 'graph', graph);
}

function externalOf(join: ConstDirectiveNode): ConstDirectiveNode {
  return withArgument({ ...join, arguments: (join.arguments ?? []).filter(({ name }) => name.value === 'graph' || name.value === 'type') }, 'external', 'true');
}

/** The key stays a fact, but not a way in. */
function withoutEntrance(join: ConstDirectiveNode): ConstDirectiveNode {
  return isEntrance(join) ? withArgument(join, 'resolvable', 'false') : join;
}

function withArgument(directive: ConstDirectiveNode, name: string, value: string): ConstDirectiveNode {
  const others = (directive.arguments ?? []).filter((argument) => argument.name.value !== name);
  return { ...directive, arguments: [...(directiveOf(`@x(${name}: ${value})`).arguments ?? []), ...others] };
}

function directiveOf(text: string): ConstDirectiveNode {
  const [scalar] = parse(`scalar S ${text}`, { noLocation: true }).definitions;
  const directive = scalar?.kind === Kind.SCALAR_TYPE_DEFINITION ? scalar.directives?.[0] : undefined;
  if (directive === undefined) throw new Error(`no directive: ${text}`);
  return directive;
}
