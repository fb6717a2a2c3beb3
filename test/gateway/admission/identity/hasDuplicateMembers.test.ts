import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDuplicateMembers } from '../../../../gateway/admission/identity/hasDuplicateMembers.js';

describe('a member named twice', () => {
  it.each([
    ['side by side', '{"a":1,"a":2}'],
    ['far apart', '{"a":1,"b":{"c":[1,{"d":2}]},"a":2}'],
    ['in an object within', '{"x":{"a":1,"a":1}}'],
    ['in an object in a list', '[{"a":1},{"a":1,"a":1}]'],
    ['with the same value', '{"a":1,"a":1}'],
    ['spelled with an escape', String.raw`{"a":1,"\u0061":2}`],
    ['empty', '{"":1,"":2}'],
    ['the name that is no own property', '{"__proto__":1,"__proto__":2}'],
    ['behind a text with signs of structure', String.raw`{"a":"\"}{,:[","a":2}`],
    ['with blanks around', '{ "a" : 1 , "a" : 2 }'],
  ])('%s', (_where, json) => {
    expect(() => JSON.parse(json) as unknown).not.toThrow();
    expect(hasDuplicateMembers(json)).toBe(true);
  });
});

describe('no member twice', () => {
  it.each([
    ['the same name at two levels', '{"a":{"a":1}}'],
    ['the same name in two objects of a list', '[{"a":1},{"a":1}]'],
    ['a value that reads like the name', '{"a":"a","b":"a"}'],
    ['a text that looks like members', String.raw`{"a":"\"a\":1,\"a\":2"}`],
    ['names that differ in case', '{"a":1,"A":2}'],
    ['no object', '"a"'],
  ])('%s', (_what, json) => {
    expect(hasDuplicateMembers(json)).toBe(false);
  });

  it('in any value that JSON.stringify has written', () => {
    assert(property(jsonValue(), (value) => !hasDuplicateMembers(JSON.stringify(value))));
  });
});
