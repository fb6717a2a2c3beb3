// One gateway per engine in front of the same running agencies. The system's own gateway is the first; the others are
// processes of their own beside it, which start in a second or two where a second system would take ten.

import { callerHeaders, type CallerHeaders } from './callerHeaders.js';
import { ENGINES, type EngineName } from './federation.js';
import { runGateway } from './gateway/runGateway.js';
import { startSystem, type TestSystem } from './system.js';

export interface EngineGateways {
  readonly system: TestSystem;
  /** GraphQL endpoint of the gateway with each engine. */
  readonly urls: Readonly<Record<EngineName, string>>;
  /** Of a caller that sees all, for any of them. */
  readonly caller: CallerHeaders;
  /** Ends every gateway, then the system. */
  stop(): Promise<void>;
}

export async function startEngineGateways(): Promise<EngineGateways> {
  const [own, ...others] = ENGINES;
  const system = await startSystem({ env: { ENGINE: own } });
  const gateways = others.map((engine) => [engine, runGateway({ ...system.agencyUrlVariables, ...system.keyVariables, ...system.identityVariables, ENGINE: engine })] as const);
  const stop = async () => {
    for (const [, gateway] of gateways) gateway.kill('SIGTERM');
    await Promise.all(gateways.map(([, gateway]) => gateway.ended));
    await system.stop();
  };
  try {
    const beside = await Promise.all(gateways.map(async ([engine, gateway]) => [engine, `${await gateway.url()}/graphql`] as const));
    return { system, caller: await callerHeaders(system), urls: Object.fromEntries([[own, system.gatewayUrl], ...beside]) as Record<EngineName, string>, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
