// The subgraphs whose part of a composed schema cannot be used, by their own doing: a @key, @requires or @provides of theirs
// cannot be read, or selects what is not there. Composition refuses such a thing; a file that was written by other hands or
// harmed on its way can hold it all the same, and no planner takes a schema with one in it.
//
// Asked before any planner is: what these refuse and what they let pass differs from one to the other, and one that lets a
// field set pass would ask well agencies for what the broken one got wrong.

import { Kind, type DirectiveNode, type DocumentNode, type FieldDefinitionNode, type TypeNode } from 'graphql';
import { readGraphNames } from '../joinDirectives.js';
import { FieldSetCheck } from './FieldSetCheck.js';

export interface BrokenGraph {
  /** Of the enum join__Graph. */
  readonly graph: string;
  readonly agency: string;
  /** What is wrong and where, in one line: the first, and how many more. */
  readonly reason: string;
}

/** @param document a supergraph. @returns none for one of Federation 1, whose directives say less. */
export function findBrokenGraphs(document: DocumentNode): BrokenGraph[] {
  if (isOfFederation1(document)) return [];
  const check = new FieldSetCheck(document);
  const faults = new Map<string, string[]>();
  for (const { graph, place, directive, fields, typeName } of fieldSetsIn(document)) {
    const fault = fields === undefined ? 'Expected a text.' : check.faultOf(fields, graph, typeName);
    if (fault !== undefined) faults.set(graph, [...(faults.get(graph) ?? []), `${place} @${directive}(fields: ${JSON.stringify(fields ?? null)}): ${fault}`]);
  }
  return Array.from(readGraphNames(document)).flatMap(([graph, agency]): BrokenGraph[] => {
    const [first, ...others] = faults.get(graph) ?? [];
    return first === undefined ? [] : [{ graph, agency, reason: others.length === 0 ? first : `${first} (and ${others.length} more)` }];
  });
}

interface FieldSet {
  readonly graph: string;
  /** `Type` or `Type.field`. */
  readonly place: string;
  /** As the agency has it in its own schema. */
  readonly directive: 'key' | 'requires' | 'provides';
  /** Undefined where it is no text. */
  readonly fields: string | undefined;
  /** What the fields are fields of. */
  readonly typeName: string;
}

function fieldSetsIn({ definitions }: DocumentNode): FieldSet[] {
  return definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const typeName = type.name.value;
    const keys = (type.directives ?? []).flatMap((join) => fieldSetOf(join, 'key', typeName, typeName));
    return [...keys, ...(type.fields ?? []).flatMap((field) => fieldSetsOf(field, typeName))];
  });
}

function fieldSetsOf(field: FieldDefinitionNode, typeName: string): FieldSet[] {
  const place = `${typeName}.${field.name.value}`;
  return (field.directives ?? []).flatMap((join) => [...fieldSetOf(join, 'requires', place, typeName), ...fieldSetOf(join, 'provides', place, namedType(field.type))]);
}

function fieldSetOf(join: DirectiveNode, directive: FieldSet['directive'], place: string, typeName: string): FieldSet[] {
  if (join.name.value !== (directive === 'key' ? 'join__type' : 'join__field')) return [];
  const given = new Map(join.arguments?.map(({ name, value }) => [name.value, value]));
  const graph = given.get('graph');
  const fields = given.get(directive);
  if (graph?.kind !== Kind.ENUM || fields === undefined || fields.kind === Kind.NULL) return [];
  return [{ graph: graph.value, place, directive, fields: fields.kind === Kind.STRING ? fields.value : undefined, typeName }];
}

/** There a subgraph need not be named at fields that it has as a part of its keys. */
function isOfFederation1({ definitions }: DocumentNode): boolean {
  return definitions.some((definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === 'join__owner');
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
