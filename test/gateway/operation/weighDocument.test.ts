// The weight of a document against what it really takes, by a forced collection.

import { expect, it } from 'vitest';
import { readSyntax } from '../../../gateway/operation/readSyntax.js';
import { weighDocument } from '../../../gateway/operation/weighDocument.js';
import { heapAfterCollection } from '../../kit/collectGarbage.js';

const COUNT = 500;

it.each([
  ['small', (index: number) => `{ f${index} }`],
  ['of many short tokens', (index: number) => `{${Array.from({ length: 200 }, (_unused, field) => `a${index}_${field}{b(c:1)}`).join('')}}`],
  ['with a long comment', (index: number) => `# ${index} ${'қ'.repeat(2_000)}\n{ f }`],
  ['with a long text', (index: number) => `{ f(a: """${index} ${'қ'.repeat(2_000)}""") }`],
])('a document that is %s takes no more than it weighs', async (_kind, textOf) => {
  const before = await heapAfterCollection();
  const documents = Array.from({ length: COUNT }, (_unused, index) => readSyntax(textOf(index), 10_000));
  const taken = (await heapAfterCollection()) - before;
  const weight = documents.reduce((sum, document) => sum + weighDocument(document), 0);
  expect(taken).toBeLessThan(weight);
});
