// The name of a document by its text.

import { hash } from 'node:crypto';

/** SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'hex');
}
