// The list of rules is whole: each file of the folder is in it, under its own name, and has a test.

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCHEMA_RULES } from '../../../schema/check/checkSubgraphs.js';
import { PACKAGE_ROOT } from '../../kit/packageRoot.js';

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(`${PACKAGE_ROOT}/${folder}`)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

describe('the rules about schemas', () => {
  const listed = SCHEMA_RULES.map((rule) => rule.name).sort();

  it('are each listed once and named after their file', () => {
    expect(listed).toEqual(filesOf('schema/check/rules', '.ts'));
  });

  it('each have a test', () => {
    expect(filesOf('test/schema/check', '.test.ts')).toEqual(expect.arrayContaining(listed));
  });
});
