// Many different operations, each asked once: documents, their limits and costs, what callers may see of them, plans
// and compiled responses are kept within bounds. Whatever one of these caches held beyond its bound would hold the
// document, so the documents that are still there tell of all of them.

import type { DocumentNode } from 'graphql';
import { expect, it } from 'vitest';
import type { Caller } from '../../../schema/contract/Caller.js';
import { weighDocument } from '../../../gateway/operation/weighDocument.js';
import { collectGarbage } from '../../kit/collectGarbage.js';
import { serveStages } from '../../kit/gateway/serveStages.js';

const WORLD = {
  people: {
    sdl: 'type Query { person: Person } type Person @key(fields: "id") { id: ID! name: String email: String @requiresScopes(scopes: [["mail"]]) }',
    resolvers: { Query: { person: () => ({ id: '1', name: 'n', email: 'e' }) } },
  },
};

const CALLERS: readonly Caller[] = [['mail'], []].map((scopes) => ({ issuer: 'https://issuer.test', subject: 's', scopes, regions: [] }));
const COUNT = 600;
const MAX_CACHED_BYTES = 500_000;

it('after many operations no more documents are held than the bounds allow', async () => {
  const documents: WeakRef<DocumentNode>[] = [];
  let weight = 0;
  const served = await serveStages(WORLD, 'compiled', { mode: 'filter', policies: new Map(), purposesWithoutConsent: new Set() }, {
    maxCachedBytes: MAX_CACHED_BYTES,
    onRead: ({ document }) => {
      documents.push(new WeakRef(document));
      weight = weighDocument(document);
    },
  });
  for (let index = 0; index < COUNT; index += 1) {
    const { httpStatus } = await served.ask(`query Q${index} { person { id name email } }`, CALLERS[index % 2] && { caller: CALLERS[index % 2] as Caller });
    expect(httpStatus).toBe(200);
  }
  await collectGarbage();
  const held = new Set(documents.map((each) => each.deref()).filter((each) => each !== undefined)).size;
  // Two caches hold documents; each the ones used last, so mostly the same.
  expect(held).toBeLessThanOrEqual(2 * Math.floor(MAX_CACHED_BYTES / weight));
  expect(held).toBeGreaterThan(10);
  expect(documents.length).toBe(COUNT);
  await served.close();
});
