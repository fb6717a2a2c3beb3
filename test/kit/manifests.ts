// Manifests of persisted operations: the committed one, and those of a test's own.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../gateway/operation/persisted/hashOf.js';
import { PACKAGE_ROOT } from './packageRoot.js';

export function committedManifest(): { readonly text: string; readonly size: number } {
  const text = readFileSync(join(PACKAGE_ROOT, 'schema/persisted-operations.json'), 'utf8');
  return { text, size: (JSON.parse(text) as { operations: unknown[] }).operations.length };
}

/** In Apollo's format. */
export function manifestOf(texts: readonly string[]): string {
  return JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: texts.map((body) => ({ id: hashOf(body), name: 'Test', type: 'query', body })) });
}
