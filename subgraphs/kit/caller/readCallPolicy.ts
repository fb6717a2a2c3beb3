// The settings of an agency's process that say whose calls it answers.
//
//   TRUSTED_KEYS_FILE   a JWK Set: the keys of the gateway
//   TRUSTED_KEYS        the same as text
//   REQUIRE_SIGNATURE   true or false; default: true in production and where there are keys, else false

import type { Clock } from '../time/Clock.js';
import type { CallPolicy } from './CallGuard.js';
import { TrustedKeys, type TrustedKeysEvents, type TrustedKeysSource } from './TrustedKeys.js';

/** Whether the process answers signed calls alone. */
export function needsSignatures(env: NodeJS.ProcessEnv): boolean {
  const isProduction = env['NODE_ENV'] === 'production';
  return readRequired(env) ?? (isProduction || sourceOf(env, !isProduction) !== undefined);
}

/** @throws Error in words for the operator: production without keys, keys that cannot be used, settings that contradict each other. */
export function readCallPolicy(env: NodeJS.ProcessEnv, clock: Clock, events: TrustedKeysEvents): CallPolicy {
  const isProduction = env['NODE_ENV'] === 'production';
  const source = sourceOf(env, !isProduction);
  if (!needsSignatures(env)) {
    if (isProduction) throw new Error('REQUIRE_SIGNATURE=false is refused in production: anybody who reaches the port could say that they are an officer');
    return { kind: 'open' };
  }
  if (source === undefined) {
    const why = isProduction ? 'production' : 'REQUIRE_SIGNATURE=true';
    throw new Error(`${why} needs the keys of the gateway: set TRUSTED_KEYS_FILE to a JWK Set that holds them`);
  }
  return { kind: 'signed', keys: new TrustedKeys(source, clock, events) };
}

function sourceOf(env: NodeJS.ProcessEnv, developmentKeysAllowed: boolean): TrustedKeysSource | undefined {
  const file = env['TRUSTED_KEYS_FILE'] || undefined;
  const text = env['TRUSTED_KEYS'] || undefined;
  if (file !== undefined && text !== undefined) throw new Error('TRUSTED_KEYS_FILE and TRUSTED_KEYS are both set; one of them says which keys are trusted');
  if (file !== undefined) return { setting: 'TRUSTED_KEYS_FILE', from: { kind: 'file', file }, developmentKeysAllowed };
  if (text !== undefined) return { setting: 'TRUSTED_KEYS', from: { kind: 'text', text }, developmentKeysAllowed };
  return undefined;
}

function readRequired(env: NodeJS.ProcessEnv): boolean | undefined {
  const text = env['REQUIRE_SIGNATURE'] || undefined;
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw new Error(`REQUIRE_SIGNATURE must be true or false, got "${text}"`);
  return text === 'true';
}
