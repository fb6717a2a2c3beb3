// What is true in a world: the value of any field of any object, worked out of the world's seed, so that nothing has to
// be stored and subgraphs and oracle cannot disagree. It does not matter who is asked, nor in which order.
//
// An entity is its type and number, a value object the place that it was reached by. What a field requires is part of
// what its value is made of: a subgraph that is told something else answers something else.

import { Kind, parseType, type TypeNode } from 'graphql';
import { seededRandom, type SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { COLOURS, isEntity, POPULATION, type World, WorldIndex } from './World.js';

/** An object: what its fields hold follows from these. */
export interface Thing {
  readonly type: string;
  /** The number of an entity; of anything else, whatever tells it from others. */
  readonly id: number | string;
  /** What of it the subgraph that holds it can resolve, though another's: names of fields (@provides). */
  readonly provided?: readonly string[];
  /** The representation that it was made of. */
  readonly told?: Readonly<Record<string, unknown>>;
}

export type Value = null | string | number | boolean | Thing | readonly Value[] | Error;

export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && 'type' in value && 'id' in value;
}

/** Strings that are harder to write than others. */
const TAILS = ['', '', '', '', ' "quoted"', ' қақпа', ' back\\slash', ' \u2028\n\u0001', ' 😀'];

const NULL_PROBABILITY = 0.12;

const typeNodes = new Map<string, TypeNode>();

export function typeNodeOf(text: string): TypeNode {
  let node = typeNodes.get(text);
  if (node === undefined) typeNodes.set(text, (node = parseType(text)));
  return node;
}

export class Truth {
  readonly index: WorldIndex;

  constructor(world: World) {
    this.index = new WorldIndex(world);
  }

  /**
   * @param args coerced, defaults filled in.
   * @param inputs what the field requires, as `canonical` writes it; empty where that is nothing.
   */
  valueOf(thing: Thing, fieldName: string, args: Readonly<Record<string, unknown>>, inputs = ''): Value {
    const { index } = this;
    const field = index.field(thing.type, fieldName);
    if (field === undefined) throw new Error(`the world has no ${thing.type}.${fieldName}`);
    if (field.isKey) return this.#keyValue(thing, fieldName);
    const place = [index.world.seed, index.coordinate(thing.type, fieldName), thing.id, canonical(args), inputs].join('|');
    return this.#make(typeNodeOf(field.type), place);
  }

  /** What the entity is, which who knows it by its interface alone does not know. */
  concreteType({ type, id }: Thing): string {
    return typeof id === 'number' ? this.index.typeOfNumber(this.index.familyOf(type), id) : type;
  }

  /** The entity that a representation stands for, by whichever key it has; undefined where it has none. */
  entityOf(representation: Readonly<Record<string, unknown>>): Thing | undefined {
    const number = numberOf(representation);
    return number === undefined ? undefined : { type: String(representation['__typename']), id: number, told: representation };
  }

  #keyValue({ type, id }: Thing, fieldName: string): Value {
    const owner = this.index.familyOf(type);
    const number = Number(id);
    switch (fieldName) {
      case 'id':
        return `${owner}-${number}`;
      case 'group':
        return `${owner}.g${number >> 1}`;
      case 'rank':
        return number & 1;
      case 'place':
        return { type: `${owner}Place`, id: number };
      case 'code':
        return `${owner}#c${number}`;
      default:
        throw new Error(`${fieldName} is no key`);
    }
  }

  #make(type: TypeNode, place: string): Value {
    const random = seededRandom(place);
    if (type.kind !== Kind.NON_NULL_TYPE) return random.chance(NULL_PROBABILITY) ? null : this.#makeNullable(type, place, random);
    return this.#makeNullable(type.type, place, random);
  }

  #makeNullable(type: TypeNode, place: string, random: SeededRandom): Value {
    if (type.kind === Kind.NON_NULL_TYPE) throw new Error('no type is non-null twice');
    if (type.kind === Kind.LIST_TYPE) {
      return Array.from({ length: random.pick([0, 1, 2, 2, 3]) }, (_, item) => this.#make(type.type, `${place}/${item}`));
    }
    return this.#makeNamed(type.name.value, place, random);
  }

  #makeNamed(name: string, place: string, random: SeededRandom): Value {
    switch (name) {
      case 'String':
        return `s${random.integer(0, 1_000_000)}${random.pick(TAILS)}`;
      case 'ID':
        return `i${random.integer(0, 1_000_000)}`;
      case 'Int':
        return random.integer(-1_000_000, 1_000_000);
      case 'Float':
        return random.integer(-1_000, 1_000) + 0.5;
      case 'Boolean':
        return random.chance(0.5);
      case 'Colour':
        return random.pick(COLOURS);
      default:
        return this.#makeThing(name, place, random);
    }
  }

  #makeThing(name: string, place: string, random: SeededRandom): Thing {
    const { index } = this;
    const type = random.pick(index.possibleTypes(name));
    const object = index.object(type);
    if (object === undefined || !isEntity(object)) return { type, id: random.integer(0, 2 ** 31).toString(36) };
    const family = index.familyOf(type);
    const numbers = Array.from({ length: POPULATION }, (_, number) => number).filter((number) => index.typeOfNumber(family, number) === type);
    return { type, id: random.pick(numbers) };
  }
}

function numberOf({ id, code, group, rank, place }: Readonly<Record<string, unknown>>): number | undefined {
  if (typeof id === 'string') return Number(id.split('-').at(-1));
  if (typeof code === 'string') return Number(code.split('#c').at(-1));
  if (typeof group === 'string' && typeof rank === 'number') return 2 * Number(group.split('.g').at(-1)) + rank;
  const placeCode = typeof place === 'object' && place !== null && 'code' in place ? place.code : undefined;
  return typeof placeCode === 'string' ? Number(placeCode.split('#c').at(-1)) : undefined;
}

/** The same text for the same value, whatever the order of its members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => `${key}:${canonical(member)}`).join(',')}}`;
}
