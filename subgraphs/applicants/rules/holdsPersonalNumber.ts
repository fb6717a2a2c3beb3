// Whether a text holds the number of a person. A record of a breach names nobody: twelve digits with a right check digit
// are taken for an IIN, whatever else they may be. Names cannot be found this way; who writes the record keeps them out.

import { hasCheckDigit } from '../../kit/identifiers/checkDigit.js';

export function holdsPersonalNumber(text: string): boolean {
  return (text.match(/(?<!\d)\d{12}(?!\d)/g) ?? []).some(hasCheckDigit);
}
