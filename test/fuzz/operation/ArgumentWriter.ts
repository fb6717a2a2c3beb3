// Arguments, conditions and the variables in them. A variable has two values, one for each of two requests of the
// operation; one with a default is sometimes left out.

import { isInputObjectType, isListType, isNonNullType, type GraphQLArgument, type GraphQLInputType } from 'graphql';
import type { SeededRandom } from '../../../subgraphs/kit/synthetic/seededRandom.js';

/** A value, as JSON has it; enum values are marked. */
type InputValue = null | number | string | boolean | EnumValue | readonly InputValue[] | { readonly [name: string]: InputValue };

class EnumValue {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

interface Variable {
  readonly name: string;
  readonly type: string;
  readonly defaultText: string | undefined;
  /** Undefined where the variable is left out. */
  readonly values: readonly unknown[];
}

export const VALUE_SETS = 2;

const MAX_DEPTH = 2;

export class ArgumentWriter {
  readonly #random: SeededRandom;
  readonly #variables: Variable[] = [];

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** `(n: 4, text: $v0)`, or nothing. */
  call(args: readonly GraphQLArgument[]): string {
    const given = args.filter(() => this.#random.chance(0.5)).map(({ name, type, defaultValue }) => `${name}: ${this.#argument(type, defaultValue !== undefined)}`);
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  /** ` @include(if: $v1)`, seldom two, mostly nothing. */
  condition(): string {
    const random = this.#random;
    if (!random.chance(0.12)) return '';
    const one = (name: string) => ` @${name}(if: ${random.chance(0.8) ? `$${this.#conditionVariable()}` : String(random.chance(0.5))})`;
    if (random.chance(0.1)) return `${one('skip')}${one('include')}`;
    return one(random.pick(['skip', 'include']));
  }

  definitions(): string {
    if (this.#variables.length === 0) return '';
    return `(${this.#variables.map(({ name, type, defaultText }) => `$${name}: ${type}${defaultText === undefined ? '' : ` = ${defaultText}`}`).join(', ')})`;
  }

  valueSets(): Record<string, unknown>[] {
    return Array.from({ length: VALUE_SETS }, (_, set) =>
      Object.fromEntries(this.#variables.filter(({ values }) => values[set] !== undefined).map(({ name, values }) => [name, values[set]])),
    );
  }

  #argument(type: GraphQLInputType, hasDefault: boolean): string {
    const random = this.#random;
    if (!random.chance(0.4)) return printLiteral(this.#value(type, 0));
    // Null for a variable, where the place may not be null, is refused as bad input: so such a variable may not be null.
    const variableType = isNonNullType(type) || random.chance(0.5) ? String(type) : `${String(type)}!`;
    const nullable = !variableType.endsWith('!');
    const known = this.#variables.filter((variable) => variable.type === variableType);
    if (known.length > 0 && random.chance(0.3)) return `$${random.pick(known).name}`;
    const draw = (): InputValue => (nullable ? this.#value(type, 0) : this.#nonNull(type, 0));
    const defaultText = random.chance(0.4) ? printLiteral(draw()) : undefined;
    const canBeLeftOut = defaultText !== undefined || (nullable && (hasDefault || !isNonNullType(type)));
    return `$${this.#add(variableType, defaultText, () => (canBeLeftOut && random.chance(0.3) ? undefined : toJson(draw())))}`;
  }

  #conditionVariable(): string {
    const random = this.#random;
    const known = this.#variables.filter(({ type }) => type === 'Boolean!');
    if (known.length > 0 && random.chance(0.5)) return random.pick(known).name;
    const defaultText = random.chance(0.2) ? String(random.chance(0.5)) : undefined;
    return this.#add('Boolean!', defaultText, () => (defaultText !== undefined && random.chance(0.5) ? undefined : random.chance(0.5)));
  }

  #add(type: string, defaultText: string | undefined, draw: () => unknown): string {
    const name = `v${this.#variables.length}`;
    this.#variables.push({ name, type, defaultText, values: Array.from({ length: VALUE_SETS }, draw) });
    return name;
  }

  #value(type: GraphQLInputType, depth: number): InputValue {
    if (!isNonNullType(type)) return this.#random.chance(0.15) ? null : this.#nonNull(type, depth);
    return this.#nonNull(type.ofType, depth);
  }

  #nonNull(type: GraphQLInputType, depth: number): InputValue {
    const random = this.#random;
    if (isNonNullType(type)) return this.#nonNull(type.ofType, depth);
    if (isListType(type)) return Array.from({ length: random.integer(0, 2) }, () => this.#value(type.ofType, depth));
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => random.chance(0.4) && !(depth >= MAX_DEPTH && isInputObjectType(field.type)));
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, depth + 1)]));
    }
    switch (type.name) {
      case 'Int':
        return random.integer(0, 9);
      case 'Boolean':
        return random.chance(0.5);
      case 'Colour':
        return new EnumValue(random.pick(['RED', 'GREEN', 'BLUE']));
      default:
        return random.pick(['one', 'two "quoted"', '$v0', 'үш', '']);
    }
  }
}

function printLiteral(value: InputValue): string {
  if (value instanceof EnumValue) return value.name;
  if (Array.isArray(value)) return `[${(value as readonly InputValue[]).map(printLiteral).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([name, member]) => `${name}: ${printLiteral(member)}`).join(', ')} }`;
}

function toJson(value: InputValue): unknown {
  if (value instanceof EnumValue) return value.name;
  if (Array.isArray(value)) return (value as readonly InputValue[]).map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
}
