// Keyset paging: a cursor holds the last row's sort key, so a page costs the same wherever it stands
// and rows inserted meanwhile move nothing. Forward only: no screen of ours pages backwards.

import { badInput } from '../errors/badInput.js';
import type { PageInfo } from './PageInfo.js';

/** Rows a caller may ask for at once. */
export const MAX_PAGE_SIZE = 100;

export interface PageArguments {
  /** Rows wanted, 1 to MAX_PAGE_SIZE. */
  readonly first: number;
  /** Cursor of the row before the page; null begins at the start. */
  readonly after?: string | null;
}

export interface PageRequest {
  /** Rows to load: one more than asked, to know whether there is a next page. */
  readonly limit: number;
  /** The sort key to start behind, or null. */
  readonly afterKey: string | null;
}

export interface Connection<Node> {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly nodes: Node[];
  readonly pageInfo: PageInfo;
}

/** @throws GraphQLError BAD_USER_INPUT that says what was expected. */
export function readPage({ first, after }: PageArguments): PageRequest {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE_SIZE) {
    throw badInput(`first must be from 1 to ${MAX_PAGE_SIZE}, got ${first}`, 'first');
  }
  return { limit: first + 1, afterKey: after == null ? null : readCursor(after) };
}

/** Cuts the rows loaded for a PageRequest to the page asked for. */
export function toConnection<Node>(rows: readonly Node[], { limit, afterKey }: PageRequest, keyOf: (node: Node) => string): Connection<Node> {
  const nodes = rows.slice(0, limit - 1);
  const edges = nodes.map((node) => ({ cursor: writeCursor(keyOf(node)), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length >= limit,
      hasPreviousPage: afterKey !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Cursors are opaque to callers; the prefix tells ours from a guess. */
const CURSOR_PREFIX = 'after:';

function writeCursor(key: string): string {
  return Buffer.from(CURSOR_PREFIX + key).toString('base64url');
}

function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const key = text.slice(CURSOR_PREFIX.length);
  // The last two: bytes that are no text, and the one character that PostgreSQL cannot take.
  const isOurs = text.startsWith(CURSOR_PREFIX) && writeCursor(key) === cursor && !key.includes('\0');
  if (!isOurs) throw badInput('after must be a cursor that an earlier page returned', 'after');
  return key;
}
