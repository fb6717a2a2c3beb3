import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { AgencyLines } from '../../../gateway/subgraph/AgencyLines.js';
import { createSubgraphClients } from '../../../gateway/subgraph/createSubgraphClients.js';
import { buildSupergraph } from '../../../gateway/supergraph/loadSupergraph.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { SUPERGRAPH_FILE } from '../../kit/gateway/testWorld.js';

const SDL = readFileSync(SUPERGRAPH_FILE, 'utf8');
const { agencies } = loadConfig({ env: {} });

let lines: AgencyLines;

beforeEach(() => {
  lines = new AgencyLines({ clock: systemClock });
});

afterEach(() => lines.close());

it('makes one client for each agency of the supergraph', () => {
  const supergraph = buildSupergraph(SDL);
  const clients = createSubgraphClients(supergraph, agencies, lines);
  expect([...clients.keys()].toSorted()).toEqual(supergraph.agencies.toSorted());
});

it('says which configured agency the supergraph does not have: a misspelt name must not be ignored', () => {
  expect(() => createSubgraphClients(buildSupergraph(SDL), { ...agencies, 'security-check': agencies['security-checks']! }, lines)).toThrow(
    'agencies.security-check: the supergraph has no such agency; it has applicants, labour-demand, regional-quotas, security-checks',
  );
});

const { 'security-checks': _missing, ...others } = agencies;
const withAddress = (url: string) => SDL.replace(/name: "security-checks", url: "[^"]*"/, `name: "security-checks", url: "${url}"`);

it.each(['', 'security-checks', 'ftp://127.0.0.1/graphql'])('quarantines the agency that has no address, and says what to set: the supergraph gives "%s"', (url) => {
  const quarantined: unknown[] = [];
  const clients = createSubgraphClients(buildSupergraph(withAddress(url)), others, lines, { onQuarantined: (event) => quarantined.push(event) });
  expect(clients.size).toBe(4);
  expect(quarantined).toEqual([
    { agency: 'security-checks', reason: 'agency security-checks of the supergraph has no address: set agencies.security-checks.url or SECURITY_CHECKS_URL' },
  ]);
});

it('refuses to start where every agency would be quarantined, with the reason for each', () => {
  const supergraph = buildSupergraph(SDL.replaceAll(/(@join__graph\(name: "[^"]*", url: )"[^"]*"/g, '$1""'));
  expect(() => createSubgraphClients(supergraph, {}, lines)).toThrow(/^agency applicants of(.*\n){3}agency security-checks of.*$/);
});

it('asks an agency that is not configured where the supergraph says it is, with the defaults of all settings', () => {
  const supergraph = buildSupergraph(withAddress('http://127.0.0.1:9/graphql'));
  expect(createSubgraphClients(supergraph, others, lines).has('security-checks')).toBe(true);
});

it('keeps the line to an agency for the next supergraph, as long as the address is the same', () => {
  const config = agencies['applicants']!;
  const line = lines.lineTo('applicants', config);
  expect(lines.lineTo('applicants', { ...config })).toBe(line);
  expect(lines.lineTo('applicants', { ...config, url: 'http://127.0.0.1:9/graphql' })).not.toBe(line);
  expect(lines.lineTo('labour-demand', config)).not.toBe(line);
});
