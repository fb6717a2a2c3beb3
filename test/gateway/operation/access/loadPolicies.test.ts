import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadPolicies } from '../../../../gateway/operation/access/loadPolicies.js';

let folder: string;
let faults: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policies-'));
  faults = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function load(text: string) {
  const file = join(folder, 'policies.mjs');
  await writeFile(file, text);
  return loadPolicies(file, (policy) => faults.push(policy));
}

it('takes each export as the policy of its name', async () => {
  const policies = await load("const known = (caller) => caller !== undefined; export { known as 'is-known' }; export const never = () => false;");
  expect([...policies.keys()].toSorted()).toEqual(['is-known', 'never']);
  expect(policies.get('is-known')?.({ issuer: 'i', subject: 's', scopes: [], regions: [] })).toBe(true);
  expect(policies.get('is-known')?.(undefined)).toBe(false);
});

it.each([
  ['throws', 'export const p = () => { throw new Error("x"); };', ['p']],
  ['gives a promise', 'export const p = async () => true;', []],
  ['gives what is only like true', 'export const p = () => 1;', []],
])('a policy that %s is not fulfilled', async (_what, text, heard) => {
  expect((await load(text)).get('p')?.(undefined)).toBe(false);
  expect(faults).toEqual(heard);
});

it.each([
  ['no function', 'export const p = true;', 'a policy is a function of the caller, and "p" is none'],
  ['no module', 'export const', 'the policies cannot be loaded'],
])('says of %s what is wrong', async (_what, text, message) => {
  await expect(load(text)).rejects.toThrow(message);
});

it('says which file is missing', async () => {
  await expect(loadPolicies(join(folder, 'absent.mjs'), () => undefined)).rejects.toThrow('absent.mjs: the policies cannot be loaded');
});
