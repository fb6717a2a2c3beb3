// The keys of a system through their life: made, listed, prepared, rotated, and after a crash in between.

import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CliError } from '../../../cli/CliError.js';
import { KeyFolder, type NewKeyOptions } from '../../../cli/keys/KeyFolder.js';
import { readSigningKey } from '../../../gateway/subgraph/signature/readSigningKey.js';
import { readTrustedKeys } from '../../../schema/contract/signature/readTrustedKeys.js';

const DEVELOPMENT: NewKeyOptions = { purpose: 'development', now: new Date('2026-03-02T09:00:00Z') };

let parent: string;
let folder: string;
let keys: KeyFolder;

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'qaqpa-keys-'));
  folder = path.join(parent, 'keys');
  keys = new KeyFolder(folder);
});
afterEach(() => rmSync(parent, { recursive: true }));

/** What the gateway would sign with. */
function signingId(): string {
  const reading = readSigningKey(readFileSync(keys.signingKeyFile, 'utf8'), undefined);
  return reading.kind === 'read' ? reading.key.id : reading.problem;
}

/** What an agency would trust. */
function trustedIds(): readonly string[] {
  const reading = readTrustedKeys(readFileSync(keys.trustedKeysFile, 'utf8'));
  return reading.kind === 'read' ? [...reading.keys.keys()] : [reading.problem];
}

const states = () => keys.list().map(({ state }) => state);

describe('the keys of a system', () => {
  it('are made as a pair that fits, readable by their owner alone', () => {
    expect(keys.exists()).toBe(false);
    const { id } = keys.make(DEVELOPMENT);
    expect(id).toMatch(/^dev-gateway-2026-03-02-[0-9a-f]{6}$/);
    expect([signingId(), trustedIds(), keys.exists()]).toEqual([id, [id], true]);
    const signing = readSigningKey(readFileSync(keys.signingKeyFile, 'utf8'), undefined);
    const trusted = readTrustedKeys(readFileSync(keys.trustedKeysFile, 'utf8'));
    if (signing.kind !== 'read' || trusted.kind !== 'read') throw new Error('unusable');
    expect(trusted.keys.get(id)?.key.equals(createPublicKey(signing.key.key))).toBe(true);
    expect(readFileSync(keys.trustedKeysFile, 'utf8')).not.toContain('"d"');
    const modes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).mode & 0o777);
    expect([...modes, statSync(folder).mode & 0o777]).toEqual([0o600, 0o600, 0o700]);
  });

  it('have no mark in production', () => {
    expect(keys.make({ ...DEVELOPMENT, purpose: 'production' }).id).toMatch(/^gateway-2026-03-02-[0-9a-f]{6}$/);
  });

  it('are made once', () => {
    keys.make(DEVELOPMENT);
    expect(() => keys.make(DEVELOPMENT)).toThrow(new CliError(`there are keys in ${folder} already; qaqpa keys rotate replaces them one after the other`));
  });

  it('rotate: the new and the old one are trusted until the next rotation', () => {
    const { id: first } = keys.make(DEVELOPMENT);
    keys.rotate(DEVELOPMENT);
    const second = signingId();
    expect([trustedIds(), states()]).toEqual([[second, first], ['current', 'previous']]);
    keys.rotate(DEVELOPMENT);
    const third = signingId();
    expect([trustedIds(), states()]).toEqual([[third, second], ['current', 'previous']]);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it('can be prepared: trusted first, used later', () => {
    const { id: first } = keys.make(DEVELOPMENT);
    const prepared = keys.prepare(DEVELOPMENT);
    expect([signingId(), prepared.map(({ state }) => state)]).toEqual([first, ['next', 'current']]);
    expect(keys.prepare(DEVELOPMENT)).toEqual(prepared);
    keys.rotate(DEVELOPMENT);
    expect([signingId(), trustedIds(), states()]).toEqual([prepared[0]?.id, [prepared[0]?.id, first], ['current', 'previous']]);
  });

  it('that were being rotated when the process died are rotated to the same key', () => {
    const { id: first } = keys.make(DEVELOPMENT);
    keys.prepare(DEVELOPMENT);
    // The new key was written, trust in it was not.
    const [next] = trustedIds();
    writeFileSync(keys.trustedKeysFile, JSON.stringify({ keys: JSON.parse(readFileSync(keys.trustedKeysFile, 'utf8')).keys.slice(1) }));
    expect(trustedIds()).toEqual([first]);
    keys.rotate(DEVELOPMENT);
    expect([signingId(), trustedIds()]).toEqual([next, [next, first]]);
  });
});

describe('keys that are not right are told in one line:', () => {
  it.each<[string, () => unknown, () => string]>([
    ['none to list', () => keys.list(), () => `there are no keys yet: ${keys.signingKeyFile} is missing; qaqpa keys make makes them`],
    ['none to rotate', () => keys.rotate(DEVELOPMENT), () => `there are no keys yet: ${keys.signingKeyFile} is missing; qaqpa keys make makes them`],
    [
      'half of a pair',
      () => {
        keys.make(DEVELOPMENT);
        renameSync(keys.trustedKeysFile, `${keys.trustedKeysFile}.away`);
        return keys.make(DEVELOPMENT);
      },
      () => `${keys.signingKeyFile} is there and ${keys.trustedKeysFile} is not; bring the file back, or remove the folder and make new keys`,
    ],
    [
      'no JSON',
      () => {
        keys.make(DEVELOPMENT);
        writeFileSync(keys.trustedKeysFile, '{');
        return keys.list();
      },
      () => `${keys.trustedKeysFile} is no JSON`,
    ],
    [
      'no set',
      () => {
        keys.make(DEVELOPMENT);
        writeFileSync(keys.trustedKeysFile, '{"keys":[{}]}');
        return keys.list();
      },
      () => `${keys.trustedKeysFile} holds no set of keys with a kid`,
    ],
  ])('%s', (_what, run, message) => {
    expect(run).toThrow(CliError);
    rmSync(folder, { recursive: true, force: true });
    expect(run).toThrow(message());
  });
});
