// A world by chance: the fields of one entity, dealt to subgraphs, each requiring some of those before it that
// others have; some are objects, some lead to a second entity with such fields of its own. And what an operation
// over it must be answered, worked out field by field without any subgraph.
//
// A field's value says what its subgraph was told: `x2(1; x0(1; ))`. Told nothing, it says MISSING.

import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import type { FederationWorld } from '../../kit/composeWorld.js';

type TypeName = 'X' | 'Y';

interface Field {
  readonly name: string;
  readonly kind: 'text' | 'object' | 'entity';
  readonly graph: string;
  readonly requires: readonly Required[];
}

/** Of an object its text, of an entity one of its fields. */
interface Required {
  readonly field: Field;
  readonly inner?: string;
}

export interface RandomWorld {
  readonly world: FederationWorld;
  /** One per field that requires something, one for all fields, and some where each field has a condition. */
  readonly questions: readonly Question[];
}

interface Question {
  readonly operation: string;
  readonly expected: Record<string, unknown>;
}

type Told = Record<string, unknown>;

export function randomWorld(random: SeededRandom): RandomWorld {
  const graphs = random.chance(0.5) ? (['a', 'b'] as const) : (['a', 'b', 'c'] as const);
  const fields: Record<TypeName, Field[]> = { X: [], Y: [] };
  const requirement = (field: Field, graph: string): Required[] => {
    if (field.kind === 'text') return [{ field }];
    if (field.kind === 'object') return [{ field, inner: 'text' }];
    return fields.Y.filter((each) => each.graph !== graph).slice(0, 1).map(({ name }) => ({ field, inner: name }));
  };
  const add = (type: TypeName): void => {
    const graph = random.pick<string>(graphs);
    const required = random.chance(0.2) ? [] : fields[type].filter((field, index, all) => field.graph !== graph && random.chance(index === all.length - 1 ? 0.8 : 0.25));
    const kind = type === 'Y' ? 'text' : random.pick<Field['kind']>(['text', 'text', 'text', 'object', 'entity']);
    fields[type].push({ name: `${type.toLowerCase()}${fields[type].length}`, kind, graph, requires: required.flatMap((field) => requirement(field, graph)) });
  };
  for (let count = 0; count < 3; count += 1) add('Y');
  for (let count = 0; count < 7; count += 1) add('X');
  const root = random.pick<string>(graphs);

  const find = (type: TypeName, name: string): Field => fields[type].find((field) => field.name === name) ?? fail(`no field ${name}`);
  const valueOf = ({ name, kind, requires }: Field, id: string, told: (required: Required) => unknown): unknown => {
    const text = `${name}(${id}; ${requires.map(told).join(', ')})`;
    return kind === 'text' ? text : kind === 'object' ? { text } : { __typename: 'Y', id: `of ${id}` };
  };
  const truthOf = (field: Field, id: string): unknown =>
    valueOf(field, id, ({ field: { name, kind }, inner }) => {
      const value = truthOf(find(name.startsWith('x') ? 'X' : 'Y', name), id);
      if (kind === 'text') return value;
      return kind === 'object' ? (value as Told)['text'] : truthOf(find('Y', inner ?? ''), String((value as Told)['id']));
    });

  const entityOf = (type: TypeName, graph: string, told: Told): Told => {
    const given = ({ field: { name }, inner }: Required) => (inner === undefined ? told[name] : (told[name] as Told | undefined)?.[inner]) ?? 'MISSING';
    const owned = fields[type].filter((field) => field.graph === graph);
    return { __typename: type, id: told['id'], ...Object.fromEntries(owned.map((field) => [field.name, valueOf(field, String(told['id']), given)])) };
  };
  const world = Object.fromEntries(
    graphs.map((graph) => {
      const sdl = sdlOf(graph, fields) + (graph === root ? ' type Query { xs: [X!]! }' : '');
      const resolve = (type: TypeName) => ({ __resolveReference: (told: Told) => entityOf(type, graph, told) });
      const plain = fields.Y.filter((field) => field.graph === graph && field.requires.length === 0);
      const ofY = Object.fromEntries(plain.map(({ name }) => [name, (entity: Told) => entityOf('Y', graph, entity)[name]]));
      const query = { xs: () => ['1', '2'].map((id) => entityOf('X', graph, { id })) };
      return [graph, { sdl, resolvers: { X: resolve('X'), Y: { ...resolve('Y'), ...ofY }, ...(graph === root && { Query: query }) } }];
    }),
  );

  const inner = { text: '', object: ' { text }', entity: ` { ${fields.Y.map(({ name }) => name).join(' ')} }` };
  const shown = (field: Field, id: string): unknown => {
    const value = truthOf(field, id);
    if (field.kind !== 'entity') return value;
    return Object.fromEntries(fields.Y.map((each) => [each.name, truthOf(each, String((value as Told)['id']))]));
  };
  const answer = (chosen: readonly Field[]) => ({ xs: ['1', '2'].map((id) => Object.fromEntries(chosen.map((field) => [field.name, shown(field, id)]))) });
  const ask = (chosen: readonly Field[]): Question => ({
    operation: `{ xs { ${chosen.map(({ name, kind }) => name + inner[kind]).join(' ')} } }`,
    expected: answer(chosen),
  });
  const askWithConditions = (): Question => {
    const selected = fields.X.map((field) => ({ field, holds: random.chance(0.5), isNegative: random.chance(0.3) }));
    const texts = selected.map(({ field: { name, kind }, holds, isNegative }) => {
      const condition = isNegative ? `@skip(if: ${holds ? '$no' : '$yes'})` : `@include(if: ${holds ? '$yes' : '$no'})`;
      return `${name} ${condition}${inner[kind]}`;
    });
    const text = texts.join(' ');
    const variables = ['$yes: Boolean! = true', '$no: Boolean! = false'].filter((variable) => text.includes(variable.slice(0, 3)));
    return {
      operation: `query (${variables.join(', ')}) { xs { ${text} } }`,
      expected: answer(selected.filter(({ holds }) => holds).map(({ field }) => field)),
    };
  };
  const requiring = fields.X.filter(({ requires }) => requires.length > 0);
  return { world, questions: [ask(fields.X), ...requiring.map((field) => ask([field])), askWithConditions(), askWithConditions(), askWithConditions()] };
}

