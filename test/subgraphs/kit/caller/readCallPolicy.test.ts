// Whose calls an agency answers, by its environment.

import { describe, expect, it } from 'vitest';
import { readCallPolicy } from '../../../../subgraphs/kit/caller/readCallPolicy.js';
import { systemClock } from '../../../../subgraphs/kit/time/Clock.js';
import { makeEd25519 } from './signedAgency.js';

const read = (env: NodeJS.ProcessEnv) => readCallPolicy(env, systemClock, { onReread: () => undefined });
const KEYS = JSON.stringify({ keys: [makeEd25519('gateway').trusted] });

describe('an agency answers', () => {
  it.each<[string, NodeJS.ProcessEnv, 'open' | 'signed']>([
    ['everybody in development without keys', {}, 'open'],
    ['everybody where variables are empty', { TRUSTED_KEYS: '', TRUSTED_KEYS_FILE: '', REQUIRE_SIGNATURE: '' }, 'open'],
    ['signed calls where there are keys', { TRUSTED_KEYS: KEYS }, 'signed'],
    ['everybody in development that says so', { TRUSTED_KEYS: KEYS, REQUIRE_SIGNATURE: 'false' }, 'open'],
    ['signed calls in production', { TRUSTED_KEYS: KEYS, NODE_ENV: 'production' }, 'signed'],
    ['signed calls in production that says so', { TRUSTED_KEYS: KEYS, NODE_ENV: 'production', REQUIRE_SIGNATURE: 'true' }, 'signed'],
  ])('%s', (_whom, env, kind) => {
    expect(read(env).kind).toBe(kind);
  });
});

describe('an agency does not start', () => {
  it.each<[NodeJS.ProcessEnv, string]>([
    [{ NODE_ENV: 'production' }, 'production needs the keys of the gateway: set TRUSTED_KEYS_FILE to a JWK Set that holds them'],
    [{ REQUIRE_SIGNATURE: 'true' }, 'REQUIRE_SIGNATURE=true needs the keys of the gateway: set TRUSTED_KEYS_FILE to a JWK Set that holds them'],
    [{ REQUIRE_SIGNATURE: 'yes' }, 'REQUIRE_SIGNATURE must be true or false, got "yes"'],
    [
      { TRUSTED_KEYS: KEYS, NODE_ENV: 'production', REQUIRE_SIGNATURE: 'false' },
      'REQUIRE_SIGNATURE=false is refused in production: anybody who reaches the port could say that they are an officer',
    ],
    [{ TRUSTED_KEYS: KEYS, TRUSTED_KEYS_FILE: 'x' }, 'TRUSTED_KEYS_FILE and TRUSTED_KEYS are both set; one of them says which keys are trusted'],
    [{ TRUSTED_KEYS: '{}' }, 'TRUSTED_KEYS: it is no JWK Set: an object with a list "keys"'],
  ])('with %j', (env, message) => {
    expect(() => read(env)).toThrow(new Error(message));
  });
});
