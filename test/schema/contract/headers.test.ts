import { expect, it } from 'vitest';
import { isRequestId } from '../../../schema/contract/headers.js';

it.each([
  ['of version 4', '5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f'],
  ['of version 7, in capitals', '01980C7E-5D2B-7A1C-B5F3-1C9E0A7D42E6'],
  ['with eleven digits at its end', '5f0c1d1e-6f0e-4c3e-9d55-a91010130012'],
])('a UUID %s is the id of a request', (_what, text) => {
  expect(isRequestId(text)).toBe(true);
});

it.each([
  ['ends with the twelve digits of a person', '5f0c1d1e-6f0e-4c3e-9d55-910101300123'],
  ['is a UUID of another version', '00000000-0000-1000-8000-00000000000a'],
  ['is a UUID of no variant', '5f0c1d1e-6f0e-4c3e-0d55-0a1b2c3d4e5f'],
  ['is the number of a person', '910101300123'],
  ['is the id of a person', 'person-000001'],
  ['has something behind', '5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f.person-000001'],
  ['has something before', 'person-5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f'],
  ['has another line', '5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f\nperson'],
  ['is empty', ''],
  ['is several', ['5f0c1d1e-6f0e-4c3e-9d55-0a1b2c3d4e5f']],
  ['is missing', undefined],
])('what %s is not', (_what, text) => {
  expect(isRequestId(text)).toBe(false);
});