function sdlOf(graph: string, fields: Record<TypeName, readonly Field[]>): string {
  const typeOf = ({ name, kind }: Field) => (kind === 'text' ? 'String' : kind === 'object' ? `Of_${name}` : 'Y');
  const owned = (type: TypeName) => fields[type].filter((field) => field.graph === graph);
  const required = [...owned('X'), ...owned('Y')].flatMap(({ requires }) => requires);
  const ofEntities = required.filter(({ field }) => field.kind === 'entity').map(({ inner }) => fields.Y.find(({ name }) => name === inner));
  const external = new Set([...required.map(({ field }) => field), ...ofEntities.filter((field) => field !== undefined)]);
  const lines = (type: TypeName) => [
    ...owned(type).map((field) => {
      const needs = field.requires.map((each) => each.field.name + (each.inner === undefined ? '' : ` { ${each.inner} }`)).join(' ');
      return `${field.name}: ${typeOf(field)}${needs === '' ? '' : ` @requires(fields: "${needs}")`}`;
    }),
    ...[...external].filter((field) => fields[type].includes(field)).map((field) => `${field.name}: ${typeOf(field)} @external`),
  ];
  const objects = [
    ...owned('X').filter(({ kind }) => kind === 'object').map((field) => `type ${typeOf(field)} { text: String }`),
    ...[...external].filter(({ kind }) => kind === 'object').map((field) => `type ${typeOf(field)} { text: String @external }`),
  ];
  const entity = (type: TypeName) => `type ${type} @key(fields: "id") { id: ID! ${lines(type).join(' ')} }`;
  return [entity('X'), entity('Y'), ...objects].join('\n');
}

function fail(why: string): never {
  throw new Error(why);
}
