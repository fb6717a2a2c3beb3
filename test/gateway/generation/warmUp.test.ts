import { describe, expect, it } from 'vitest';
import { warmUp } from '../../../gateway/generation/warmUp.js';
import type { KnownOperation } from '../../../gateway/operation/Operation.js';

const operations: KnownOperation[] = ['{ a }', '{ b }', '{ c }'].map((text) => ({ text, name: null }));
const open = () => new AbortController().signal;
const LONG_MS = 60_000;

describe('warming up', () => {
  it('prepares one operation after the other, and goes on past one that does not fit', async () => {
    const begun: string[] = [];
    const prepare = async ({ text }: KnownOperation) => {
      begun.push(text);
      if (text === '{ b }') throw new Error('there is no b any more');
    };
    expect(await warmUp(operations, { prepare, limitMs: LONG_MS, signal: open() })).toBe(2);
    expect(begun).toEqual(['{ a }', '{ b }', '{ c }']);
  });

  it('ends when its time is over, whatever is under way', async () => {
    const begun: string[] = [];
    const prepare = ({ text }: KnownOperation) => {
      begun.push(text);
      return text === '{ a }' ? Promise.resolve() : new Promise<void>(() => undefined);
    };
    expect(await warmUp(operations, { prepare, limitMs: 20, signal: open() })).toBe(1);
    expect(begun).toEqual(['{ a }', '{ b }']);
  });

  it('ends when it is told to', async () => {
    const closing = new AbortController();
    const prepare = async () => closing.abort();
    expect(await warmUp(operations, { prepare, limitMs: LONG_MS, signal: closing.signal })).toBeLessThan(2);
    expect(await warmUp(operations, { prepare: () => Promise.reject(new Error('not asked')), limitMs: LONG_MS, signal: AbortSignal.abort() })).toBe(0);
  });
});
