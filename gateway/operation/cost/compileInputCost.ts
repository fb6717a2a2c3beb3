// What an argument costs: its own weight, an input object 1 by default, and what its fields cost; a list what its items
// cost. A value that is not given costs nothing.

import { getNullableType, isInputObjectType, isListType, Kind, type GraphQLInputType, type ValueNode } from 'graphql';
import type { CostTable } from '../../supergraph/CostTable.js';
import { isRecord, ownValue } from '../../util/isRecord.js';
import { add, type Amount } from './Amount.js';

/**
 * @param coordinate of the argument or input field that takes the value.
 * @param node as it stands in a valid document.
 */
export function compileInputCost(costs: CostTable, coordinate: string, type: GraphQLInputType, node: ValueNode): Amount {
  if (node.kind === Kind.NULL) return 0;
  if (node.kind === Kind.VARIABLE) {
    if (!canCost(costs, coordinate, type)) return 0;
    const name = node.name.value;
    return (variables) => costOfValue(costs, coordinate, type, ownValue(variables, name));
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items = node.kind === Kind.LIST ? node.values : [node];
    return add(items.map((item) => compileInputCost(costs, coordinate, nullable.ofType, item)));
  }
  const own = weightOf(costs, coordinate, type);
  if (!isInputObjectType(nullable) || node.kind !== Kind.OBJECT) return own;
  const fields = nullable.getFields();
  const inner = node.fields.map(({ name, value }) => {
    const field = fields[name.value];
    return field === undefined ? 0 : compileInputCost(costs, `${nullable.name}.${name.value}`, field.type, value);
  });
  return add([own, ...inner]);
}

/** The same of a coerced value. Its depth is bounded at the door. */
function costOfValue(costs: CostTable, coordinate: string, type: GraphQLInputType, value: unknown): number {
  if (value == null) return 0;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.reduce<number>((sum, item) => sum + costOfValue(costs, coordinate, nullable.ofType, item), 0);
  }
  let cost = weightOf(costs, coordinate, type);
  if (!isInputObjectType(nullable) || !isRecord(value)) return cost;
  for (const [name, field] of Object.entries(nullable.getFields())) {
    cost += costOfValue(costs, `${nullable.name}.${name}`, field.type, ownValue(value, name));
  }
  return cost;
}

function weightOf(costs: CostTable, coordinate: string, type: GraphQLInputType): number {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return weightOf(costs, coordinate, nullable.ofType);
  return costs.weightOf(coordinate) ?? costs.weightOf(nullable.name) ?? (isInputObjectType(nullable) ? 1 : 0);
}

/** False for a scalar without a weight, as most arguments are: then no request need look at its value. */
function canCost(costs: CostTable, coordinate: string, type: GraphQLInputType): boolean {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return canCost(costs, coordinate, nullable.ofType);
  return isInputObjectType(nullable) || weightOf(costs, coordinate, type) !== 0;
}
