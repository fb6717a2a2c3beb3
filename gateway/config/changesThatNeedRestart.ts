// Which settings differ between two configurations in a way that a running gateway cannot follow. What a request is
// served by is built anew with each generation, so it may change; what was opened once, the door and the lines to the
// agencies, may not.

import { isDeepStrictEqual } from 'node:util';
import type { GatewayConfig } from './loadConfig.js';

/** Settings that the next generation is built by. */
const LIVE: ReadonlySet<keyof GatewayConfig> = new Set([
  'engine',
  'maxFetchesPerOperation',
  'maxEntitiesPerFetch',
  'planning',
  'limits',
  'introspection',
  'requestTimeoutMs',
  'mutationTimeoutMs',
  'maxTimeoutMs',
  'answerStatusRule',
  'access',
]);

/** Of an agency. Its breaker, with what follows from timeoutMs, and its keys belong to the line that was opened to it. */
const LIVE_OF_AGENCY: ReadonlySet<string> = new Set(['url', 'maxResponseBytes', 'maintenance', 'staleIfError']);

/** @returns names of settings, as `port` or `agencies.applicants.breaker`; none where all that differs may change. */
export function changesThatNeedRestart(from: GatewayConfig, to: GatewayConfig): string[] {
  const names = Object.keys({ ...from, ...to }) as (keyof GatewayConfig)[];
  const fixed = names.filter((name) => name !== 'agencies' && !LIVE.has(name) && !isDeepStrictEqual(from[name], to[name]));
  // The file that was named at the start is looked at for changes, and no other.
  const policies = from.access.policiesFile === to.access.policiesFile ? [] : ['access.policiesFile'];
  return [...fixed, ...policies, ...Object.keys({ ...from.agencies, ...to.agencies }).flatMap((agency) => changesOfAgency(agency, from, to))];
}

/** An agency that was not there before, or is no longer, has no line that would have to change. */
function changesOfAgency(agency: string, { agencies: before }: GatewayConfig, { agencies: after }: GatewayConfig): string[] {
  const [from, to] = [before[agency], after[agency]];
  if (from === undefined || to === undefined) return [];
  const names = Object.keys({ ...from, ...to }) as (keyof typeof from)[];
  return names.filter((name) => !LIVE_OF_AGENCY.has(name) && !isDeepStrictEqual(from[name], to[name])).map((name) => `agencies.${agency}.${name}`);
}
