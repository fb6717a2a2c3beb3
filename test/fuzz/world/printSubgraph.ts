// A subgraph's SDL, from the model: what it declares, what of that it resolves, and what it only has to be told.

import type { FederationWorld } from '../../kit/composeWorld.js';
import { selectionsOf, walkSelections } from './Selections.js';
import {
  ARGUMENTS,
  COMMON_SDL,
  isEntity,
  isRoot,
  namedType,
  SCOPE,
  WorldIndex,
  type FieldModel,
  type InterfaceModel,
  type ObjectModel,
  type World,
} from './World.js';

/** Every subgraph, ready for composition. */
export function printWorld(world: World): FederationWorld {
  const index = new WorldIndex(world);
  return Object.fromEntries(world.graphs.map((graph) => [graph, { sdl: new SubgraphPrinter(index, graph).print() }]));
}

class SubgraphPrinter {
  readonly #index: WorldIndex;
  readonly #graph: string;
  /** `Type.field` of what the subgraph has to be told, or provides although it is another's. */
  readonly #external: Set<string>;
  /** `Type.field` of what more than one subgraph resolves, this one among them. */
  readonly #shared: Set<string>;

  constructor(index: WorldIndex, graph: string) {
    this.#index = index;
    this.#graph = graph;
    this.#external = externalFields(index, graph);
    this.#shared = new Set(index.world.graphs.flatMap((each) => [...providedFields(index, each)]));
  }

  print(): string {
    const { objects, interfaces, unions } = this.#index.world;
    const here = <Part extends { readonly graphs: readonly string[] }>(parts: readonly Part[]) => parts.filter(({ graphs }) => graphs.includes(this.#graph));
    return [
      COMMON_SDL,
      ...here(objects).map((object) => this.#object(object)),
      ...here(interfaces).map((each) => this.#interface(each)),
      ...interfaces.map((each) => this.#interfaceObject(each)),
      ...here(unions).map(({ name, members }) => `union ${name} = ${members.join(' | ')}`),
    ].join('\n');
  }

  #object(object: ObjectModel): string {
    const { name, keys } = object;
    const fields = object.fields.flatMap((field) => this.#field(name, field, !isRoot(object) && !isEntity(object)));
    if (fields.length === 0) return '';
    const ofGraph = keys.filter(({ graph }) => graph === this.#graph).map(printKey);
    const interfaces = object.implements.filter((each) => this.#index.interface(each)?.graphs.includes(this.#graph));
    const implementing = interfaces.length === 0 ? '' : ` implements ${interfaces.join(' & ')}`;
    return `type ${name}${implementing} ${ofGraph.join(' ')} {\n${fields.join('\n')}\n}`;
  }

  #interface({ name, fields, asObject }: InterfaceModel): string {
    const ofGraph = fields.filter(({ graphs }) => graphs.includes(this.#graph)).map((field) => `  ${field.name}: ${field.type}`);
    return ofGraph.length === 0 ? '' : `interface ${name} ${asObject === undefined ? '' : '@key(fields: "id") '}{\n${ofGraph.join('\n')}\n}`;
  }

  #interfaceObject({ name, fields, asObject }: InterfaceModel): string {
    if (asObject?.graph !== this.#graph) return '';
    const external = fields.filter((field) => this.#external.has(`${name}.${field.name}`)).map((field) => `  ${field.name}: ${field.type} @external`);
    const own = asObject.fields.flatMap((field) => this.#field(name, field, false));
    return `type ${name} @interfaceObject @key(fields: "id") {\n  id: ID!\n${[...external, ...own].join('\n')}\n}`;
  }

  #field(typeName: string, field: FieldModel, isValueType: boolean): string[] {
    const resolves = field.graphs.includes(this.#graph);
    const isExternal = !resolves && this.#external.has(`${typeName}.${field.name}`);
    if (!resolves && !isExternal && field.overrides !== this.#graph) return [];
    const isShared = resolves && !field.isKey && (isValueType || field.graphs.length > 1 || this.#shared.has(`${typeName}.${field.name}`));
    const provides = field.provides?.[this.#graph];
    const directives = [
      isExternal && '@external',
      (isShared || (field.isKey && isValueType)) && '@shareable',
      resolves && field.requires !== undefined && `@requires(fields: ${JSON.stringify(field.requires)})`,
      resolves && provides !== undefined && `@provides(fields: ${JSON.stringify(provides)})`,
      resolves && field.overrides !== undefined && `@override(from: "${field.overrides}")`,
      resolves && field.isInaccessible && '@inaccessible',
      resolves && field.access === 'authenticated' && '@authenticated',
      resolves && field.access === 'scope' && `@requiresScopes(scopes: [["${SCOPE}"]])`,
    ].filter((directive) => typeof directive === 'string');
    return [`  ${field.name}${printArguments(field)}: ${field.type} ${directives.join(' ')}`];
  }
}

function printKey({ fields, resolvable }: ObjectModel['keys'][number]): string {
  return `@key(fields: "${fields}"${resolvable ? '' : ', resolvable: false'})`;
}

function printArguments({ args }: FieldModel): string {
  return args.length === 0 ? '' : `(${args.map((name) => `${name}: ${ARGUMENTS[name]}`).join(', ')})`;
}

/** `Type.field` of what a subgraph names in @requires and @provides and does not resolve. */
function externalFields(index: WorldIndex, graph: string): Set<string> {
  const external = providedFields(index, graph);
  const typeOfField = (typeName: string, fieldName: string) => namedType(fieldTypeOf(index, typeName, fieldName));
  const add = (typeName: string, fieldName: string) => {
    const field = index.field(typeName, fieldName);
    if (field === undefined || !field.graphs.includes(graph)) external.add(`${typeName}.${fieldName}`);
  };
  for (const { name, fields } of [...index.world.objects, ...interfaceObjects(index.world)]) {
    for (const { graphs, requires } of fields) {
      if (requires !== undefined && graphs.includes(graph)) walkSelections(name, selectionsOf(requires), typeOfField, add);
    }
  }
  return external;
}

function providedFields({ world }: WorldIndex, graph: string): Set<string> {
  const provided = new Set<string>();
  for (const { fields } of [...world.objects, ...interfaceObjects(world)]) {
    for (const { type, provides } of fields) for (const name of (provides?.[graph] ?? '').split(' ')) if (name !== '') provided.add(`${namedType(type)}.${name}`);
  }
  return provided;
}

function interfaceObjects({ interfaces }: World) {
  return interfaces.flatMap(({ name, asObject }) => (asObject === undefined ? [] : [{ name, fields: asObject.fields }]));
}

/** As the schema writes it, also of a field that an interface has. */
export function fieldTypeOf(index: WorldIndex, typeName: string, fieldName: string): string {
  const ofInterface = index.interface(typeName)?.fields.find(({ name }) => name === fieldName);
  const type = index.field(typeName, fieldName)?.type ?? ofInterface?.type;
  if (type === undefined) throw new Error(`the world has no ${typeName}.${fieldName}`);
  return type;
}
