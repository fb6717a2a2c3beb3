// One process of the running system, before it runs: what to start, where it will listen, and what it
// is told. The list is made from the gateway's configuration, so that the gateway and the agencies can
// never disagree about an address.

import path from 'node:path';
import { isLoopback } from '../../gateway/config/isLoopback.js';
import { GATEWAY_NODE_FLAGS } from '../../gateway/config/nodeFlags.js';
import { agencyUrlVariable } from '../../gateway/config/readEnvironment.js';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import { issuerVariables } from '../issuer/issuerIdentity.js';

export type ParticipantName = AgencyName | 'gateway' | 'issuer';

export interface Participant {
  readonly name: ParticipantName;
  readonly kind: 'agency' | 'gateway' | 'issuer';
  readonly host: string;
  readonly port: number;
  /** `http://host:port`, without a slash at the end. */
  readonly origin: string;
  /** Where people and clients find it. */
  readonly url: string;
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
  /** Where the gateway's operators look. */
  readonly admin: { readonly host: string; readonly port: number };
  readonly agencies: Readonly<Record<string, { readonly url: string }>>;
  readonly environment: 'development' | 'production';
  readonly identity: { readonly issuers: readonly unknown[]; readonly developmentIssuerPort: number };
}

/** Where the gateway's operators look, without a slash at the end. */
export function adminOrigin({ admin: { host, port } }: Addresses): string {
  return `http://${reachable(host)}:${port}`;
}

/** Whether the development issuer is part of the system: nobody else vouches for callers, and nobody could be harmed. */
export function hasDevelopmentIssuer({ environment, identity }: Addresses): boolean {
  return environment === 'development' && identity.issuers.length === 0;
}

/**
 * The development issuer where there shall be one, the agencies whose address is on this machine, and the gateway. One that runs elsewhere is not ours
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
        kind: 'agency',
        host: url.hostname,
        port,
        addressVariable: agencyUrlVariable(name),
        entry: path.join(dist, 'subgraphs', name, 'main.js'),
        nodeFlags: [],
      }),
    ];
  });
  const issuer = hasDevelopmentIssuer(addresses) ? [describeIssuer(addresses.identity.developmentIssuerPort, dist)] : [];
  return [...issuer, ...agencies, describeGateway(addresses, dist)];
}

function describeIssuer(port: number, dist: string): Participant {
  const place = describe({
    name: 'issuer',
    kind: 'issuer',
    host: '127.0.0.1',
    port,
    addressVariable: 'ISSUER_PORT',
    entry: path.join(dist, 'cli', 'issuer', 'main.js'),
    nodeFlags: [],
  });
  return { ...place, url: place.origin, env: { ...place.env, ISSUER_PORT: String(port) } };
}

function describeGateway(addresses: Addresses, dist: string): Participant {
  const { host, port, admin, identity } = addresses;
  const place = describe({
    name: 'gateway',
    kind: 'gateway',
    host,
    port,
    addressVariable: 'PORT',
    entry: path.join(dist, 'gateway', 'main.js'),
    nodeFlags: GATEWAY_NODE_FLAGS,
  });
  const env = { ...place.env, ADMIN_HOST: admin.host, ADMIN_PORT: String(admin.port) };
  return { ...place, env: hasDevelopmentIssuer(addresses) ? { ...env, ...issuerVariables(identity.developmentIssuerPort) } : env };
}

function describe(place: Omit<Participant, 'origin' | 'url' | 'env'>): Participant {
  // An IPv6 address stands in brackets in a URL and without them everywhere else.
  const host = place.host.replace(/^\[|\]$/g, '');
  const origin = `http://${reachable(host)}:${place.port}`;
  return {
    ...place,
    host,
    origin,
    url: `${origin}/graphql`,
    env: { HOST: host, PORT: String(place.port) },
  };
}

/** "Every interface" is an address to listen on, not one to call. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
