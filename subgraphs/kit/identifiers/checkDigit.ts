// The twelve-digit numbers of persons (IIN) and organisations (BIN): eleven digits and a check digit, the
// same arithmetic for both. Only length and check digit are tested. Since Resolution No. 853 of 26 August
// 2013 the digits are not tied to birth date and sex, so nothing is ever read out of them. The arithmetic is
// known from public code (grade D); that the register rules of 2023 keep it is not in the public record read.

const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/** A remainder that no digit can show. */
const NOT_A_DIGIT = 10;

/**
 * The check digit of eleven digits, or null where the two passes give none: such numbers are never issued.
 * @throws Error for anything but eleven digits.
 */
export function checkDigit(elevenDigits: string): number | null {
  if (!/^\d{11}$/.test(elevenDigits)) throw new Error('a check digit is computed over exactly eleven digits');
  const first = weightedSum(elevenDigits, FIRST_WEIGHTS) % 11;
  if (first !== NOT_A_DIGIT) return first;
  const second = weightedSum(elevenDigits, SECOND_WEIGHTS) % 11;
  return second === NOT_A_DIGIT ? null : second;
}

/**
 * True for twelve digits of which the last is the check digit of the others. That the number was issued
 * to anybody is for the register to say.
 */
export function hasCheckDigit(text: string): boolean {
  return /^\d{12}$/.test(text) && checkDigit(text.slice(0, 11)) === Number(text[11]);
}

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}
