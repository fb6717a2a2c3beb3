// Refuses an operation that costs more than allowed: once and for all where its text tells the cost, else by the
// variables of each request.

import type { OperationDefinitionNode } from 'graphql';
import { ClientError } from '../../errors/ClientError.js';
import type { Variables } from './Amount.js';
import { compileCost, type CostOptions } from './compileCost.js';

/** @throws {ClientError} */
export type CheckCost = (variables: Variables) => void;

/**
 * @returns undefined where no request need look.
 * @throws {ClientError} where every request would cost too much.
 */
export function limitCost(operation: OperationDefinitionNode, maxCost: number, options: CostOptions): CheckCost | undefined {
  const cost = compileCost(operation, options);
  if (typeof cost === 'number') {
    refuseAbove(maxCost, cost);
    return undefined;
  }
  return (variables) => refuseAbove(maxCost, cost(variables));
}

function refuseAbove(maxCost: number, cost: number): void {
  if (cost <= maxCost) return;
  const message = `The operation costs ${cost}; at most ${maxCost} are allowed. Ask for smaller pages, or for fewer lists within each other.`;
  throw new ClientError('OPERATION_TOO_COMPLEX', message);
}
