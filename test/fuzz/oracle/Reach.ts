// What becomes of a field while one subgraph is down. What only that subgraph answers fails, and what has nothing to do
// with it does not; between the two lies what depends on the plan: a field that another subgraph has as well, an entity
// that can be reached in several ways.

import type { Scenario } from '../scenario/Scenario.js';
import { selectionsOf, walkSelections } from '../world/Selections.js';
import { fieldTypeOf } from '../world/printSubgraph.js';
import type { Thing } from '../world/Truth.js';
import { isEntity, isRoot, namedType, type FieldModel, type WorldIndex } from '../world/World.js';

export type Reach =
  /** Delivered, by one of these subgraphs, and so is what leads to it. Shared with the one that is down, whose part may have an error. */
  | { readonly kind: 'sure'; readonly by: readonly string[]; readonly isShared?: boolean }
  /** Delivered or failed. */
  | { readonly kind: 'open' }
  /** As `open`, and its value may be made of what failed: of a null where it was told one. */
  | { readonly kind: 'tainted' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'refused' };

/** @param thing with what was found out of the field that led to it. */
export function mayReach(index: WorldIndex, thing: Thing & { readonly reach?: Reach }, field: FieldModel, scenario: Scenario): Reach {
  if (scenario.kind !== 'down') throw new Error('nothing is down');
  const { graph, calls } = scenario;
  const above = thing.reach ?? { kind: 'sure', by: [] };
  if (above.kind === 'tainted') return above;
  const object = index.object(thing.type);
  const isAtRoot = object !== undefined && isRoot(object);
  const fails = field.graphs.every((each) => each === graph) && !field.isKey && !isProvided(index, thing.type, field.name) && calls === 'all';
  if (field.requires !== undefined && needs(index, thing.type, field).has(graph)) return { kind: fails ? 'failed' : 'tainted' };
  if (fails) return { kind: 'failed' };
  if (above.kind !== 'sure' || leadsToInterfaceObject(index, field)) return { kind: 'open' };
  if (isAtRoot) return field.graphs.includes(graph) && calls === 'all' ? { kind: 'open' } : { kind: 'sure', by: field.graphs };
  // A value comes with what led to it; an entity's field from there, or by the one key that all subgraphs know.
  const isHere = above.by.length > 0 && above.by.every((each) => field.graphs.includes(each)) && field.requires === undefined;
  if (isHere && !above.by.includes(graph)) {
    if (!field.graphs.includes(graph)) return { kind: 'sure', by: above.by };
    // Of a value that is split between subgraphs, only those that have something of what was asked are asked for it.
    return leadsToSplitValue(index, field) ? { kind: 'open' } : { ...above, isShared: true };
  }
  const isNear = object !== undefined && isEntity(object) && hasOneKey(object.keys) && index.familyOf(thing.type) === thing.type;
  const isSure = isNear && !above.by.includes(graph) && !field.graphs.includes(graph) && !field.isKey;
  return isSure ? { kind: 'sure', by: field.graphs } : { kind: 'open' };
}

function hasOneKey(keys: readonly { readonly fields: string }[]): boolean {
  return keys.every(({ fields }) => fields === keys[0]?.fields);
}

/** Who that knows an interface as an object is asked, has to ask another what the object is. */
function leadsToInterfaceObject({ world }: WorldIndex, { type }: FieldModel): boolean {
  return world.interfaces.some(({ name, members, asObject }) => asObject !== undefined && (name === namedType(type) || members.includes(namedType(type))));
}

function leadsToSplitValue(index: WorldIndex, { type, graphs }: FieldModel): boolean {
  const value = index.object(namedType(type));
  return value !== undefined && !isEntity(value) && value.fields.some((inner) => graphs.some((graph) => !inner.graphs.includes(graph)));
}

function isProvided({ world }: WorldIndex, typeName: string, fieldName: string): boolean {
  const fields = world.objects.flatMap((object) => object.fields);
  return fields.some(({ type, provides = {} }) => namedType(type) === typeName && Object.values(provides).some((names) => names.split(' ').includes(fieldName)));
}

/** Subgraphs that the field and all that it requires may come from, and those through which the way there may lead. */
function needs(index: WorldIndex, typeName: string, { requires, graphs }: FieldModel, found = new Set<string>()): Set<string> {
  for (const graph of graphs) found.add(graph);
  const keys = index.object(typeName)?.keys ?? [];
  if (!hasOneKey(keys)) for (const { graph } of keys) found.add(graph);
  if (requires === undefined) return found;
  walkSelections(typeName, selectionsOf(requires), (type, name) => namedType(fieldTypeOf(index, type, name)), (type, name) => {
    for (const possible of index.possibleTypes(type)) {
      const field = index.field(possible, name);
      if (field !== undefined) needs(index, possible, field, found);
    }
  });
  return found;
}
