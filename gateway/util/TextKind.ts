// What is known of all strings of an answer at once, from the text that it was read from. It saves the look
// at each of them when they are written again.

/**
 * - `ascii`: nothing that JSON text has to escape, and ASCII throughout: a byte for each character
 * - `plain`: nothing that JSON text has to escape
 * - `any`: nothing is known
 */
export type TextKind = 'ascii' | 'plain' | 'any';

const FROM_BEST: readonly TextKind[] = ['ascii', 'plain', 'any'];

/** @param json well-formed JSON text. Without a backslash in it, no string that it holds needs one. */
export function textKindOf(json: string, isAscii: boolean): TextKind {
  if (json.includes('\\')) return 'any';
  return isAscii ? 'ascii' : 'plain';
}

/** What is known of the strings of two answers together. */
export function textKindOfBoth(one: TextKind, other: TextKind): TextKind {
  return FROM_BEST.indexOf(one) > FROM_BEST.indexOf(other) ? one : other;
}
