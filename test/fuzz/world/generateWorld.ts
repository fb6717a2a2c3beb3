// A random world, step by step: each step adds one kind of thing that federation knows, to what is there already. Most
// worlds compose; who asks takes the next one where one does not (`composable`).

import { seededRandom, type SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { addAccess, addInaccessible, addOverrides, addProvides, addRequires } from './addDirectives.js';
import { addEntities, addEntityInterface, addInterfaces, addUnions, addValueTypes } from './addTypes.js';
import { drawArguments, drawLeafType, drawSome, drawWraps } from './drawParts.js';
import type { World } from './World.js';
import { addObject, declareIn, finish, homesOf, isEntityDraft, type ObjectDraft, type WorldDraft } from './WorldDraft.js';

const GRAPHS = ['a', 'b', 'c', 'd'] as const;

export function generateWorld(seed: string): World {
  const random = seededRandom(seed);
  const draft: WorldDraft = { graphs: GRAPHS.slice(0, random.pick([2, 3, 3, 4])), objects: [], interfaces: [], unions: [] };
  for (const add of STEPS) add(draft, random);
  return finish(draft, seed);
}

type Step = (draft: WorldDraft, random: SeededRandom) => void;

const STEPS: readonly Step[] = [
  addValueTypes,
  addEntities,
  addEntityInterface,
  addInterfaces,
  addUnions,
  addEntityFields,
  addRootFields,
  addSplitValues,
  addProvides,
  addRequires,
  addOverrides,
  addInaccessible,
  addAccess,
];

function addEntityFields(draft: WorldDraft, random: SeededRandom): void {
  for (const object of draft.objects.filter(isEntityDraft)) {
    for (const graph of homesOf(object)) {
      for (let count = random.integer(1, 3); count > 0; count -= 1) addField(draft, random, object, graph);
    }
    addSharedField(random, object);
  }
}

function addField(draft: WorldDraft, random: SeededRandom, object: ObjectDraft, graph: string): void {
  const name = `f${object.fields.length}`;
  object.fields.push({ name, type: drawType(draft, random, graph), args: drawArguments(random), graphs: [graph] });
}

/** A field that two subgraphs resolve alike. */
function addSharedField(random: SeededRandom, object: ObjectDraft): void {
  const homes = homesOf(object);
  if (homes.length < 2 || !random.chance(0.4)) return;
  object.fields.push({ name: `f${object.fields.length}`, type: drawLeafType(random), args: drawArguments(random), graphs: homes.slice(0, 2) });
}

/** Of a type that the subgraph has, or an entity that it can refer to. */
function drawType(draft: WorldDraft, random: SeededRandom, graph: string): string {
  if (random.chance(0.4)) return drawLeafType(random);
  const entities = draft.objects.filter((object) => isEntityDraft(object) && !isKnownAsInterface(draft, object, graph));
  const isHere = ({ graphs }: { readonly graphs: readonly string[] }) => graphs.includes(graph);
  const abstract = [...draft.interfaces, ...draft.unions].filter(isHere).map(({ name }) => name);
  const asObjects = draft.interfaces.filter(({ asObject }) => asObject?.graph === graph).map(({ name }) => name);
  const values = draft.objects.filter((object) => !isEntityDraft(object) && isHere(object) && object.name.startsWith('V')).map(({ name }) => name);
  const kinds = [[...abstract, ...asObjects], values, entities.map(({ name }) => name)].filter((names) => names.length > 0);
  if (kinds.length === 0) return drawLeafType(random);
  const name = random.pick(random.pick(kinds));
  const entity = entities.find((each) => each.name === name);
  if (entity !== undefined) declareIn(draft, entity, graph);
  return drawWraps(random, name);
}

/** True where the subgraph knows the entity by its interface alone, and may not name it. */
function isKnownAsInterface({ interfaces }: WorldDraft, { name }: ObjectDraft, graph: string): boolean {
  return interfaces.some(({ members, asObject }) => asObject?.graph === graph && members.includes(name));
}

function addRootFields(draft: WorldDraft, random: SeededRandom): void {
  const query = addObject(draft, 'Query', draft.graphs);
  for (const graph of draft.graphs) {
    for (let count = random.integer(2, 3); count > 0; count -= 1) addField(draft, random, query, graph);
  }
  // Else a world could have entities that nobody reaches.
  for (const entity of draft.objects.filter(isEntityDraft)) {
    const graph = random.pick(entity.graphs);
    query.fields.push({ name: `f${query.fields.length}`, type: drawWraps(random, entity.name, 0.7), args: drawArguments(random), graphs: [graph] });
  }
  for (const { name, asObject, graphs } of draft.interfaces) {
    const graph = random.pick(asObject === undefined || random.chance(0.4) ? [graphs[0]!] : [asObject.graph]);
    query.fields.push({ name: `f${query.fields.length}`, type: drawWraps(random, name, 0.7), args: [], graphs: [graph] });
  }
  if (draft.graphs.length > 1 && random.chance(0.4)) {
    query.fields.push({ name: `f${query.fields.length}`, type: drawLeafType(random), args: [], graphs: draft.graphs.slice(0, 2) });
  }
  if (!random.chance(0.5)) return;
  const graphs = drawSome(random, draft.graphs, 0.6);
  const mutation = addObject(draft, 'Mutation', graphs);
  for (const graph of graphs) for (let count = 2; count > 0; count -= 1) addField(draft, random, mutation, graph);
}

/** A value that two subgraphs share, while each of them has fields of it that the other has not. */
function addSplitValues(draft: WorldDraft, random: SeededRandom): void {
  for (const object of draft.objects.filter(isEntityDraft)) {
    const homes = homesOf(object);
    const byId = homes.filter((home) => object.keys.some(({ graph, fields }) => graph === home && fields === object.keys[0]?.fields));
    if (byId.length < 2 || !random.chance(0.3)) continue;
    const [one, other] = byId as [string, string];
    const value = addObject(draft, `S${object.name}`, [one, other]);
    const add = (graphs: string[]) => value.fields.push({ name: `f${value.fields.length}`, type: drawLeafType(random), args: drawArguments(random), graphs });
    for (const graphs of [[one, other], [one], [other]]) add(graphs);
    object.fields.push({ name: `f${object.fields.length}`, type: drawWraps(random, value.name, 0.6), args: [], graphs: [one, other] });
  }
}
