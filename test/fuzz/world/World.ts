// A random federated system as plain data: which subgraphs there are, what each of them declares and who resolves what.
// Data and no code, so that it can be cut down part by part, kept as a file, and read by who looks for a bug.
// What the fields hold is a function of the seed (Truth.ts).

export interface World {
  /** Decides all data. */
  readonly seed: string;
  /** Names of the subgraphs. */
  readonly graphs: readonly string[];
  /** `Query` and `Mutation` are among the objects. */
  readonly objects: readonly ObjectModel[];
  readonly interfaces: readonly InterfaceModel[];
  readonly unions: readonly UnionModel[];
}

export interface ObjectModel {
  readonly name: string;
  /** Subgraphs that declare it. */
  readonly graphs: readonly string[];
  /** Empty for a root type and for a value type, whose fields every subgraph that has it shares. */
  readonly keys: readonly KeyModel[];
  readonly fields: readonly FieldModel[];
  /** Names of interfaces. */
  readonly implements: readonly string[];
}

export interface KeyModel {
  readonly graph: string;
  /** Selection of key fields: `id`, `code`, `group rank` or `place { code }`. */
  readonly fields: string;
  readonly resolvable: boolean;
}

export interface FieldModel {
  readonly name: string;
  /** As the schema writes it: `[E1!]`. */
  readonly type: string;
  /** Names among `ARGUMENTS`. */
  readonly args: readonly ArgumentName[];
  /** Subgraphs that resolve it. */
  readonly graphs: readonly string[];
  /** Stands for the object that has it; never random, never made to fail. */
  readonly isKey?: true;
  /** Selection that its one subgraph has to be told. */
  readonly requires?: string;
  /** By subgraph: what of the entity behind the field that subgraph resolves by itself. Names of fields, one space between two. */
  readonly provides?: Readonly<Record<string, string>>;
  /** The subgraph that has it still and must no longer be asked. */
  readonly overrides?: string;
  readonly isInaccessible?: true;
  readonly access?: Access;
}

/** Who may see a field: whoever is known, or whoever has the scope `SCOPE`. */
export type Access = 'authenticated' | 'scope';

export const SCOPE = 'read:guarded';

export interface InterfaceModel {
  readonly name: string;
  /** Names of object types. */
  readonly members: readonly string[];
  /** Fields that all members have, with the subgraphs whose interface has them. */
  readonly fields: readonly InterfaceFieldModel[];
  readonly graphs: readonly string[];
  /** An entity interface (`@key`), that another subgraph knows as an object. */
  readonly asObject?: InterfaceObjectModel;
}

export interface InterfaceFieldModel {
  readonly name: string;
  readonly type: string;
  readonly graphs: readonly string[];
}

export interface InterfaceObjectModel {
  readonly graph: string;
  /** Resolved by that subgraph for whatever the entity is. */
  readonly fields: readonly FieldModel[];
}

export interface UnionModel {
  readonly name: string;
  readonly members: readonly string[];
  readonly graphs: readonly string[];
}

/** Arguments that fields can have: with a default, without, of each kind of input. */
export const ARGUMENTS = {
  n: 'Int = 3',
  text: 'String',
  colour: 'Colour! = RED',
  ids: '[ID!]',
  filter: 'Filter',
  matrix: '[[Int]!] = [[1, null], []]',
} as const;

export type ArgumentName = keyof typeof ARGUMENTS;

export const COLOURS = ['RED', 'GREEN', 'BLUE'] as const;

/** Types that every subgraph declares alike. */
export const COMMON_SDL = `
enum Colour { ${COLOURS.join(' ')} }
input Filter { text: String = "any" limit: Int! = 5 colours: [Colour!] inner: Filter }
`;

export const LEAVES = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Colour'] as const;

export function isLeaf(typeName: string): boolean {
  return (LEAVES as readonly string[]).includes(typeName);
}

/** The type without lists and marks: `[E1!]` → `E1`. */
export function namedType(type: string): string {
  return type.replaceAll(/[[\]!]/g, '');
}

export function isRoot({ name }: ObjectModel): boolean {
  return name === 'Query' || name === 'Mutation';
}

export function isEntity({ keys }: ObjectModel): boolean {
  return keys.length > 0;
}

/** How many different entities of one type there are, or of all types of one entity interface together. */
export const POPULATION = 6;

/** The model's parts by name. */
export class WorldIndex {
  readonly world: World;
  readonly #objects: ReadonlyMap<string, ObjectModel>;
  readonly #interfaces: ReadonlyMap<string, InterfaceModel>;
  readonly #unions: ReadonlyMap<string, UnionModel>;
  readonly #fields = new Map<string, FieldModel>();

  constructor(world: World) {
    this.world = world;
    this.#objects = new Map(world.objects.map((object) => [object.name, object]));
    this.#interfaces = new Map(world.interfaces.map((each) => [each.name, each]));
    this.#unions = new Map(world.unions.map((union) => [union.name, union]));
    for (const { name, members, asObject } of world.interfaces) {
      if (asObject !== undefined) this.#fields.set(`${name}.id`, { name: 'id', type: 'ID!', args: [], graphs: world.graphs, isKey: true });
      for (const field of asObject?.fields ?? []) for (const type of [name, ...members]) this.#fields.set(`${type}.${field.name}`, field);
    }
    for (const { name, fields } of world.objects) for (const field of fields) this.#fields.set(`${name}.${field.name}`, field);
  }

  object(name: string): ObjectModel | undefined {
    return this.#objects.get(name);
  }

  interface(name: string): InterfaceModel | undefined {
    return this.#interfaces.get(name);
  }

  union(name: string): UnionModel | undefined {
    return this.#unions.get(name);
  }

  /** Also of an entity by the name of its interface, and fields that a subgraph gives to an interface as an object. */
  field(typeName: string, fieldName: string): FieldModel | undefined {
    return this.#fields.get(`${typeName}.${fieldName}`);
  }

  /** The type whose declaration gives the field: the interface for a field that it has as an object. */
  coordinate(typeName: string, fieldName: string): string {
    const family = this.familyOf(typeName);
    const isOfFamily = this.interface(family)?.asObject?.fields.some(({ name }) => name === fieldName);
    return `${isOfFamily === true ? family : typeName}.${fieldName}`;
  }

  /** Names of object types that a value of the type can have. */
  possibleTypes(typeName: string): readonly string[] {
    return this.#interfaces.get(typeName)?.members ?? this.#unions.get(typeName)?.members ?? [typeName];
  }

  /** The entity interface among whose entities those of the type are numbered; else the type itself. */
  familyOf(typeName: string): string {
    const isFamily = (name: string) => this.#interfaces.get(name)?.asObject !== undefined;
    return isFamily(typeName) ? typeName : (this.#objects.get(typeName)?.implements.find(isFamily) ?? typeName);
  }

  /** What the entity of that number is. */
  typeOfNumber(family: string, number: number): string {
    const members = this.#interfaces.get(family)?.members;
    return members?.[number % members.length] ?? family;
  }
}
