// A signing key of this process and where it came from. One in a file is read again when the file changes: the
// agencies trust the old and the new key for a while, so the gateway can change over without a restart.

import { readFileSync } from 'node:fs';
import { DEVELOPMENT_KEY_PREFIX } from '../../../schema/contract/signature/agreement.js';
import type { CallKey } from '../../../schema/contract/signature/CallKey.js';
import { StartUpError } from '../../errors/StartUpError.js';
import { readSigningKey, type SigningKeyReading } from './readSigningKey.js';

export interface SigningKeySource {
  /** The setting, for messages: `signing.keyFile`. */
  readonly setting: string;
  readonly keyId?: string | undefined;
  /** Where the key comes from: a file, or the text itself. */
  readonly from: { readonly kind: 'file'; readonly file: string } | { readonly kind: 'text'; readonly text: string };
  /** False in production. */
  readonly developmentKeysAllowed: boolean;
}

export class SigningKey {
  readonly #source: SigningKeySource;
  #state: SigningKeyReading;

  /** @throws {StartUpError} where it is one that may not be used. */
  constructor(source: SigningKeySource) {
    this.#source = source;
    const reading = readSource(source);
    if (reading.kind === 'forbidden') throw new StartUpError(reading.problem);
    this.#state = reading;
  }

  /** Why there is no key yet, in one line for an operator. Undefined since the first that could be used. */
  get problem(): string | undefined {
    return this.#state.kind === 'unusable' ? this.#state.problem : undefined;
  }

  /** @throws where there is a problem. */
  get current(): CallKey {
    if (this.#state.kind === 'unusable') throw new Error(this.#state.problem);
    return this.#state.key;
  }

  /** Undefined where the key came as text, which does not change. */
  get file(): string | undefined {
    return this.#source.from.kind === 'file' ? this.#source.from.file : undefined;
  }

  /** Reads the file again. What cannot be used leaves the key as it was, and its `problem` says why. */
  reread(): SigningKeyReading {
    const reading = readSource(this.#source);
    if (reading.kind !== 'read') {
      const unusable = { kind: 'unusable', problem: reading.problem } as const;
      if (this.#state.kind === 'unusable') this.#state = unusable;
      return unusable;
    }
    if (this.#state.kind === 'read' && reading.key.algorithm !== this.#state.key.algorithm) {
      return { kind: 'unusable', problem: `${this.#source.setting}: the key in use is for ${this.#state.key.algorithm}, "${reading.key.id}" is for ${reading.key.algorithm}` };
    }
    this.#state = reading;
    return reading;
  }
}

function readSource({ setting, keyId, from, developmentKeysAllowed }: SigningKeySource): SigningKeyReading | { readonly kind: 'forbidden'; readonly problem: string } {
  const where = from.kind === 'file' ? `${setting}: ${from.file}` : setting;
  let text: string;
  try {
    text = from.kind === 'file' ? readFileSync(from.file, 'utf8') : from.text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { kind: 'unusable', problem: `${where}: expected a readable file, found ${code === 'ENOENT' ? 'no file' : String(code)}` };
  }
  const reading = readSigningKey(text, keyId);
  if (reading.kind === 'unusable') return { kind: 'unusable', problem: `${where}: ${reading.problem}` };
  if (!developmentKeysAllowed && reading.key.id.startsWith(DEVELOPMENT_KEY_PREFIX)) {
    return { kind: 'forbidden', problem: `${where}: "${reading.key.id}" is a development key, which production refuses; qaqpa keys make --production makes one` };
  }
  return reading;
}
