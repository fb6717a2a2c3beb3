// What goes wrong while an operation is executed, as data.

import { GraphQLError } from 'graphql';
import { seededRandom, type SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';
import { selectionsOf, walkSelections } from '../world/Selections.js';
import type { Thing, Value } from '../world/Truth.js';
import { namedType, type WorldIndex } from '../world/World.js';
import { fieldTypeOf } from '../world/printSubgraph.js';

export type Scenario = WellScenario | FieldScenario | DownScenario;

export interface WellScenario {
  readonly kind: 'well';
}

/** Fields that fail for some objects, whichever subgraph is asked. */
export interface FieldScenario {
  readonly kind: 'fields';
  /** `Type.field`. */
  readonly coordinates: readonly string[];
  /**
   * error: an error stands at the field. item: one stands at the last item of its list. lie: the field is null, though
   * it may not be, and nobody says so.
   */
  readonly how: 'error' | 'item' | 'lie';
  /** One object in that many. */
  readonly oneIn: number;
}

/** A subgraph that answers nothing usable. */
export interface DownScenario {
  readonly kind: 'down';
  readonly graph: string;
  /** The calls that fail: all of them, or only lookups of entities. */
  readonly calls: 'all' | 'lookups';
  readonly how: 'status' | 'reset' | 'garbage' | 'noData' | 'empty';
}

export const WELL: WellScenario = { kind: 'well' };

export function drawScenario(random: SeededRandom, index: WorldIndex, used: readonly string[]): Scenario {
  if (random.chance(0.3)) {
    return { kind: 'down', graph: random.pick(index.world.graphs), calls: random.pick(['all', 'lookups']), how: random.pick(['status', 'reset', 'garbage', 'noData', 'empty']) };
  }
  const how = random.pick(['error', 'error', 'item', 'item', 'lie'] as const);
  const open = used.filter((coordinate) => mayFail(index, coordinate, how));
  if (open.length === 0) return WELL;
  const coordinates = Array.from({ length: random.integer(1, 2) }, () => random.pick(open));
  return { kind: 'fields', coordinates: [...new Set(coordinates)], how, oneIn: random.pick([1, 2, 2, 3]) };
}

/**
 * False for keys, without which nobody knows what can be asked at all, and for what others require and may not be null, or
 * takes along an object that others require something of: a subgraph then answers null for the whole entity, and what
 * else it would have answered depends on the plan.
 */
function mayFail(index: WorldIndex, coordinate: string, how: FieldScenario['how']): boolean {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const field = index.field(typeName, fieldName);
  if (field === undefined || field.isKey) return false;
  if (how === 'item' && !field.type.startsWith('[')) return false;
  if (how === 'lie' && !field.type.endsWith('!')) return false;
  if (!field.type.includes('!')) return true;
  return !requiredCoordinates(index).has(coordinate) && ![...typesLostWith(index, typeName)].some((lost) => innerRequiredTypes(index).has(lost));
}

/** Types of objects that a null within one of the type may take along: of what holds it where no null may be, and so on. */
function typesLostWith(index: WorldIndex, typeName: string): ReadonlySet<string> {
  const lost = new Set([typeName]);
  for (let before = 0; before !== lost.size; ) {
    before = lost.size;
    for (const { name, fields } of index.world.objects) {
      if (fields.some(({ type }) => type.includes('!') && index.possibleTypes(namedType(type)).some((possible) => lost.has(possible)))) lost.add(name);
    }
  }
  return lost;
}

interface Required {
  readonly coordinates: Set<string>;
  readonly innerTypes: Set<string>;
}

const required = new WeakMap<WorldIndex, Required>();

/** `Type.field` of everything that is named in some @requires. */
export function requiredCoordinates(index: WorldIndex): ReadonlySet<string> {
  return requiredOf(index).coordinates;
}

/** Types of the objects of which a @requires names fields, but for those that it stands at. */
function innerRequiredTypes(index: WorldIndex): ReadonlySet<string> {
  return requiredOf(index).innerTypes;
}

function requiredOf(index: WorldIndex): Required {
  let found = required.get(index);
  if (found !== undefined) return found;
  required.set(index, (found = { coordinates: new Set(), innerTypes: new Set() }));
  const { coordinates, innerTypes } = found;
  const { objects, interfaces } = index.world;
  const owners = [...objects, ...interfaces.flatMap(({ name, asObject }) => (asObject === undefined ? [] : [{ name, fields: asObject.fields }]))];
  for (const { name, fields } of owners) {
    for (const { requires } of fields) {
      if (requires === undefined) continue;
      walkSelections(name, selectionsOf(requires), (type, field) => namedType(fieldTypeOf(index, type, field)), (type, field, inner) => {
        for (const possible of index.possibleTypes(type)) coordinates.add(index.coordinate(possible, field));
        for (const possible of inner === undefined ? [] : index.possibleTypes(namedType(fieldTypeOf(index, type, field)))) innerTypes.add(possible);
      });
    }
  }
  return found;
}

/** What a field is in the scenario; an Error where it fails. */
export function failing(scenario: Scenario, coordinate: string, { id }: Thing, value: Value): Value {
  if (scenario.kind !== 'fields' || !scenario.coordinates.includes(coordinate)) return value;
  if (!seededRandom(`${coordinate} ${id}`).chance(1 / scenario.oneIn)) return value;
  switch (scenario.how) {
    case 'error':
      return failure();
    case 'lie':
      return null;
    case 'item':
      return Array.isArray(value) && value.length > 0 ? [...(value as readonly Value[]).slice(0, -1), failure()] : value;
  }
}

function failure(): GraphQLError {
  return new GraphQLError('cannot be told', { extensions: { code: FAILED } });
}

/** What subgraphs of the fuzzer say of a field that fails. */
export const FAILED = 'OUT_OF_ORDER';
