// Check digits of IIN and BIN. The numbers are worked examples and belong to nobody.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, hasCheckDigit } from '../../../../subgraphs/kit/identifiers/checkDigit.js';

describe('a check digit', () => {
  it('comes from the first pass where that gives a digit', () => {
    expect(checkDigit('85031540037')).toBe(2);
  });

  it('comes from the second pass where the first gives ten', () => {
    expect(checkDigit('24014000021')).toBe(5);
    expect(checkDigit('06121160001')).toBe(2);
  });

  it('does not exist where both passes give ten: such a number is never issued', () => {
    expect(checkDigit('90010130080')).toBeNull();
  });

  it.each(['', '8503154003', '850315400372', '8503154003x', '٨٥٠٣١٥٤٠٠٣٧'])('is not computed over "%s"', (digits) => {
    expect(() => checkDigit(digits)).toThrow('exactly eleven digits');
  });
});

describe('a twelve-digit number', () => {
  it.each(['850315400372', '240140000215', '061211600012'])('%s has the right check digit', (number) => {
    expect(hasCheckDigit(number)).toBe(true);
  });

  it.each([
    ['a wrong check digit', '850315400373'],
    ['one digit too few', '85031540037'],
    ['one digit too many', '8503154003720'],
    ['a letter', '85031540037a'],
    ['a space', ' 850315400372'],
    ['a line end', '850315400372\n'],
    ['nothing', ''],
  ])('with %s is refused', (_, number) => {
    expect(hasCheckDigit(number)).toBe(false);
  });

  it('that is never issued is refused with every last digit', () => {
    const lasts = Array.from({ length: 10 }, (_, digit) => hasCheckDigit(`90010130080${digit}`));
    expect(lasts).not.toContain(true);
  });

  it('is judged by its check digit alone, whatever date or sex the other digits might mean', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), (digits) => {
        const last = checkDigit(digits);
        const accepted = Array.from({ length: 10 }, (_, digit) => digit).filter((digit) => hasCheckDigit(`${digits}${digit}`));
        expect(accepted).toEqual(last === null ? [] : [last]);
      }),
    );
  });

  it('shows a single wrong digit among the first ten while the first pass decides', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{11}$/), fc.nat(9), fc.integer({ min: 1, max: 9 }), (digits, place, step) => {
        const other = Array.from(digits, (digit, index) => (index === place ? (Number(digit) + step) % 10 : digit)).join('');
        const [right, wrong] = [firstPass(digits), firstPass(other)];
        fc.pre(right !== 10 && wrong !== 10);
        expect(hasCheckDigit(`${other}${right}`)).toBe(false);
      }),
    );
  });

  it('does not show a wrong eleventh digit while the first pass decides: its weight is eleven', () => {
    expect(hasCheckDigit('850315400372')).toBe(true);
    expect(hasCheckDigit('850315400382')).toBe(true);
  });
});

/** Written out once more, by the formula, to know which pass decides. */
function firstPass(digits: string): number {
  return Array.from(digits).reduce((sum, digit, index) => sum + (index + 1) * Number(digit), 0) % 11;
}
