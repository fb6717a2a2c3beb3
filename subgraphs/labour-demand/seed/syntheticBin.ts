// BINs for employers that do not exist: the digits for the month of registration are 00, which no real
// organisation's can be, and the check digit is right.

import { checkDigit } from '../../kit/identifiers/checkDigit.js';

/** Serial numbers are five digits; two are kept for each employer. */
const PER_YEAR = 50_000;

/**
 * The BIN of the employer with this number, another for each.
 * @param number 0 to 4,999,999.
 */
export function syntheticBin(number: number): string {
  const year = String(Math.floor(number / PER_YEAR)).padStart(2, '0');
  const serial = 2 * (number % PER_YEAR);
  // Where the two passes give no check digit, that of the next serial exists: only the second pass's sum moves.
  for (const candidate of [serial, serial + 1]) {
    const digits = `${year}0040${String(candidate).padStart(5, '0')}`;
    const last = checkDigit(digits);
    if (last !== null) return `${digits}${last}`;
  }
  throw new Error(`no BIN can be made for employer ${number}`);
}
