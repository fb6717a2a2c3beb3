// Every world that lacks one part of another: a subgraph, a type, a field, a directive of one. Many do not compose; who asks
// finds that out. The data of what remains stays as it was.

import type { FieldModel, ObjectModel, World } from '../world/World.js';
import { namedType } from '../world/World.js';

export function smallerWorlds(world: World): World[] {
  return [
    ...world.graphs.map((graph) => withoutGraph(world, graph)),
    ...world.unions.map(({ name }) => withoutType(world, name)),
    ...world.interfaces.map(({ name }) => withoutType(world, name)),
    ...world.objects.filter(({ name }) => name !== 'Query').map(({ name }) => withoutType(world, name)),
    ...world.objects.flatMap((object) => object.fields.map((field) => withObject(world, { ...object, fields: object.fields.filter((each) => each !== field) }))),
    ...world.objects.flatMap((object) => object.fields.flatMap((field) => simplerFields(field).map((simpler) => withObject(world, { ...object, fields: object.fields.map((each) => (each === field ? simpler : each)) })))),
    ...world.objects.flatMap((object) => object.keys.map((key) => withObject(world, { ...object, keys: object.keys.filter((each) => each !== key) }))),
  ];
}

function withObject(world: World, object: ObjectModel): World {
  return { ...world, objects: world.objects.map((each) => (each.name === object.name ? object : each)) };
}

const DIRECTIVES = ['requires', 'provides', 'overrides', 'isInaccessible', 'access'] as const satisfies readonly (keyof FieldModel)[];

function simplerFields(field: FieldModel): FieldModel[] {
  const simpler: FieldModel[] = field.args.length === 0 ? [] : [{ ...field, args: [] }];
  for (const directive of DIRECTIVES) {
    if (field[directive] === undefined) continue;
    const { [directive]: _removed, ...rest } = field;
    simpler.push(rest);
  }
  return simpler;
}

function withoutGraph(world: World, graph: string): World {
  const keep = (graphs: readonly string[]) => graphs.filter((each) => each !== graph);
  return {
    ...world,
    graphs: keep(world.graphs),
    objects: world.objects.map((object) => ({
      ...object,
      graphs: keep(object.graphs),
      keys: object.keys.filter((key) => key.graph !== graph),
      fields: object.fields.map((field) => ({ ...field, graphs: keep(field.graphs) })).filter(({ graphs }) => graphs.length > 0),
    })),
    interfaces: world.interfaces
      .filter(({ asObject }) => asObject?.graph !== graph)
      .map((each) => ({ ...each, graphs: keep(each.graphs), fields: each.fields.map((field) => ({ ...field, graphs: keep(field.graphs) })).filter(({ graphs }) => graphs.length > 0) })),
    unions: world.unions.map((union) => ({ ...union, graphs: keep(union.graphs) })),
  };
}

/** With nothing that leads to it. */
function withoutType(world: World, name: string): World {
  return {
    ...world,
    objects: world.objects
      .filter((object) => object.name !== name)
      .map((object) => ({
        ...object,
        implements: object.implements.filter((each) => each !== name),
        fields: object.fields.filter(({ type }) => namedType(type) !== name),
      })),
    interfaces: world.interfaces.filter((each) => each.name !== name && !each.members.includes(name)),
    unions: world.unions.filter((union) => union.name !== name && !union.members.includes(name)),
  };
}
