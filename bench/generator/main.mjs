// The load generator's own process: takes one round at a time from its parent, answers with its figures,
// and ends with it.

import { createProductRequests } from '../product/requests.mjs';
import { createShopRequests } from '../shop/requests.mjs';
import { runClosedLoop } from './closedLoop.mjs';

const REQUESTS = { shop: createShopRequests, product: createProductRequests };

process.on('message', (round) => void run(round));

async function run({ requests, parameters, ...load }) {
  const { latenciesMs, ...rest } = await runClosedLoop({ ...load, nextRequest: REQUESTS[requests](parameters) });
  process.send({ ...rest, latenciesMs: latenciesMs.sort((a, b) => a - b) });
}

process.once('disconnect', () => process.exit(0));
