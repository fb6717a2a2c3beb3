import { expect, it } from 'vitest';
import { ClientError } from '../../../gateway/errors/ClientError.js';
import { parseJson } from '../../../gateway/http/parseJson.js';

it.each([
  ['990000000001', 990_000_000_001],
  ['9007199254740991', 9_007_199_254_740_991],
  ['9007199254740992', 9_007_199_254_740_992],
  ['-9007199254740992', -9_007_199_254_740_992],
  ['0.1234567890123456', 0.1234567890123456],
  ['1.5e300', 1.5e300],
  ['"90071992547409931234"', '90071992547409931234'],
  ['{"90071992547409931234":[null,true]}', { '90071992547409931234': [null, true] }],
])('%s is what it says', (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

it.each(['9007199254740993', '-9007199254740993', '{"a":[{"b":12345678901234567890}]}', '9'.repeat(400)])('%s would be rounded, and is refused', (text) => {
  expect(() => parseJson(text)).toThrow(ClientError);
});

it.each(['', '{', '01', '12345678901234567890,'])('%j is no JSON', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

it.each(['{"__proto__":{"a":1}}', '{"__proto__":{"a":1},"n":9007199254740992}'])('%s has a key like any other', (text) => {
  const parsed = parseJson(text) as object;
  expect(Object.keys(parsed)[0]).toBe('__proto__');
  expect('a' in parsed).toBe(false);
});
