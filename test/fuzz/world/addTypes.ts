// The types of a world: values, entities with keys of every kind, interfaces, unions.

import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { drawArguments, drawLeafType, drawSome, drawWraps, shuffled } from './drawParts.js';
import { addObject, homesOf, isEntityDraft, keyField, type FieldDraft, type ObjectDraft, type WorldDraft } from './WorldDraft.js';

/** Types that are shared by the subgraphs that have them, alike in each. */
export function addValueTypes(draft: WorldDraft, random: SeededRandom): void {
  for (let number = 0; number < random.integer(1, 3); number += 1) {
    const object = addObject(draft, `V${number}`, drawSome(random, draft.graphs, 0.7));
    const add = (type: string) => object.fields.push({ name: `f${object.fields.length}`, type, args: drawArguments(random), graphs: [...object.graphs] });
    for (let count = random.integer(2, 3); count > 0; count -= 1) add(drawLeafType(random));
    const inner = draft.objects.filter((each) => each !== object && object.graphs.every((graph) => each.graphs.includes(graph)));
    if (inner.length > 0 && random.chance(0.5)) add(drawWraps(random, random.pick(inner).name));
  }
}

type KeyStyle = 'id' | 'chain' | 'compound' | 'nested';

export function addEntities(draft: WorldDraft, random: SeededRandom): void {
  for (let number = 0; number < random.integer(2, 3); number += 1) {
    const homes = shuffled(random, drawSome(random, draft.graphs, 0.7));
    addKeys(draft, random, addObject(draft, `E${number}`, homes), random.pick<KeyStyle>(['id', 'id', 'chain', 'compound', 'nested']));
  }
}

function addKeys(draft: WorldDraft, random: SeededRandom, object: ObjectDraft, style: KeyStyle): void {
  const homes = [...object.graphs];
  const add = (graph: string, fields: string) => object.keys.push({ graph, fields, resolvable: true });
  switch (style) {
    case 'id':
      object.fields.push(keyField('id', 'ID!', homes));
      for (const graph of homes) add(graph, 'id');
      return;
    case 'chain': {
      // The first home knows both keys, each of the others one: the way from one to another can lead through the first.
      const [hub = '', ...others] = homes;
      const byCode = others.filter(() => random.chance(0.5));
      // Some have the other key too, but cannot be entered by it, and name it first.
      const alsoById = byCode.filter(() => random.chance(0.5));
      object.fields.push(keyField('id', 'ID!', homes.filter((graph) => !byCode.includes(graph) || alsoById.includes(graph))), keyField('code', 'String!', [hub, ...byCode]));
      for (const fields of ['id', 'code']) add(hub, fields);
      for (const graph of alsoById) object.keys.push({ graph, fields: 'id', resolvable: false });
      for (const graph of others) add(graph, byCode.includes(graph) ? 'code' : 'id');
      return;
    }
    case 'compound':
      object.fields.push(keyField('group', 'String!', homes), keyField('rank', 'Int!', homes));
      for (const graph of homes) add(graph, 'group rank');
      return;
    case 'nested': {
      const place = addObject(draft, `${object.name}Place`, homes);
      place.fields.push(keyField('code', 'String!', homes));
      object.fields.push(keyField('place', `${place.name}!`, homes));
      for (const graph of homes) add(graph, 'place { code }');
    }
  }
}

/** An interface with a key, whose entities one subgraph knows and another extends without knowing them. */
export function addEntityInterface(draft: WorldDraft, random: SeededRandom): void {
  if (!random.chance(0.6)) return;
  const [home = '', graph = '', third] = shuffled(random, draft.graphs);
  const fields = [
    { name: 'id', type: 'ID!', graphs: [home] },
    { name: 'k0', type: drawLeafType(random), graphs: [home] },
  ];
  const members = ['M0', 'M1'].map((name) => {
    const graphs = third !== undefined && random.chance(0.5) ? [home, third] : [home];
    const member = addObject(draft, name, graphs);
    member.implements.push('N');
    member.fields.push(keyField('id', 'ID!', graphs), { name: 'k0', type: fields[1]!.type, args: [], graphs: [home] });
    for (const each of graphs) member.keys.push({ graph: each, fields: 'id', resolvable: true });
    return member.name;
  });
  const own: FieldDraft[] = [
    { name: 'x0', type: drawLeafType(random), args: drawArguments(random), graphs: [graph] },
    { name: 'x1', type: drawLeafType(random), args: [], graphs: [graph], ...(random.chance(0.6) && { requires: 'k0' }) },
  ];
  draft.interfaces.push({ name: 'N', members, fields, graphs: [home], asObject: { graph, fields: own } });
}

/** Interfaces of one subgraph, or of two where the members are entities of both. */
export function addInterfaces(draft: WorldDraft, random: SeededRandom): void {
  for (let number = 0; number < random.integer(0, 2); number += 1) {
    const graph = random.pick(draft.graphs);
    // An entity that the subgraph only refers to has no fields there.
    const candidates = draft.objects.filter((object) => /^[EV]\d$/.test(object.name) && (isEntityDraft(object) ? homesOf(object) : object.graphs).includes(graph));
    if (candidates.length < 2) continue;
    const members = shuffled(random, candidates).slice(0, random.integer(2, 3));
    const name = `I${number}`;
    const fields = [{ name: `i${number}a`, type: drawWraps(random, random.pick(['String', 'Int', 'Colour'])), graphs: [graph] }];
    const second = draft.graphs.find((each) => each !== graph && members.every((member) => isEntityDraft(member) && homesOf(member).includes(each) && member.keys.every((key) => key.fields === member.keys[0]?.fields)));
    if (second !== undefined) fields.push({ name: `i${number}b`, type: drawLeafType(random), graphs: [second] });
    for (const member of members) {
      member.implements.push(name);
      for (const field of fields) {
        // A member may promise more than its interface.
        const type = field.type.endsWith('!') || random.chance(0.7) ? field.type : `${field.type}!`;
        member.fields.push({ name: field.name, type, args: [], graphs: isEntityDraft(member) ? field.graphs : [...member.graphs] });
      }
    }
    draft.interfaces.push({ name, members: members.map((member) => member.name), fields, graphs: second === undefined ? [graph] : [graph, second] });
  }
}

export function addUnions(draft: WorldDraft, random: SeededRandom): void {
  if (!random.chance(0.7)) return;
  const graph = random.pick(draft.graphs);
  const members = shuffled(random, draft.objects.filter((object) => /^[EVM]\d$/.test(object.name) && object.graphs.includes(graph))).slice(0, random.integer(2, 3));
  if (members.length < 2) return;
  const graphs = draft.graphs.filter((each) => members.every((member) => member.graphs.includes(each)));
  draft.unions.push({ name: 'U', members: members.map(({ name }) => name), graphs });
}
