import { expect, it } from 'vitest';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { createSubgraphClients } from '../../../gateway/subgraph/createSubgraphClients.js';
import { loadSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { SUPERGRAPH_FILE } from '../../kit/gateway/testWorld.js';

const supergraph = loadSupergraph(SUPERGRAPH_FILE);
const { agencies } = loadConfig({ env: {} });

it('makes one client for each agency of the supergraph', async () => {
  const clients = createSubgraphClients(supergraph, agencies, systemClock);
  expect([...clients.keys()].toSorted()).toEqual(supergraph.agencies.toSorted());
  await Promise.all([...clients.values()].map((client) => client.close()));
});

it('says which configured agency the supergraph does not have: a misspelt name must not be ignored', () => {
  expect(() => createSubgraphClients(supergraph, { ...agencies, 'security-check': agencies['security-checks']! }, systemClock)).toThrow(
    'agencies.security-check: the supergraph has no such agency; it has applicants, labour-demand, regional-quotas, security-checks',
  );
});

it('says which agency has no address, and what to set', () => {
  const { 'security-checks': _missing, ...others } = agencies;
  expect(() => createSubgraphClients(supergraph, others, systemClock)).toThrow(
    'agency security-checks of the supergraph has no address: set agencies.security-checks.url or SECURITY_CHECKS_URL',
  );
});
