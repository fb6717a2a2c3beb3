import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { GATEWAY_FOLDER } from './bugs/plantBug.js';
import { checkCase, type FuzzCase } from './run/FuzzCase.js';
import { loadGateway } from './subject/loadGateway.js';

const FOLDER = join(PACKAGE_ROOT, 'test', 'fuzz', 'corpus');

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

it.each(files)('%s is answered as graphql-js answers it', async (file) => {
  const found = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as FuzzCase;
  expect(await checkCase(await loadGateway(GATEWAY_FOLDER), found)).toBeUndefined();
});
