// One fetch as several, where what its fields require cannot stand in one representation. Fields that agree
// stay together, so that no call is made without need.
//
// Two fields can require calls of one field: `firstThree` requires `comments(limit: 3)`, `firstOne` requires
// `comments(limit: 1)`, and the agency is told one `comments` per call.
//
// Some of the entities can lack what one field requires, because nobody wanted that field of them: in
// `{ user { score badge @include(if: $all) } }` what `badge` requires is fetched where $all holds, and in
// `{ things { keeper { rank } ... on Book { keeper { badge } } } }` for keepers of books. Told together, the other
// entities would not be asked about their score and rank either.

import type { FetchNode, QueryPlanSelectionNode, ResponsePath } from '@apollo/query-planner';
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { RequiredPaths, VirtualFields } from '../supergraph/VirtualFields.js';
import type { FetchedFields } from './FetchedFields.js';

/** A field that a fetch asks of the entities. */
interface Asked {
  readonly field: FieldNode;
  readonly typeName: string;
  readonly paths: RequiredPaths;
  readonly isConditional: boolean;
}

/** Fields that one call can ask for, and all that they require. */
interface Group {
  readonly fields: Set<FieldNode>;
  readonly paths: Map<string, string>;
}

type Agree = (group: Group, paths: RequiredPaths) => boolean;

const NOTHING_REQUIRED: RequiredPaths = new Map();

/**
 * @param fetched by the fetches before it; this one is added.
 * @returns the fetch itself where all agree, which is nearly always. Their union asks for the same.
 */
export function splitFetch(fetch: FetchNode, at: ResponsePath, fetched: FetchedFields, virtualFields: VirtualFields): FetchNode[] {
  const document = parse(fetch.operation, { noLocation: true });
  const definition = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (definition === undefined) return [fetch];
  const entities = fetch.requires === undefined ? undefined : definition.selectionSet.selections[0];
  if (entities?.kind !== Kind.FIELD || entities.selectionSet === undefined) {
    fetched.addRoot(definition.selectionSet);
    return [fetch];
  }
  // A field that is required with arguments itself goes by a virtual name here, and requires what the real one does.
  const realName = (fieldName: string) => virtualFields.calls.get(fieldName)?.field ?? fieldName;
  const asked = askedIn(entities.selectionSet, (typeName, fieldName) => virtualFields.requiredBy(fetch.serviceName, typeName, realName(fieldName)) ?? NOTHING_REQUIRED);
  const isPartial = ({ isConditional, typeName, paths }: Asked) =>
    paths.size > 0 && (isConditional || [...paths.values()].some((path) => !fetched.isComplete(at, typeName, path)));
  const partial = asked.filter(isPartial).map(({ field }) => field);
  fetched.addEntities(at, entities.selectionSet, new Set(partial));
  if (partial.length === 0 && !mentionsVirtual(fetch.requires ?? [], virtualFields)) return [fetch];
  const groups = groupsOf(asked, partial.length > 0 ? requireTheSame : canBeTold);
  return groups.length < 2 ? [fetch] : groups.map((group) => narrow(fetch, document, group, foreignTo(group, groups), virtualFields));
}

function askedIn({ selections }: SelectionSetNode, requiredBy: (typeName: string, fieldName: string) => RequiredPaths, typeName = '', isWithin = false): Asked[] {
  return selections.flatMap((selection): Asked[] => {
    const isConditional = isWithin || (selection.directives?.length ?? 0) > 0;
    if (selection.kind === Kind.FIELD) return [{ field: selection, typeName, paths: requiredBy(typeName, selection.name.value), isConditional }];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    return askedIn(selection.selectionSet, requiredBy, selection.typeCondition?.name.value ?? typeName, isConditional);
  });
}

function mentionsVirtual(selections: readonly QueryPlanSelectionNode[], virtualFields: VirtualFields): boolean {
  return selections.some(
    (selection) => (selection.kind === 'Field' && virtualFields.calls.has(selection.name)) || mentionsVirtual(selection.selections ?? [], virtualFields),
  );
}

const canBeTold: Agree = (group, paths) => [...paths].every(([real, data]) => (group.paths.get(real) ?? data) === data);

const requireTheSame: Agree = (group, paths) => group.paths.size === paths.size && [...paths].every(([real, data]) => group.paths.get(real) === data);

/** Each to the first group that it agrees with, or to one of its own. */
function groupsOf(asked: readonly Asked[], agree: Agree): Group[] {
  const groups: Group[] = [];
  for (const { field, paths } of asked) {
    let group = groups.find((each) => agree(each, paths));
    if (group === undefined) groups.push((group = { fields: new Set(), paths: new Map() }));
    group.fields.add(field);
    for (const [real, data] of paths) group.paths.set(real, data);
  }
  return groups;
}

/** What other groups require, and this one does not. */
function foreignTo(group: Group, groups: readonly Group[]): Set<string> {
  return new Set(groups.flatMap(({ paths }) => [...paths.keys()]).filter((real) => !group.paths.has(real)));
}

function narrow(fetch: FetchNode, document: DocumentNode, group: Group, foreign: ReadonlySet<string>, virtualFields: VirtualFields): FetchNode {
  const used = new Set<string>();
  const narrowed = visit(document, {
    OperationDefinition: (operation): OperationDefinitionNode => {
      const selectionSet = keepFields(operation.selectionSet, group.fields, 0);
      visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
      const definitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
      return { ...operation, selectionSet, ...(definitions && { variableDefinitions: definitions }) };
    },
  });
  return {
    ...fetch,
    operation: stripIgnoredCharacters(print(narrowed)),
    requires: keepRequired(fetch.requires ?? [], { real: '', data: '' }, { paths: group.paths, foreign, virtualFields }),
    ...(fetch.variableUsages && { variableUsages: fetch.variableUsages.filter((name) => used.has(name)) }),
  };
}

/** @param depth 0 at `_entities` itself, 1 at the fields of the entities, whose own selections stay whole. */
function keepFields({ selections }: SelectionSetNode, kept: ReadonlySet<FieldNode>, depth: number): SelectionSetNode {
  return {
    kind: Kind.SELECTION_SET,
    selections: selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      if (selection.kind === Kind.FIELD && depth > 0) return kept.has(selection) ? [selection] : [];
      if (selection.selectionSet === undefined) return [selection];
      const inner = keepFields(selection.selectionSet, kept, depth + Number(selection.kind === Kind.FIELD));
      return inner.selections.length === 0 ? [] : [{ ...selection, selectionSet: inner }];
    }),
  };
}

interface Kept {
  readonly paths: RequiredPaths;
  readonly foreign: ReadonlySet<string>;
  readonly virtualFields: VirtualFields;
}

/** Keys stay, and what the group requires; what it does not require goes where it could be taken for something else, or be missing. */
function keepRequired(selections: readonly QueryPlanSelectionNode[], at: { readonly real: string; readonly data: string }, kept: Kept): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment') {
      const inner = keepRequired(selection.selections, at, kept);
      return inner.length === 0 ? [] : [{ ...selection, selections: inner }];
    }
    const call = kept.virtualFields.calls.get(selection.name);
    const here = { real: at.real + (call?.field ?? selection.name), data: at.data + selection.name };
    const required = kept.paths.get(here.real);
    if (required === undefined ? call !== undefined || kept.foreign.has(here.real) : required !== here.data) return [];
    if (selection.selections === undefined) return [selection];
    const inner = keepRequired(selection.selections, { real: `${here.real}/`, data: `${here.data}/` }, kept);
    return inner.length === 0 ? [] : [{ ...selection, selections: inner }];
  });
}
