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
  #current: CallKey;

  /** @throws {StartUpError} where it cannot be used, in words for an operator. */
  constructor(source: SigningKeySource) {
    this.#source = source;
    const reading = readSource(source);
    if (reading.kind === 'unusable') throw new StartUpError(reading.problem);
    this.#current = reading.key;
  }

  get current(): CallKey {
    return this.#current;
  }

  /** Undefined where the key came as text, which does not change. */
  get file(): string | undefined {
    return this.#source.from.kind === 'file' ? this.#source.from.file : undefined;
  }

  /** Reads the file again. What cannot be used leaves the key as it was; `problem` says why. */
  reread(): SigningKeyReading {
    const reading = readSource(this.#source);
    if (reading.kind === 'unusable') return reading;
    const { algorithm } = this.#current;
    if (reading.key.algorithm !== algorithm) {
      return { kind: 'unusable', problem: `${this.#source.setting}: the key in use is for ${algorithm}, "${reading.key.id}" is for ${reading.key.algorithm}` };
    }
    this.#current = reading.key;
    return reading;
  }
}

function readSource({ setting, keyId, from, developmentKeysAllowed }: SigningKeySource): SigningKeyReading {
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
    return { kind: 'unusable', problem: `${where}: "${reading.key.id}" is a development key, which production refuses; qaqpa keys make --production makes one` };
  }
  return reading;
}
