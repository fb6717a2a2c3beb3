// The folder in which the keys of a system lie, and how they change:
//
//   gateway.jwk    the gateway signs with it (a secret)
//   trusted.jwks   what every agency trusts: the public part of gateway.jwk, and of the key before or after it
//   next.jwk       made and already trusted, not yet used: between a rotation that was prepared and its end (a secret)
//
// Every file is replaced as a whole, and in an order in which no moment, nor a crash, leaves the gateway with a
// key that the agencies do not trust: first the new key, then the trust in it, then its use.

import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEVELOPMENT_KEY_PREFIX } from '../../schema/contract/signature/agreement.js';
import { CliError } from '../CliError.js';

export interface NewKeyOptions {
  /** Development keys say so in their id. */
  readonly purpose: 'development' | 'production';
  readonly now: Date;
}

/** `current` signs; `previous` is trusted until the next rotation; `next` will sign after it. */
export type KeyState = 'current' | 'previous' | 'next';

export interface ListedKey {
  readonly id: string;
  readonly state: KeyState;
}

type NamedKey = JsonWebKey & { readonly kid: string };

/** Readable by their owner alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

export class KeyFolder {
  readonly signingKeyFile: string;
  readonly trustedKeysFile: string;
  readonly #nextFile: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.signingKeyFile = path.join(folder, 'gateway.jwk');
    this.trustedKeysFile = path.join(folder, 'trusted.jwks');
    this.#nextFile = path.join(folder, 'next.jwk');
  }

  /** True where there are keys. @throws CliError where one of the two files is missing. */
  exists(): boolean {
    const hasSigning = readText(this.signingKeyFile) !== undefined;
    const hasTrusted = readText(this.trustedKeysFile) !== undefined;
    if (hasSigning === hasTrusted) return hasSigning;
    const [there, missing] = hasSigning ? [this.signingKeyFile, this.trustedKeysFile] : [this.trustedKeysFile, this.signingKeyFile];
    throw new CliError(`${there} is there and ${missing} is not; bring the file back, or remove the folder and make new keys`);
  }

  /** Makes the first key. @throws CliError where there are keys already. */
  make(options: NewKeyOptions): ListedKey {
    if (this.exists()) throw new CliError(`there are keys in ${this.#folder} already; qaqpa keys rotate replaces them one after the other`);
    const key = newKey(options);
    this.#writeTrusted([key]);
    this.#write(this.signingKeyFile, key);
    return { id: key.kid, state: 'current' };
  }

  /** In the order of the trusted set: the newest first. */
  list(): readonly ListedKey[] {
    const current = this.#read(this.signingKeyFile).kid;
    const next = readText(this.#nextFile) === undefined ? undefined : this.#read(this.#nextFile).kid;
    return this.#readTrusted().map(({ kid }) => ({ id: kid, state: kid === current ? 'current' : kid === next ? 'next' : 'previous' }));
  }

  /** Makes the key that will be next and has it trusted beside the current one; drops the previous one. One that was prepared before stays. */
  prepare(options: NewKeyOptions): readonly ListedKey[] {
    const current = this.#read(this.signingKeyFile);
    const next = readText(this.#nextFile) === undefined ? newKey(options) : this.#read(this.#nextFile);
    this.#write(this.#nextFile, next);
    this.#writeTrusted([next, current]);
    return this.list();
  }

  /** Changes to a new key, or to the one that was prepared. The old one stays trusted until the next rotation. */
  rotate(options: NewKeyOptions): readonly ListedKey[] {
    this.prepare(options);
    renameSync(this.#nextFile, this.signingKeyFile);
    return this.list();
  }

  #read(file: string): NamedKey {
    const key = parse(file);
    if (isNamedKey(key)) return key;
    throw new CliError(`${file} holds no key with a kid`);
  }

  #readTrusted(): readonly NamedKey[] {
    const set = parse(this.trustedKeysFile);
    const keys = typeof set === 'object' && set !== null && 'keys' in set && Array.isArray(set.keys) ? (set.keys as unknown[]) : [];
    if (keys.length > 0 && keys.every(isNamedKey)) return keys;
    throw new CliError(`${this.trustedKeysFile} holds no set of keys with a kid`);
  }

  #writeTrusted(keys: readonly NamedKey[]): void {
    // Member by member: what is not named here, the private part, does not get in.
    const members = keys.map(({ kty, crv, kid, alg, use, x }) => ({ kty, crv, kid, alg, use, x }));
    this.#write(this.trustedKeysFile, { keys: members });
  }

  #write(file: string, value: unknown): void {
    mkdirSync(this.#folder, { recursive: true, mode: FOLDER_MODE });
    const draft = `${file}.new`;
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: FILE_MODE });
    renameSync(draft, file);
  }
}

function newKey({ purpose, now }: NewKeyOptions): NamedKey {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const prefix = purpose === 'development' ? DEVELOPMENT_KEY_PREFIX : '';
  const kid = `${prefix}gateway-${now.toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`;
  return { kty: 'OKP', crv: 'Ed25519', kid, alg: 'Ed25519', use: 'sig', x, d };
}

function isNamedKey(value: unknown): value is NamedKey {
  return typeof value === 'object' && value !== null && 'kid' in value && typeof value.kid === 'string';
}

/** @throws CliError that says what to do where there is no such file, or no JSON in it. */
function parse(file: string): unknown {
  const text = readText(file);
  if (text === undefined) throw new CliError(`there are no keys yet: ${file} is missing; qaqpa keys make makes them`);
  try {
    return JSON.parse(text);
  } catch {
    throw new CliError(`${file} is no JSON`);
  }
}

/** Undefined where there is no such file. @throws CliError where it cannot be read. */
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    throw new CliError(`${file} cannot be read (${String(code)})`);
  }
}
