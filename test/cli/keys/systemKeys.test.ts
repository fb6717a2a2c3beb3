// Which keys the processes of a system are given.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemKeys } from '../../../cli/keys/systemKeys.js';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'qaqpa-system-keys-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const files = () => ({
  SIGNING_KEY_FILE: path.join(dataDir, 'keys', 'gateway.jwk'),
  TRUSTED_KEYS_FILE: path.join(dataDir, 'keys', 'trusted.jwks'),
});

it('in development they are made once and used from then on', () => {
  const system = { dataDir, environment: 'development' } as const;
  expect(systemKeys(system, {}, 'leave')).toEqual({});
  expect(existsSync(path.join(dataDir, 'keys'))).toBe(false);
  expect(systemKeys(system, {}, 'make')).toEqual(files());
  expect(systemKeys(system, {}, 'make')).toEqual(files());
  expect(systemKeys(system, {}, 'leave')).toEqual(files());
  expect(readdirSync(path.join(dataDir, 'keys')).toSorted((a, b) => a.localeCompare(b))).toEqual(['gateway.jwk', 'trusted.jwks']);
});

it.each([
  ['in production', { environment: 'production' }, {}],
  ['where the configuration names one', { environment: 'development', signing: {} }, {}],
  ['where the gateway has one', { environment: 'development' }, { SIGNING_KEY: 'x' }],
  ['where the agencies have some', { environment: 'development' }, { TRUSTED_KEYS_FILE: 'x' }],
  ['where no signature is wanted', { environment: 'development' }, { REQUIRE_SIGNATURE: 'false' }],
] as const)('%s none are made', (_where, system, env) => {
  expect(systemKeys({ dataDir, ...system }, env, 'make')).toEqual({});
  expect(readdirSync(dataDir)).toEqual([]);
});
