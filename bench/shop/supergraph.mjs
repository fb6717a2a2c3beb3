// The shop's composed schema, with the addresses that its subgraphs have in this run.

import { composeServices } from '@apollo/composition';
import { printSchema, Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { readSdl, SUBGRAPH_NAMES } from './answer.mjs';

/**
 * @param {(name: string) => string} urlOf
 * @returns {{ supergraphSdl: string, apiSdl: string }} what gateways load, and what clients see
 */
export function composeShop(urlOf) {
  const services = SUBGRAPH_NAMES.map((name) => ({ name, url: urlOf(name), typeDefs: parse(readSdl(name)) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(`the shop does not compose: ${errors[0].message}`);
  return { supergraphSdl, apiSdl: printSchema(Supergraph.build(supergraphSdl).apiSchema()) };
}
