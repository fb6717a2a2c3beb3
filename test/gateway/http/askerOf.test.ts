import { describe, expect, it } from 'vitest';
import { askerOf } from '../../../gateway/http/askerOf.js';

it('is empty for a request that says nothing of itself', () => {
  expect(askerOf({ host: 'h', 'content-type': 'application/json', 'x-request-id': 'r' })).toBe('');
});

describe('two requests differ', () => {
  it.each([
    ['in who asks', { authorization: 'Bearer a' }, { authorization: 'Bearer b' }],
    ['in a session', { cookie: 's=1' }, { cookie: 's=2' }],
    ['in the purpose', { 'x-purpose': 'case-work' }, { 'x-purpose': 'audit' }],
    ['in the case', { 'x-case-id': 'case-1' }, { 'x-case-id': 'case-2' }],
    ['in the language', { 'accept-language': 'kk' }, { 'accept-language': 'ru' }],
    ['in which header says the same', { 'x-purpose': 'a' }, { 'x-case-id': 'a' }],
    ['where one says nothing', { authorization: 'Bearer a' }, {}],
  ])('%s', (_what, one, other) => {
    expect(askerOf(one)).not.toBe(askerOf(other));
    expect(askerOf(one)).toBe(askerOf({ ...one }));
  });
});
