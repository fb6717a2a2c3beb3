// One process of the running system, before it runs: what to start, where it will listen, and what it
// is told. The list is made from the gateway's configuration, so that the gateway and the agencies can
// never disagree about an address.

import { isIPv4 } from 'node:net';
import path from 'node:path';
import { GATEWAY_NODE_FLAGS } from '../../gateway/config/nodeFlags.js';
import { agencyUrlVariable } from '../../gateway/config/readEnvironment.js';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';

export type ParticipantName = AgencyName | 'gateway';

export interface Participant {
  readonly name: ParticipantName;
  readonly host: string;
  readonly port: number;
  /** `http://host:port`, without a slash at the end. */
  readonly origin: string;
  /** The environment variable that moves it to another port; messages name it. */
  readonly addressVariable: string;
  /** Compiled entry file. */
  readonly entry: string;
  /** For node, before the entry file. */
  readonly nodeFlags: readonly string[];
  /** Environment on top of the one this process has. */
  readonly env: Readonly<Record<string, string>>;
}

/** The part of the gateway's configuration that decides who listens where. */
export interface Addresses {
  readonly host: string;
  readonly port: number;
  readonly agencies: Readonly<Record<string, { readonly url: string }>>;
}

/**
 * The gateway, and the agencies whose address is on this machine. One that runs elsewhere is not ours
 * to start: the gateway calls it all the same.
 */
export function listParticipants(addresses: Addresses, dist: string): readonly Participant[] {
  const agencies = AGENCY_NAMES.flatMap((name) => {
    const url = URL.parse(addresses.agencies[name]?.url ?? '');
    if (url === null || !isLoopback(url.hostname)) return [];
    const port = Number(url.port || 80);
    return [
      describe({
        name,
        host: url.hostname,
        port,
        addressVariable: agencyUrlVariable(name),
        entry: path.join(dist, 'subgraphs', name, 'main.js'),
        nodeFlags: [],
      }),
    ];
  });
  const { host, port } = addresses;
  const gateway = describe({
    name: 'gateway',
    host,
    port,
    addressVariable: 'PORT',
    entry: path.join(dist, 'gateway', 'main.js'),
    nodeFlags: GATEWAY_NODE_FLAGS,
  });
  return [...agencies, gateway];
}

function describe(place: Omit<Participant, 'origin' | 'env'>): Participant {
  // An IPv6 address stands in brackets in a URL and without them everywhere else.
  const host = place.host.replace(/^\[|\]$/g, '');
  return {
    ...place,
    host,
    origin: `http://${reachable(host)}:${place.port}`,
    env: { HOST: host, PORT: String(place.port) },
  };
}

/** "Every interface" is an address to listen on, not one to call. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'));
}
