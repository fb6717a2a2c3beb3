// A world while it is made: the same parts as `World`, still open to more.

import type { FieldModel, InterfaceModel, KeyModel, ObjectModel, UnionModel, World } from './World.js';

export type FieldDraft = { -readonly [Key in keyof FieldModel]: FieldModel[Key] };

export interface ObjectDraft {
  readonly name: string;
  readonly graphs: string[];
  readonly keys: KeyModel[];
  readonly fields: FieldDraft[];
  readonly implements: string[];
}

export interface WorldDraft {
  readonly graphs: readonly string[];
  readonly objects: ObjectDraft[];
  readonly interfaces: InterfaceModel[];
  readonly unions: UnionModel[];
}

export function addObject(draft: WorldDraft, name: string, graphs: readonly string[]): ObjectDraft {
  const object: ObjectDraft = { name, graphs: [...graphs], keys: [], fields: [], implements: [] };
  draft.objects.push(object);
  return object;
}

export function keyField(name: string, type: string, graphs: readonly string[]): FieldDraft {
  return { name, type, args: [], graphs: [...graphs], isKey: true };
}

export function isEntityDraft({ keys }: ObjectDraft): boolean {
  return keys.length > 0;
}

/** Where the entity is more than a reference to others. */
export function homesOf({ keys }: ObjectDraft): string[] {
  return [...new Set(keys.filter(({ resolvable }) => resolvable).map(({ graph }) => graph))];
}

/** Lets the subgraph speak of the object, by a key that leads to its homes. */
export function declareIn(draft: WorldDraft, object: ObjectDraft, graph: string): void {
  if (object.graphs.includes(graph)) return;
  if (!isEntityDraft(object)) throw new Error(`${object.name} is no entity`);
  const [key] = object.keys;
  if (key === undefined) return;
  object.graphs.push(graph);
  object.keys.push({ graph, fields: key.fields, resolvable: false });
  const names = new Set(key.fields.replaceAll(/\{.*\}/g, '').split(' '));
  for (const field of object.fields) if (field.isKey && names.has(field.name)) field.graphs = [...field.graphs, graph];
  const place = names.has('place') ? draft.objects.find(({ name }) => name === `${object.name}Place`) : undefined;
  if (place === undefined) return;
  place.graphs.push(graph);
  for (const field of place.fields) field.graphs = [...field.graphs, graph];
}

export function finish(draft: WorldDraft, seed: string): World {
  const objects = draft.objects.map((object): ObjectModel => ({ ...object }));
  return { seed, graphs: draft.graphs, objects, interfaces: draft.interfaces, unions: draft.unions };
}
