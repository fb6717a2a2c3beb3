// docs/errors.md is the reader's view of the error registry: neither says anything the other does not.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_REGISTRY } from '../../gateway/errors/errorRegistry.js';
import { PACKAGE_ROOT } from '../../gateway/util/packageRoot.js';
import { ERROR_CODES } from '../../schema/contract/errorCodes.js';

const page = readFileSync(join(PACKAGE_ROOT, 'docs/errors.md'), 'utf8');

/** Rows of the page's table: code → its cells, in order. */
const documented = new Map(
  page
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+` \|/.test(line))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()))
    .map(([code = '', ...cells]) => [code.replaceAll('`', ''), cells] as const),
);

describe('docs/errors.md', () => {
  it.each(ERROR_CODES)('says of %s what the registry says', (code) => {
    const { httpStatus, party, message, cause, nextStep } = ERROR_REGISTRY[code];
    expect(documented.get(code)).toEqual([String(httpStatus), party, message, cause, nextStep]);
  });

  it('lists no code that does not exist', () => {
    expect([...documented.keys()].filter((code) => !Object.hasOwn(ERROR_REGISTRY, code))).toEqual([]);
  });
});

describe('the error registry', () => {
  it('has exactly the codes of the contract', () => {
    expect(Object.keys(ERROR_REGISTRY).toSorted()).toEqual(ERROR_CODES.toSorted());
  });
});
