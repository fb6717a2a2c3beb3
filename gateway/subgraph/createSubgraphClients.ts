// One client per agency of a supergraph, over the lines that the gateway has to the agencies. An agency that the
// configuration does not know is asked where the supergraph says that it is.

import { Value } from 'typebox/value';
import { isAgencyName } from '../../schema/contract/AgencyName.js';
import { agencySchema, type AgencyConfig } from '../config/configSchema.js';
import { agencyUrlVariable } from '../config/readEnvironment.js';
import { BrokenEndpoint } from '../errors/BrokenEndpoint.js';
import { StartUpError } from '../errors/StartUpError.js';
import { wallClock as systemWallClock, type Clock } from '../util/Clock.js';
import type { Supergraph } from '../supergraph/Supergraph.js';
import type { AgencyLine, AgencyLines } from './AgencyLines.js';
import type { CallEndedEvent } from './CallEndedEvent.js';
import { Maintenance } from './maintenance/Maintenance.js';
import { NO_LINE } from './quarantine/noLine.js';
import { StaleIfError } from './stale/StaleIfError.js';
import { SubgraphClient } from './SubgraphClient.js';

/** For the log: one line that says what to do. */
export interface QuarantineEvent {
  readonly agency: string;
  readonly reason: string;
}

export interface SubgraphClientsOptions {
  readonly onCallEnded?: (event: CallEndedEvent) => void;
  /** Hears of each agency that no call will reach, before the first is made. */
  readonly onQuarantined?: (event: QuarantineEvent) => void;
  /** By which announced maintenance begins and ends, and with which agencies' clocks are compared. Default: the wall clock of the system. */
  readonly wallClock?: Clock | undefined;
}

/**
 * An agency without a usable endpoint, or whose part of the supergraph cannot be used, is quarantined: its client refuses every call, and the others serve.
 * @throws {StartUpError} where no agency is left, or the configuration names one that the supergraph does not have.
 */
export function createSubgraphClients(
  supergraph: Supergraph,
  agencies: Readonly<Record<string, AgencyConfig>>,
  lines: AgencyLines,
  { onCallEnded, onQuarantined, wallClock = systemWallClock }: SubgraphClientsOptions = {},
): Map<string, SubgraphClient> {
  // The four of this installation always stand in the configuration, also over another supergraph.
  const unknown = Object.keys(agencies).filter((agency) => !supergraph.agencies.includes(agency) && !isAgencyName(agency));
  if (unknown.length > 0) {
    throw new StartUpError(
      unknown.map((agency) => `agencies.${agency}: the supergraph has no such agency; it has ${supergraph.agencies.join(', ')}`).join('\n'),
    );
  }
  const endpoints = supergraph.agencies.map((agency) => openEndpoint(agency, agencies[agency] ?? configFrom(supergraph, agency), supergraph, lines));
  const broken = endpoints.filter((endpoint) => endpoint.kind === 'broken');
  if (broken.length === endpoints.length) throw new StartUpError(broken.map(({ reason }) => reason).join('\n'));
  for (const { agency, reason } of broken) onQuarantined?.({ agency, reason });
  return new Map(
    endpoints.map((endpoint): [string, SubgraphClient] => {
      const { agency } = endpoint;
      if (endpoint.kind === 'broken') return [agency, quarantinedClient(endpoint, supergraph, onCallEnded)];
      const { config, line } = endpoint;
      const client = new SubgraphClient({
        agency,
        url: new URL(config.url),
        timeoutMs: config.timeoutMs,
        maxResponseBytes: config.maxResponseBytes,
        retryAfterMs: config.breaker.openMs,
        schema: supergraph.schema,
        ...line,
        maintenance: new Maintenance(config.maintenance, wallClock),
        staleIfError: staleIfErrorFor(agency, config, { supergraph, lines, wallClock }),
        ...(onCallEnded && { onCallEnded }),
      });
      return [agency, client];
    }),
  );
}

type Endpoint =
  | { readonly kind: 'open'; readonly agency: string; readonly config: AgencyConfig; readonly line: AgencyLine }
  | { readonly kind: 'broken'; readonly agency: string; readonly reason: string };

function openEndpoint(agency: string, config: AgencyConfig | undefined, { quarantined }: Supergraph, lines: AgencyLines): Endpoint {
  const unusable = quarantined.get(agency);
  if (unusable !== undefined) return { kind: 'broken', agency, reason: `the agency's part of the supergraph cannot be used: ${unusable}` };
  if (config === undefined) {
    lines.cut(agency);
    return { kind: 'broken', agency, reason: `agency ${agency} of the supergraph has no address: set agencies.${agency}.url or ${agencyUrlVariable(agency)}` };
  }
  try {
    return { kind: 'open', agency, config, line: lines.lineTo(agency, config) };
  } catch (error) {
    if (!(error instanceof BrokenEndpoint)) throw error;
    return { kind: 'broken', agency, reason: error.message };
  }
}

/** How long to advise waiting: somebody has to mend it first. */
const QUARANTINE_RETRY_MS = 60_000;

function quarantinedClient({ agency, reason }: QuarantineEvent, { schema }: Supergraph, onCallEnded: SubgraphClientsOptions['onCallEnded']): SubgraphClient {
  return new SubgraphClient({
    ...NO_LINE,
    agency,
    quarantine: reason,
    // Of nothing that is ever asked.
    url: new URL('http://quarantined.invalid/'),
    timeoutMs: QUARANTINE_RETRY_MS,
    maxResponseBytes: 0,
    retryAfterMs: QUARANTINE_RETRY_MS,
    schema,
    ...(onCallEnded && { onCallEnded }),
  });
}

/** Undefined where it is switched off. */
function staleIfErrorFor(agency: string, config: AgencyConfig, { supergraph, lines, wallClock }: { supergraph: Supergraph; lines: AgencyLines; wallClock: Clock }): StaleIfError | undefined {
  const answers = lines.answersOf(agency, config);
  const { schema, accessRules: rules } = supergraph;
  return answers && new StaleIfError({ schema, rules, answers, maxAgeMs: config.staleIfError.maxAgeMs, wallClock });
}

/** With the defaults of every other setting; undefined where the supergraph gives no address that can be called. */
function configFrom(supergraph: Supergraph, agency: string): AgencyConfig | undefined {
  const config = Value.Default(agencySchema, { url: supergraph.addressOf(agency) ?? '' });
  return Value.Check(agencySchema, config) ? config : undefined;
}
