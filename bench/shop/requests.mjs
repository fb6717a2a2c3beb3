// The requests of the shop load, and the judgement on each answer. Runs in the load generator.

import { AnswerCheck } from '../generator/AnswerCheck.mjs';
import { OPERATION } from './answer.mjs';
import { ANY_SHOP, shopKey } from './world.mjs';

/**
 * @param {{ distinct: boolean, expected: object, from: number }} parameters `expected` is the data for
 *   ANY_SHOP; `from` the first shop to ask for: no two rounds ask for the same.
 */
export function createShopRequests({ distinct, expected, from }) {
  const check = new AnswerCheck(expected, ANY_SHOP);
  let number = from;
  return () => {
    const shop = shopKey(number);
    if (distinct) number += 1;
    return {
      body: JSON.stringify({ query: OPERATION, variables: { shop } }),
      check: (text) => check.problemOf(text, shop),
    };
  };
}
