// One client per agency of the supergraph, each with its own connections and its own breakers, so that
// nothing one agency does can use up what another needs.

import { Pool } from 'undici';
import { isAgencyName } from '../../schema/contract/AgencyName.js';
import { agencyUrlVariable } from '../config/readEnvironment.js';
import type { AgencyConfig } from '../config/configSchema.js';
import { StartUpError } from '../errors/StartUpError.js';
import type { Supergraph } from '../supergraph/Supergraph.js';
import type { Clock } from '../util/Clock.js';
import type { BreakerState } from './Breaker.js';
import { OpossumBreaker } from './OpossumBreaker.js';
import { SubgraphClient, type CallFailedEvent } from './SubgraphClient.js';

export interface SubgraphListener {
  readonly onCallFailed?: (event: CallFailedEvent) => void;
  readonly onBreakerChanged?: (breaker: string, state: BreakerState) => void;
}

/** @throws {StartUpError} where the supergraph names an agency that the configuration does not, or the other way round. */
export function createSubgraphClients(
  supergraph: Supergraph,
  agencies: Readonly<Record<string, AgencyConfig>>,
  clock: Clock,
  listener: SubgraphListener = {},
): Map<string, SubgraphClient> {
  const missing = supergraph.agencies.filter((agency) => !Object.hasOwn(agencies, agency));
  if (missing.length > 0) {
    throw new StartUpError(
      missing
        .map((agency) => `agency ${agency} of the supergraph has no address: set agencies.${agency}.url or ${agencyUrlVariable(agency)}`)
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
    supergraph.agencies.map((agency) => [agency, createClient(agency, agencies[agency] as AgencyConfig, supergraph, clock, listener)]),
  );
}

function createClient(
  agency: string,
  config: AgencyConfig,
  supergraph: Supergraph,
  clock: Clock,
  { onCallFailed, onBreakerChanged }: SubgraphListener,
): SubgraphClient {
  const url = new URL(config.url);
  const breaker = (operationClass: string) =>
    new OpossumBreaker({
      ...config.breaker,
      name: `${agency} ${operationClass}`,
      clock,
      ...(onBreakerChanged && { onStateChange: onBreakerChanged }),
    });
  return new SubgraphClient({
    agency,
    url,
    timeoutMs: config.timeoutMs,
    maxResponseBytes: config.maxResponseBytes,
    retryAfterMs: config.breaker.openMs,
    schema: supergraph.schema,
    // Deadlines are the client's, per call: undici's own would be a second, coarser clock. Connecting
    // has a bound of its own, because a socket that never connects outlives the aborted request.
    dispatcher: new Pool(url.origin, { headersTimeout: 0, bodyTimeout: 0, connectTimeout: config.timeoutMs }),
    breakers: { lookup: breaker('lookup'), query: breaker('query'), mutation: breaker('mutation') },
    ...(onCallFailed && { onCallFailed }),
  });
}
