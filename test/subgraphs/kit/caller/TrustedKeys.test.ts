// Keys change while an agency serves: added, taken away, broken, and never with a restart.

import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TrustedKeys } from '../../../../subgraphs/kit/caller/TrustedKeys.js';
import { makeEd25519, signedCall, startSignedAgency, type KeyPair } from './signedAgency.js';

const NOW = 1_772_442_000;
const [first, second] = [makeEd25519('first'), makeEd25519('second')];

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'qaqpa-keys-'));
  file = path.join(folder, 'trusted.jwks');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Replaced as a whole, as one does with a file that others read. */
const write = (...keys: KeyPair[]): void => {
  writeFileSync(`${file}.new`, JSON.stringify({ keys: keys.map(({ trusted }) => trusted) }));
  renameSync(`${file}.new`, file);
};

describe('an agency whose keys change', () => {
  it('answers calls with each key as long as it is in the file, without a restart', async () => {
    write(first);
    const agency = await startSignedAgency({ kind: 'file', file }, NOW);
    let nonces = 0;
    const statusWith = async ({ signing: key }: KeyPair) =>
      (await agency.send(signedCall({ key, created: agency.now, nonce: `nonce-of-this-test-${(nonces += 1)}` }))).status;
    try {
      expect([await statusWith(first), await statusWith(second)]).toEqual([200, 401]);
      // The gateway may use a new key at once: one that is unknown is looked for.
      write(second, first);
      expect([await statusWith(second), await statusWith(first)]).toEqual([200, 200]);
      // A key that is taken away counts no longer than a second.
      write(second);
      agency.now += 1;
      expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
      // What cannot be read changes nothing.
      writeFileSync(file, '{ "keys": [');
      agency.now += 1;
      expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
      rmSync(file);
      agency.now += 1;
      expect(await statusWith(second)).toBe(200);
      expect(agency.logged.filter(({ msg }) => msg === 'trusted keys read again').map(({ kind }) => kind)).toEqual(['read', 'read', 'unusable', 'unusable']);
    } finally {
      await agency.close();
    }
  });
});

describe('trusted keys', () => {
  const clock = { now: () => new Date(NOW * 1_000) };
  const open = (text: string, developmentKeysAllowed = true): TrustedKeys => {
    writeFileSync(file, text);
    return new TrustedKeys({ setting: 'TRUSTED_KEYS_FILE', from: { kind: 'file', file }, developmentKeysAllowed }, clock, { onReread: () => undefined });
  };

  it.each([
    ['no set', '{}', 'it is no JWK Set: an object with a list "keys"'],
    ['a development key in production', JSON.stringify({ keys: [makeEd25519('dev-x').trusted] }), '"dev-x" is a development key, which production refuses'],
  ])('are refused with %s, in words that name the setting and the file', (_what, text, problem) => {
    expect(() => open(text, false)).toThrow(new Error(`TRUSTED_KEYS_FILE: ${file}: ${problem}`));
  });

  it('are refused where there is no file', () => {
    const source = { setting: 'TRUSTED_KEYS_FILE', from: { kind: 'file' as const, file }, developmentKeysAllowed: true };
    expect(() => new TrustedKeys(source, clock, { onReread: () => undefined })).toThrow(new Error(`TRUSTED_KEYS_FILE: ${file}: the file cannot be read`));
  });

  it('of development are taken in development', () => {
    expect(open(JSON.stringify({ keys: [makeEd25519('dev-x').trusted] })).ids).toEqual(['dev-x']);
  });
});
