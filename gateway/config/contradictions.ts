// What each setting by itself does not show: texts that have the right form and name nothing, and settings that do not go
// together.

import { isIP } from 'node:net';
import type { GatewayConfig } from './loadConfig.js';
import type { OnceConfig } from './maintenanceSchema.js';

export interface Contradiction {
  /** JSON pointer to the setting. */
  readonly place: string;
  readonly expected: string;
  readonly found: unknown;
}

export function contradictions({ agencies, trustedProxies }: GatewayConfig): readonly Contradiction[] {
  return [
    ...trustedProxies.filter((text) => !isNetwork(text)).map((found) => ({ place: '/trustedProxies', expected: 'IP addresses or networks such as 10.0.0.0/8', found })),
    ...Object.entries(agencies).flatMap(([name, { breaker, maintenance }]) => [
      ...ofBreaker(`/agencies/${name}/breaker`, breaker),
      ...maintenance.once.flatMap((window, index) => ofWindow(`/agencies/${name}/maintenance/once/${index}`, window)),
    ]),
  ];
}

function ofBreaker(place: string, { openMs, maxOpenMs }: GatewayConfig['agencies'][string]['breaker']): Contradiction[] {
  return maxOpenMs >= openMs ? [] : [{ place: `${place}/maxOpenMs`, expected: `a number from ${openMs} (openMs) to 86400000`, found: maxOpenMs }];
}

function ofWindow(place: string, { from, until }: OnceConfig): Contradiction[] {
  const unreal = Object.entries({ from, until }).filter(([, instant]) => Number.isNaN(Date.parse(instant)));
  if (unreal.length > 0) return unreal.map(([key, found]) => ({ place: `${place}/${key}`, expected: 'an instant that there is, such as 2026-12-05T22:00+05:00', found }));
  return Date.parse(until) > Date.parse(from) ? [] : [{ place: `${place}/until`, expected: `an instant after ${from} (from)`, found: until }];
}

/** An address, or one with the bits that name a network (RFC 4632). */
function isNetwork(text: string): boolean {
  const [address = '', bits = '0'] = text.split('/');
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}
