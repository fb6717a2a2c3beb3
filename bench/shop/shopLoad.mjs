// The gateway load: four light subgraphs, a query that takes a federation gateway some fifteen fetches and
// ends in an answer of some 85 KB, over 50 connections. What is measured is the gateway's own work.

import path from 'node:path';
import { startHelper } from '../process/helper.mjs';
import { expectedData, OPERATION, SUBGRAPH_NAMES } from './answer.mjs';
import { composeShop } from './supergraph.mjs';
import { ANY_SHOP, shopKey } from './world.mjs';

/** Rounds take their shops from ranges that never meet; no round sends as many requests. */
const SHOPS_PER_ROUND = 100_000;

/** @param {{ distinct: boolean }} options whether every request asks for another shop, or all for the same */
export function shopLoad({ distinct }) {
  return {
    name: distinct ? 'distinct' : 'identical',
    title: `Gateway load, every request ${distinct ? 'distinct' : 'identical'}`,
    connections: 50,
    peers: true,
    /** Starts what stands behind the gateways. */
    async start() {
      const server = startHelper(path.join(import.meta.dirname, 'serverMain.mjs'));
      const agencies = await server.answer();
      const { supergraphSdl, apiSdl } = composeShop((name) => agencies[name]);
      const expected = expectedData(apiSdl, ANY_SHOP);
      return {
        supergraphSdl,
        agencies: Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, agencies[name]])),
        /** Asked of every gateway before the first round; all must answer alike. */
        samples: [JSON.stringify({ query: OPERATION, variables: { shop: shopKey(1) } })],
        /** @param {number} round counted over all engines and loads */
        requestsOf: (round) => ({ requests: 'shop', parameters: { distinct, expected, from: distinct ? round * SHOPS_PER_ROUND : 1 } }),
        /** Requests that the subgraphs have had from all gateways. */
        fetchCount: () => server.ask('count'),
        stop: () => server.stop(),
      };
    },
  };
}
