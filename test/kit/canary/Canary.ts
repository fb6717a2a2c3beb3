// Identifiers of persons who do not exist, made anew for each run, by which it is seen where identifiers go. None of them
// can occur by chance: each holds 20 letters or 12 digits drawn at random, and a number of a person with a thirteenth
// month is nobody's.

import { randomInt } from 'node:crypto';

export interface Canary {
  /** What it looks like. */
  readonly kind: string;
  readonly text: string;
}

export interface Canaries {
  /** Ids of entities. */
  readonly person: string;
  readonly case: string;
  /** Twelve digits, as an IIN has. */
  readonly iin: string;
  /** Twelve digits with the right check digit, as a BIN has. */
  readonly bin: string;
  /** In Cyrillic with Kazakh letters, as a person's name is. */
  readonly name: string;
  /** In Latin letters, so that it may stand where GraphQL wants a name. */
  readonly latinName: string;
  /** The subject of a token. */
  readonly account: string;
}

export function createCanaries(): Canaries {
  return {
    person: `person-${letters(LATIN)}`,
    case: `case-${letters(LATIN)}`,
    iin: `${String(randomInt(100)).padStart(2, '0')}13${digits(8)}`,
    bin: createBin(),
    name: `Қанарейқа ${letters(CYRILLIC)}`,
    latinName: `Kanareika_${letters(LATIN)}`,
    account: `account-${letters(LATIN)}`,
  };
}

export function listCanaries(canaries: Canaries): Canary[] {
  return Object.entries(canaries).map(([kind, text]) => ({ kind, text: text as string }));
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const CYRILLIC = 'абвгғдежзиқлмнңоөпрстуұүһш';
const LENGTH = 20;

function letters(alphabet: string): string {
  return Array.from({ length: LENGTH }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function digits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('');
}

/** The check digit by the first row of weights, 1 to 11; where that leaves ten, which needs the second, another is drawn. */
function createBin(): string {
  for (;;) {
    const start = `9913${digits(7)}`;
    const sum = Array.from(start, Number).reduce((total, digit, index) => total + digit * (index + 1), 0) % 11;
    if (sum < 10) return `${start}${sum}`;
  }
}
