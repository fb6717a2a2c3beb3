import { mkdtemp, rename, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchFile } from '../../../gateway/generation/watchFile.js';
import { waitFor } from '../../kit/waitFor.js';

let folder: string;
let file: string;
let changes: number;
let stop: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
  file = join(folder, 'supergraph.graphql');
  changes = 0;
  stop = () => undefined;
});

afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

const watch = async () => {
  stop = await watchFile(file, 5, () => (changes += 1));
};

const changed = () => waitFor('the change', () => changes > 0);

it('tells of a file that is written in place', async () => {
  await writeFile(file, 'one');
  await watch();
  await writeFile(file, 'two');
  await changed();
});

it('tells of one that another takes the place of', async () => {
  await writeFile(file, 'one');
  await watch();
  await writeFile(`${file}.new`, 'one');
  await rename(`${file}.new`, file);
  await changed();
});

it('tells of a symbolic link that leads elsewhere', async () => {
  for (const version of ['v1', 'v2']) await writeFile(join(folder, version), 'same');
  await symlink(join(folder, 'v1'), file);
  await watch();
  await symlink(join(folder, 'v2'), `${file}.new`);
  await rename(`${file}.new`, file);
  await changed();
});

it('tells of a file that goes, and of its return', async () => {
  await writeFile(file, 'one');
  await watch();
  await unlink(file);
  await changed();
  changes = 0;
  await writeFile(file, 'one');
  await changed();
});

it('tells of a file that is cut off', async () => {
  await writeFile(file, 'one');
  await watch();
  await truncate(file, 0);
  await changed();
});

it('tells of nothing where nothing changes, or the interval is 0', async () => {
  await writeFile(file, 'one');
  const other = join(folder, 'other');
  await writeFile(other, 'one');
  stop = await watchFile(other, 0, () => (changes += 1));
  await writeFile(other, 'two');
  await watch();
  // A second watch that sees a change shows that the first has had its time to look.
  let othersChanges = 0;
  const stopOther = await watchFile(other, 5, () => (othersChanges += 1));
  for (let count = 1; count <= 3; count += 1) {
    await writeFile(other, 'x'.repeat(count));
    await waitFor('the other change', () => othersChanges >= count);
  }
  stopOther();
  expect(changes).toBe(0);
});
