// A gateway in this process, on a free port, over a test world, with limits that fit a test's patience.

import { createGateway, type Gateway } from '../../../gateway/createGateway.js';
import { loadConfig, type GatewayConfig } from '../../../gateway/config/loadConfig.js';
import { agencyUrlVariable } from '../../../gateway/config/readEnvironment.js';
import { createLogger } from '../../../gateway/telemetry/createLogger.js';
import { planInPlace } from './planInPlace.js';
import type { TestWorld } from './testWorld.js';

/** Long enough for an answer on a busy machine, short enough to wait for. */
export const TEST_AGENCY_TIMEOUT_MS = 400;

/**
 * Environment of a gateway in production that asks nobody who they are: it must have an issuer, and there is none under
 * a name of this domain (RFC 6761 §6.4).
 */
export const UNREACHED_ISSUER = { OIDC_ISSUER: 'https://issuer.invalid', OIDC_JWKS_URL: 'https://issuer.invalid/jwks', OIDC_AUDIENCE: 'nobody' };

export interface TestGatewayOptions {
  readonly config?: Partial<Omit<GatewayConfig, 'agencies'>>;
  readonly agency?: Partial<Omit<AgencyConfig, 'breaker' | 'retry'>> & { readonly breaker?: Partial<AgencyConfig['breaker']>; readonly retry?: Partial<AgencyConfig['retry']> };
  /** Receives the log's lines; without it nothing is logged. */
  readonly onLogLine?: (line: string) => void;
}

type AgencyConfig = GatewayConfig['agencies'][string];

/** Test gateways open their breakers, and ask again, only when a test asks for it. */
const PATIENT_BREAKER = { minimumCalls: 1_000 };
const NO_RETRY = { maxRetries: 0 };

export async function startTestGateway(
  world: TestWorld,
  { config = {}, agency = {}, onLogLine }: TestGatewayOptions = {},
): Promise<Gateway> {
  const urls = Object.entries(world).map(([name, subgraph]) => [agencyUrlVariable(name), subgraph.url]);
  const base = loadConfig({ env: { ...Object.fromEntries(urls), PORT: '0' } });
  const agencies = Object.fromEntries(
    Object.entries(base.agencies).map(([name, settings]) => [
      name,
      {
        ...settings,
        timeoutMs: TEST_AGENCY_TIMEOUT_MS,
        ...agency,
        breaker: { ...settings.breaker, ...(agency.breaker ?? PATIENT_BREAKER) },
        retry: { ...settings.retry, ...NO_RETRY, ...agency.retry },
      },
    ]),
  );
  const logger = createLogger({
    name: 'gateway',
    level: onLogLine === undefined ? 'silent' : 'trace',
    destination: { write: (line: string) => onLogLine?.(line) },
  });
  return createGateway({ config: { ...base, ...config, agencies }, logger, startPlanning: planInPlace });
}
