// What arguments cost: each its own weight, an input object 1 by default, and what its fields cost; a list what its items
// cost. A value that is not given costs nothing.
//
// A variable may hold a hundred thousand items and stand in a thousand places. For each argument that takes it, its
// value is walked once a request.

import { getNullableType, isInputObjectType, isListType, Kind, type GraphQLInputType, type ValueNode } from 'graphql';
import type { CostTable } from '../../supergraph/CostTable.js';
import { isRecord, ownValue } from '../../util/isRecord.js';
import { add, type Amount, type Variables } from './Amount.js';

/** For the arguments of one operation. */
export class InputCosts {
  readonly #costs: CostTable;
  /** By coordinate and variable. */
  readonly #ofVariables = new Map<string, Amount>();

  constructor(costs: CostTable) {
    this.#costs = costs;
  }

  /**
   * @param coordinate of the argument or input field that takes the value.
   * @param node as it stands in a valid document.
   */
  compile(coordinate: string, type: GraphQLInputType, node: ValueNode): Amount {
    if (node.kind === Kind.NULL) return 0;
    if (node.kind === Kind.VARIABLE) return this.#compileVariable(coordinate, type, node.name.value);
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = node.kind === Kind.LIST ? node.values : [node];
      return add(items.map((item) => this.compile(coordinate, nullable.ofType, item)));
    }
    const own = this.#weightOf(coordinate, type);
    if (!isInputObjectType(nullable) || node.kind !== Kind.OBJECT) return own;
    const fields = nullable.getFields();
    const inner = node.fields.map(({ name, value }) => {
      const field = fields[name.value];
      return field === undefined ? 0 : this.compile(`${nullable.name}.${name.value}`, field.type, value);
    });
    return add([own, ...inner]);
  }

  #compileVariable(coordinate: string, type: GraphQLInputType, name: string): Amount {
    if (!this.#canCost(coordinate, type)) return 0;
    // A list takes one item as well, and its items are values of the same coordinate: so the type counts too.
    const place = `${coordinate} ${String(type)} $${name}`;
    let amount = this.#ofVariables.get(place);
    if (amount === undefined) {
      const known = new WeakMap<Variables, number>();
      amount = (variables) => {
        let cost = known.get(variables);
        if (cost === undefined) known.set(variables, (cost = this.#costOfValue(coordinate, type, ownValue(variables, name))));
        return cost;
      };
      this.#ofVariables.set(place, amount);
    }
    return amount;
  }

  /** The same of a coerced value. Its depth is bounded at the door. */
  #costOfValue(coordinate: string, type: GraphQLInputType, value: unknown): number {
    if (value == null) return 0;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return items.reduce<number>((sum, item) => sum + this.#costOfValue(coordinate, nullable.ofType, item), 0);
    }
    let cost = this.#weightOf(coordinate, type);
    if (!isInputObjectType(nullable) || !isRecord(value)) return cost;
    for (const [name, field] of Object.entries(nullable.getFields())) {
      cost += this.#costOfValue(`${nullable.name}.${name}`, field.type, ownValue(value, name));
    }
    return cost;
  }

  #weightOf(coordinate: string, type: GraphQLInputType): number {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return this.#weightOf(coordinate, nullable.ofType);
    return this.#costs.weightOf(coordinate) ?? this.#costs.weightOf(nullable.name) ?? (isInputObjectType(nullable) ? 1 : 0);
  }

  /** False for a scalar without a weight, as most arguments are: then no request need look at its value. */
  #canCost(coordinate: string, type: GraphQLInputType): boolean {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return this.#canCost(coordinate, nullable.ofType);
    return isInputObjectType(nullable) || this.#weightOf(coordinate, type) !== 0;
  }
}
