// The keys that the agency trusts, and the file they come from. The file is looked at again while the agency runs:
// a key that is added or taken away counts without a restart.

import { readFileSync, statSync } from 'node:fs';
import { DEVELOPMENT_KEY_PREFIX } from '../../../schema/contract/signature/agreement.js';
import type { CallKey } from '../../../schema/contract/signature/CallKey.js';
import { readTrustedKeys, type TrustedKeysReading } from '../../../schema/contract/signature/readTrustedKeys.js';
import type { Clock } from '../time/Clock.js';

export interface TrustedKeysSource {
  /** The setting, for messages: TRUSTED_KEYS_FILE. */
  readonly setting: string;
  readonly from: { readonly kind: 'file'; readonly file: string } | { readonly kind: 'text'; readonly text: string };
  /** False in production. */
  readonly developmentKeysAllowed: boolean;
}

export interface TrustedKeysEvents {
  /** The file was read again. With `unusable` the keys stay as they were. */
  readonly onReread: (reading: TrustedKeysReading) => void;
}

/** How long a key that was taken away may still count. Looking takes some ten microseconds. */
const LOOK_INTERVAL_MS = 1_000;

export class TrustedKeys {
  readonly #source: TrustedKeysSource;
  readonly #clock: Clock;
  readonly #events: TrustedKeysEvents;
  #keys: ReadonlyMap<string, CallKey>;
  /** The file as it was when it was read. */
  #seen: string;
  #lookedAtMs: number;

  /** @throws Error in words for the operator where the keys cannot be used. */
  constructor(source: TrustedKeysSource, clock: Clock, events: TrustedKeysEvents) {
    this.#source = source;
    this.#clock = clock;
    this.#events = events;
    this.#seen = stateOf(source);
    this.#lookedAtMs = clock.now().getTime();
    const reading = read(source);
    if (reading.kind === 'unusable') throw new Error(reading.problem);
    this.#keys = reading.keys;
  }

  /** Ids of the keys, in the order of the file. */
  get ids(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** The key of this id. One that is not known is looked for in the file at once: the gateway may just have changed to it. */
  find(id: string): CallKey | undefined {
    const nowMs = this.#clock.now().getTime();
    // Also where the clock was set back.
    const isDue = Math.abs(nowMs - this.#lookedAtMs) >= LOOK_INTERVAL_MS;
    if (isDue || !this.#keys.has(id)) this.#look(nowMs);
    return this.#keys.get(id);
  }

  #look(nowMs: number): void {
    this.#lookedAtMs = nowMs;
    const state = stateOf(this.#source);
    if (state === this.#seen) return;
    this.#seen = state;
    const reading = read(this.#source);
    if (reading.kind === 'read') this.#keys = reading.keys;
    this.#events.onReread(reading);
  }
}

function read({ setting, from, developmentKeysAllowed }: TrustedKeysSource): TrustedKeysReading {
  const where = from.kind === 'file' ? `${setting}: ${from.file}` : setting;
  const text = from.kind === 'file' ? readText(from.file) : from.text;
  if (text === undefined) return { kind: 'unusable', problem: `${where}: the file cannot be read` };
  const reading = readTrustedKeys(text);
  if (reading.kind === 'unusable') return { kind: 'unusable', problem: `${where}: ${reading.problem}` };
  const madeForDevelopment = [...reading.keys.keys()].find((id) => id.startsWith(DEVELOPMENT_KEY_PREFIX));
  if (!developmentKeysAllowed && madeForDevelopment !== undefined) {
    return { kind: 'unusable', problem: `${where}: "${madeForDevelopment}" is a development key, which production refuses` };
  }
  return reading;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Follows symbolic links, as Kubernetes swaps them. */
function stateOf({ from }: TrustedKeysSource): string {
  if (from.kind === 'text') return '';
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(from.file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return 'unreadable';
  }
}
