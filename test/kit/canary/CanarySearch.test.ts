// The searcher finds a canary in each form in which it could stand somewhere, and nothing where there is none.

import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasCheckDigit } from '../../../subgraphs/kit/identifiers/checkDigit.js';
import { createCanaries, listCanaries } from './Canary.js';
import { CanarySearch } from './CanarySearch.js';

const canaries = createCanaries();
const search = new CanarySearch(listCanaries(canaries));
const others = new CanarySearch(listCanaries(createCanaries()));

const kindsIn = (place: string | Buffer): string[] => search.search(place, 'here').map(({ canary }) => canary);

const escapeAll = (text: string): string => Array.from({ length: text.length }, (_, index) => String.raw`\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
const lineAround = (text: string | Buffer): Buffer => Buffer.concat([Buffer.from('{"level":30,"msg":"'), Buffer.from(text), Buffer.from('","more":"x"}\n')]);

/** Flags FNAME, FCOMMENT and FHCRC (RFC 1952 §2.3.1), and what they announce. */
const renameGzip = (packed: Buffer): Buffer =>
  Buffer.concat([packed.subarray(0, 3), Buffer.from([0b1_1010]), packed.subarray(4, 10), Buffer.from('name\0comment\0xx'), packed.subarray(10, -8), Buffer.alloc(8)]);

const ENCODINGS: readonly (readonly [name: string, encode: (text: string) => string | Buffer])[] = [
  ['plain', (text) => text],
  ['in capitals', (text) => text.toUpperCase()],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['hex', (text) => Buffer.from(text).toString('hex')],
  ['hex in capitals', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ['a buffer, as JSON has it', (text) => JSON.stringify(Buffer.from(text))],
  ['JSON within JSON', (text) => JSON.stringify(JSON.stringify({ text }))],
  ['JSON, every character escaped', escapeAll],
  ['JSON, every character escaped twice', (text) => JSON.stringify(escapeAll(text)).slice(1, -1)],
  ['JSON, escapes in capitals', (text) => escapeAll(text).replaceAll(/[a-f]/g, (digit) => digit.toUpperCase())],
  ['every byte escaped as C has it', (text) => Array.from(Buffer.from(text), (byte) => String.raw`\x${byte.toString(16).padStart(2, '0')}`).join('')],
  ['URL', (text) => encodeURIComponent(text)],
  ['URL, every byte escaped', (text) => Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
  ['URL within a URL', (text) => encodeURIComponent(encodeURIComponent(`?id=${text}`))],
  ['URL within JSON', (text) => JSON.stringify(JSON.stringify(encodeURIComponent(text)))],
  ...[0, 1, 2, 3].flatMap((before) =>
    [0, 1, 2].flatMap((after) =>
      (['base64', 'base64url'] as const).map(
        (encoding) => [`${encoding} with ${before} bytes before and ${after} behind`, (text: string) => Buffer.from(`${'~'.repeat(before)}${text}${'~'.repeat(after)}`).toString(encoding)] as const,
      ),
    ),
  ),
  ['a token', (text) => `ey.${Buffer.from(JSON.stringify({ iss: 'x', sub: text })).toString('base64url')}.sig`],
  ['gzip', (text) => gzipSync(`much of it ${text}`)],
  ['gzip with a name, a comment and a wrong checksum', (text) => renameGzip(gzipSync(text))],
  ['gzip that was cut off', (text) => gzipSync(`${text} and then ${createHash('sha512').update(text).digest('base64').repeat(9)}`).subarray(0, -40)],
  ['deflate', (text) => deflateSync(text)],
  ['deflate, fast', (text) => deflateSync(text, { level: 1 })],
  ['deflate, small', (text) => deflateSync(text, { level: 9 })],
  ['gzip within gzip', (text) => gzipSync(gzipSync(text))],
  ['JSON escapes within gzip', (text) => gzipSync(JSON.stringify(escapeAll(text)))],
  ['gzip as base64', (text) => gzipSync(text).toString('base64')],
  ['deflate as base64url', (text) => deflateSync(text).toString('base64url')],
  ['gzip as hex', (text) => gzipSync(text).toString('hex')],
  ...['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) =>
    (['hex', 'base64', 'base64url'] as const).map((encoding) => [`${algorithm} in ${encoding}`, (text: string) => createHash(algorithm).update(text).digest(encoding)] as const),
  ),
  ['sha256, cut to its first 16 digits', (text) => createHash('sha256').update(text).digest('hex').slice(0, 16)],
  ['md5 in capitals', (text) => createHash('md5').update(text).digest('hex').toUpperCase()],
];

describe.each(Object.entries(canaries) as [string, string][])('a canary of the kind %s', (kind, text) => {
  it.each(ENCODINGS)('is found as %s', (_name, encode) => {
    const encoded = encode(text);
    expect(kindsIn(lineAround(encoded))).toEqual([kind]);
    expect(others.search(lineAround(encoded), 'here')).toEqual([]);
  });

  it.each([
    ['raw deflate', deflateRawSync],
    ['brotli', brotliCompressSync],
  ])('is found where the whole place is %s', (_name, compress) => {
    expect(kindsIn(compress(lineAround(text)))).toEqual([kind]);
  });

  it('is not found where a character is missing', () => {
    expect(kindsIn(lineAround(text.slice(0, -1)))).toEqual([]);
    expect(kindsIn(lineAround(text.slice(1)))).toEqual([]);
  });
});

it('all that stand in one place are found, with the way to each', () => {
  const findings = search.search(lineAround(gzipSync(`${canaries.person} ${canaries.iin}`)), 'the log');
  const place = { form: 'plain', where: 'the log › gzip at 19', excerpt: `${canaries.person} ${canaries.iin}` };
  expect(findings).toEqual([
    { canary: 'person', ...place },
    { canary: 'iin', ...place },
  ]);
});

it('a keyed hash is not found: nobody can make it who does not have the key', () => {
  expect(kindsIn(createHash('sha256').update('a key').update(canaries.iin).digest('hex'))).toEqual([]);
});

it('a BIN among canaries passes for one', () => {
  for (let count = 0; count < 100; count += 1) expect(hasCheckDigit(createCanaries().bin)).toBe(true);
});

describe('in a folder', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-canary-'));
    await mkdir(path.join(folder, 'logs', 'deep'), { recursive: true });
    await mkdir(path.join(folder, 'store'));
    await writeFile(path.join(folder, 'logs', 'deep', 'a.log.gz'), gzipSync(canaries.name));
    await writeFile(path.join(folder, 'store', 'table'), canaries.person);
    await writeFile(path.join(folder, canaries.latinName), 'nothing');
    await writeFile(path.join(folder, 'old'), canaries.case);
    await utimes(path.join(folder, 'old'), new Date(0), new Date(0));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('every file and every name is looked at', async () => {
    const findings = await search.searchFolder(folder);
    expect([...new Set(findings.map(({ canary }) => canary))].toSorted()).toEqual(['case', 'latinName', 'name', 'person']);
  });

  it('but for those that are left out', async () => {
    const findings = await search.searchFolder(folder, { except: ['store', canaries.latinName] });
    expect([...new Set(findings.map(({ canary }) => canary))].toSorted()).toEqual(['case', 'name']);
  });

  // That a file was touched is a change, whatever time it was given.
  it.each([
    [-60_000, ['case', 'latinName', 'name', 'person']],
    [60_000, ['latinName']],
  ])('and those that were last changed before, where canaries were made %i ms from now', async (ms, kinds) => {
    const findings = await search.searchFolder(folder, { changedSince: new Date(Date.now() + ms) });
    expect([...new Set(findings.map(({ canary }) => canary))].toSorted()).toEqual(kinds);
  });
});
