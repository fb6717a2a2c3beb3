// One client per agency of a supergraph, over the lines that the gateway has to the agencies. An agency that the
// configuration does not know is asked where the supergraph says that it is.

import { Value } from 'typebox/value';
import { isAgencyName } from '../../schema/contract/AgencyName.js';
import { agencySchema, type AgencyConfig } from '../config/configSchema.js';
import { agencyUrlVariable } from '../config/readEnvironment.js';
import { StartUpError } from '../errors/StartUpError.js';
import { wallClock as systemWallClock, type Clock } from '../util/Clock.js';
import type { Supergraph } from '../supergraph/Supergraph.js';
import type { AgencyLines } from './AgencyLines.js';
import type { CallEndedEvent } from './CallEndedEvent.js';
import { Maintenance } from './maintenance/Maintenance.js';
import { SubgraphClient } from './SubgraphClient.js';

export interface SubgraphClientsOptions {
  readonly onCallEnded?: (event: CallEndedEvent) => void;
  /** By which announced maintenance begins and ends. Default: the wall clock of the system. */
  readonly wallClock?: Clock | undefined;
}

/** @throws {StartUpError} where an agency of the supergraph has no address, or the configuration names one that it does not have. */
export function createSubgraphClients(
  supergraph: Supergraph,
  agencies: Readonly<Record<string, AgencyConfig>>,
  lines: AgencyLines,
  { onCallEnded, wallClock = systemWallClock }: SubgraphClientsOptions = {},
): Map<string, SubgraphClient> {
  const found = supergraph.agencies.map((agency) => ({ agency, config: agencies[agency] ?? configFrom(supergraph, agency) }));
  const missing = found.filter(({ config }) => config === undefined);
  if (missing.length > 0) {
    throw new StartUpError(
      missing
        .map(({ agency }) => `agency ${agency} of the supergraph has no address: set agencies.${agency}.url or ${agencyUrlVariable(agency)}`)
        .join('\n'),
    );
  }
  // The four of this installation always stand in the configuration, also over another supergraph.
  const unknown = Object.keys(agencies).filter((agency) => !supergraph.agencies.includes(agency) && !isAgencyName(agency));
  if (unknown.length > 0) {
    throw new StartUpError(
      unknown.map((agency) => `agencies.${agency}: the supergraph has no such agency; it has ${supergraph.agencies.join(', ')}`).join('\n'),
    );
  }
  return new Map(
    found.flatMap(({ agency, config }): [string, SubgraphClient][] => {
      if (config === undefined) return [];
      const client = new SubgraphClient({
        agency,
        url: new URL(config.url),
        timeoutMs: config.timeoutMs,
        maxResponseBytes: config.maxResponseBytes,
        retryAfterMs: config.breaker.openMs,
        schema: supergraph.schema,
        ...lines.lineTo(agency, config),
        maintenance: new Maintenance(config.maintenance, wallClock),
        ...(onCallEnded && { onCallEnded }),
      });
      return [[agency, client]];
    }),
  );
}

/** With the defaults of every other setting; undefined where the supergraph gives no address that can be called. */
function configFrom(supergraph: Supergraph, agency: string): AgencyConfig | undefined {
  const config = Value.Default(agencySchema, { url: supergraph.addressOf(agency) ?? '' });
  return Value.Check(agencySchema, config) ? config : undefined;
}
