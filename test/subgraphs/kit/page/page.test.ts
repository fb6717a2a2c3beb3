// Pages of a list: their limits, their cursors, and that going through them meets every row once.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PAGE_SIZE, readPage, toConnection, type Connection } from '../../../../subgraphs/kit/page/page.js';

const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

describe('the size of a page', () => {
  it.each([1, 2, 99, MAX_PAGE_SIZE])('may be %i', (first) => {
    expect(readPage({ first })).toEqual({ limit: first + 1, afterKey: null });
  });

  it.each([0, -1, MAX_PAGE_SIZE + 1, 1.5, Number.NaN])('may not be %d, and the message says what it may be', (first) => {
    expect(() => readPage({ first })).toThrow(
      expect.objectContaining({
        message: `first must be from 1 to 100, got ${first}`,
        extensions: { code: 'BAD_USER_INPUT', argument: 'first' },
      }),
    );
  });
});

describe('a cursor', () => {
  it('leads behind the row that it was given with', () => {
    const { pageInfo } = toConnection(['a', 'b', 'c'], readPage({ first: 2 }), (key) => key);
    expect(readPage({ first: 2, after: pageInfo.endCursor })).toEqual({ limit: 3, afterKey: 'b' });
  });

  it('carries any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }).filter((key) => !key.includes('\0')), (key) => {
        const { edges } = toConnection([key], readPage({ first: 1 }), (row) => row);
        expect(readPage({ first: 1, after: edges[0]!.cursor }).afterKey).toBe(key);
      }),
    );
  });

  it.each([
    ['an empty text', ''],
    ['a guess', 'case-000001'],
    ['a number', '17'],
    ['somebody else’s cursor', cursorOf('offset:17')],
    ['a cursor with something behind it', `${cursorOf('after:a')}=!`],
    ['bytes that are no text', Buffer.from([...Buffer.from('after:'), 0xff]).toString('base64url')],
    ['a character that no database takes', cursorOf('after:\0')],
  ])('that is %s is the caller’s mistake', (_what, after) => {
    expect(() => readPage({ first: 1, after })).toThrow(
      expect.objectContaining({
        message: 'after must be a cursor that an earlier page returned',
        extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
      }),
    );
  });
});

describe('a connection', () => {
  it('of fewer rows than asked for has no next page', () => {
    expect(toConnection(['a'], readPage({ first: 2 }), (key) => key)).toEqual({
      edges: [{ cursor: cursorOf('after:a'), node: 'a' }],
      nodes: ['a'],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: cursorOf('after:a'), endCursor: cursorOf('after:a') },
    });
  });

  it('of exactly the rows asked for has no next page', () => {
    expect(toConnection(['a', 'b'], readPage({ first: 2 }), (key) => key).pageInfo.hasNextPage).toBe(false);
  });

  it('of one row more has a next page and does not show that row', () => {
    const { nodes, pageInfo } = toConnection(['a', 'b', 'c'], readPage({ first: 2 }), (key) => key);
    expect(nodes).toEqual(['a', 'b']);
    expect(pageInfo.hasNextPage).toBe(true);
  });

  it('without rows has no cursors', () => {
    expect(toConnection([], readPage({ first: 2 }), String).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  it('leads through every row once, whatever the size of the pages', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 5 }), (unsorted, first) => {
        const rows = unsorted.filter((key) => !key.includes('\0')).toSorted();
        const seen: string[] = [];
        let page: Connection<string>;
        let after: string | null = null;
        do {
          const request = readPage({ first, after });
          const behind = rows.filter((key) => request.afterKey === null || key > request.afterKey);
          page = toConnection(behind.slice(0, request.limit), request, (key) => key);
          seen.push(...page.nodes);
          after = page.pageInfo.endCursor;
        } while (page.pageInfo.hasNextPage);
        expect(seen).toEqual(rows);
      }),
    );
  });
});
