// What subgraphs say of each other's fields: @requires, @provides, @override, and who may see what.

import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { drawArguments, drawLeafType, drawWraps, shuffled } from './drawParts.js';
import { isLeaf, namedType, type ArgumentName } from './World.js';
import { homesOf, isEntityDraft, type FieldDraft, type ObjectDraft, type WorldDraft } from './WorldDraft.js';

/** Up to three fields that require some of those before them: chains come of it, also from one subgraph to another and back. */
export function addRequires(draft: WorldDraft, random: SeededRandom): void {
  for (const object of draft.objects.filter(isEntityDraft)) {
    for (let count = random.integer(0, 3); count > 0; count -= 1) {
      const graph = random.pick(homesOf(object));
      const inputs = shuffled(random, object.fields.filter((field) => !field.isKey && !field.graphs.includes(graph) && field.overrides !== graph)).toSorted(
        // The last made come first now and then: a chain.
        (a, b) => (random.chance(0.5) ? Number(b.requires !== undefined) - Number(a.requires !== undefined) : 0),
      );
      const selections = inputs.slice(0, random.integer(1, 2)).flatMap((field) => inputSelection(draft, random, field, graph));
      if (selections.length === 0) continue;
      const type = random.chance(0.8) ? drawLeafType(random) : drawWraps(random, valueTypeIn(draft, random, graph) ?? 'Int');
      object.fields.push({ name: `r${object.fields.length}`, type, args: drawArguments(random), graphs: [graph], requires: selections.join(' ') });
    }
  }
}

/** `f1`, `f1(n: 7)`, `f2 { f0 }`; nothing for a field whose type the subgraph does not have. */
function inputSelection(draft: WorldDraft, random: SeededRandom, field: FieldDraft, graph: string): string[] {
  const call = field.name + inputArguments(random, field);
  const type = namedType(field.type);
  if (isLeaf(type)) return [call];
  const object = draft.objects.find(({ name }) => name === type);
  if (object === undefined || !object.graphs.includes(graph)) return [];
  const leaves = object.fields.filter((each) => isLeaf(namedType(each.type)) && each.requires === undefined && (isEntityDraft(object) ? !each.isKey && !each.graphs.includes(graph) : true));
  return leaves.length === 0 ? [] : [`${call} { ${leaves.slice(0, 2).map((leaf) => leaf.name + inputArguments(random, leaf)).join(' ')} }`];
}

function inputArguments(random: SeededRandom, { args }: FieldDraft): string {
  const given = args.filter(() => random.chance(0.7)).flatMap((name) => ARGUMENT_LITERALS[name].slice(0, random.integer(1, 2)).at(-1)?.replace(/^/, `${name}: `) ?? []);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

const ARGUMENT_LITERALS: Readonly<Record<ArgumentName, readonly string[]>> = {
  n: ['7', '8'],
  text: ['"told"', 'null'],
  colour: ['GREEN', 'BLUE'],
  ids: ['["x"]', '[]'],
  filter: ['{ limit: 2 }', '{ inner: { colours: [RED] } }'],
  matrix: ['[[1], [2]]', '[]'],
};

function valueTypeIn({ objects }: WorldDraft, random: SeededRandom, graph: string): string | undefined {
  const values = objects.filter(({ name, graphs }) => /^V\d$/.test(name) && graphs.includes(graph));
  return values.length === 0 ? undefined : random.pick(values).name;
}

/** Fields that lead to another's entity and bring some of its fields along. */
export function addProvides(draft: WorldDraft, random: SeededRandom): void {
  const entities = new Map(draft.objects.filter(isEntityDraft).map((object) => [object.name, object]));
  for (const { fields } of draft.objects.filter((object) => isEntityDraft(object) || object.name === 'Query')) {
    for (const field of fields) {
      const entity = entities.get(namedType(field.type));
      const [graph, ...others] = field.graphs;
      if (entity === undefined || graph === undefined || others.length > 0 || !random.chance(0.4)) continue;
      const candidates = entity.fields.filter((each) => canBeProvided(entity, each) && !each.graphs.includes(graph));
      if (candidates.length > 0) field.provides = { [graph]: shuffled(random, candidates).slice(0, 2).map(({ name }) => name).join(' ') };
    }
  }
}

function canBeProvided({ implements: interfaces }: ObjectDraft, { isKey, type, args, requires, name }: FieldDraft): boolean {
  return !isKey && args.length === 0 && requires === undefined && isLeaf(namedType(type)) && (interfaces.length === 0 || name.startsWith('f'));
}

/** A field that has moved: its former subgraph still declares it. */
export function addOverrides(draft: WorldDraft, random: SeededRandom): void {
  const named = namesInDirectives(draft);
  for (const object of draft.objects.filter(isEntityDraft)) {
    const homes = homesOf(object);
    for (const field of object.fields) {
      const [graph, ...others] = field.graphs;
      const former = homes.find((home) => home !== graph);
      if (former === undefined || others.length > 0 || field.isKey || field.requires !== undefined || field.provides !== undefined) continue;
      if (!field.name.startsWith('f') || !isLeaf(namedType(field.type)) || named.has(field.name) || !random.chance(0.25)) continue;
      field.overrides = former;
    }
  }
}

/** Of fields; errs on the side of too many, since names repeat from type to type. */
function namesInDirectives({ objects, interfaces }: WorldDraft): Set<string> {
  const fields = [...objects.flatMap((object) => object.fields), ...interfaces.flatMap(({ asObject }) => asObject?.fields ?? [])];
  return new Set(fields.flatMap(({ requires = '', provides = {} }) => `${requires} ${Object.values(provides).join(' ')}`.split(/[^A-Za-z0-9_]+/)));
}

/** Fields that only subgraphs see: mostly such as others require. */
export function addInaccessible(draft: WorldDraft, random: SeededRandom): void {
  const named = namesInDirectives(draft);
  for (const object of draft.objects.filter(isEntityDraft)) {
    for (const field of object.fields) {
      if (field.isKey ? field.name === 'code' && random.chance(0.3) : /^[fr]/.test(field.name) && named.has(field.name) && random.chance(0.15)) field.isInaccessible = true;
    }
  }
}

/** Fields that not everybody may see. What others require, and what interfaces have, stays open: composition would spread the rule. */
export function addAccess(draft: WorldDraft, random: SeededRandom): void {
  if (!random.chance(0.5)) return;
  const named = namesInDirectives(draft);
  for (const { name, fields } of draft.objects) {
    for (const field of fields) {
      if (field.isKey || field.isInaccessible || !/^[fr]/.test(field.name) || named.has(field.name) || !random.chance(name === 'Query' ? 0.1 : 0.2)) continue;
      field.access = random.chance(0.5) ? 'authenticated' : 'scope';
    }
  }
}
