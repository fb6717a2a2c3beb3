// `qaqpa token`: a token alone on standard output, from a key that is made once; one clear line for everything else.

import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadIssuerKey } from '../../cli/issuer/loadIssuerKey.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-token-'));
});

afterEach(() => rm(folder, { recursive: true }));

function qaqpa(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(PACKAGE_ROOT, 'bin/qaqpa.js'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('qaqpa token', () => {
  test('prints a token of the persona, good for half a day, and keeps the key for the next', async () => {
    const first = qaqpa(['token', 'officer']);
    expect(first).toEqual({ status: 0, stdout: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+\n$/) as string, stderr: '' });
    const { iat, exp, ...claims } = decodeJwt(first.stdout.trim());
    expect(claims).toMatchObject({ iss: 'http://127.0.0.1:4100', aud: 'qaqpa', sub: 'persona-officer', scope: 'case:read', regions: ['35', '19'] });
    expect(exp! - iat!).toBe(43_200);
    const second = qaqpa(['token', 'applicant', '--ttl', '60'], { ISSUER_PORT: '4999' });
    const later = decodeJwt(second.stdout.trim());
    expect(later).toMatchObject({ iss: 'http://127.0.0.1:4999', applicant_id: 'person-000001' });
    expect(later.exp! - later.iat!).toBe(60);
    expect(decodeProtectedHeader(second.stdout.trim())).toEqual(decodeProtectedHeader(first.stdout.trim()));
  });

  test('its help lists the personas', () => {
    const { status, stdout } = qaqpa(['token', '--help']);
    expect(status).toBe(0);
    for (const text of ['officer', 'security-clerk', 'employer', 'applicant', 'ops', 'auditor', '--ttl <seconds>']) expect(stdout).toContain(text);
  });

  test.each([
    ['a persona that is none', ['minister'], {}, 'there is no persona "minister"; the personas are officer, security-clerk, employer, applicant, ops, auditor'],
    ['production', ['officer'], { NODE_ENV: 'production' }, 'the development issuer and its tokens are refused in production (NODE_ENV=production): get tokens from the issuer that the gateway is configured with'],
    ['a gateway with an issuer of its own', ['officer'], { OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/jwks', OIDC_AUDIENCE: 'q' }, 'the gateway accepts tokens of https://id.example and none of the development issuer; get one there'],
  ])('refuses %s in one line', (_what, args, env, line) => {
    expect(qaqpa(['token', ...args], env)).toEqual({ status: 1, stdout: '', stderr: `${line}\n` });
  });

  test.each(['0', '86401', '-1', '1.5', 'long'])('refuses a token that is good for %s seconds', (ttl) => {
    const { status, stdout } = qaqpa(['token', 'officer', '--ttl', ttl]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  test('allows a day', () => {
    expect(qaqpa(['token', 'officer', '--ttl', '86400']).status).toBe(0);
  });
});

test('qaqpa issuer is refused in production, in one line', () => {
  expect(qaqpa(['issuer'], { NODE_ENV: 'production' })).toEqual({
    status: 1,
    stdout: '',
    stderr: 'issuer: the development issuer and its tokens are refused in production (NODE_ENV=production): get tokens from the issuer that the gateway is configured with\n',
  });
});

describe('the key of the development issuer', () => {
  test('is for this user alone, and one key however many want it at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadIssuerKey(folder)));
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
    const { mode } = await stat(path.join(folder, 'keys', 'issuer.json'));
    expect(mode & 0o777).toBe(0o600);
    expect(await readdir(path.join(folder, 'keys'))).toEqual(['issuer.json']);
  });

  test.each([
    ['no JSON', 'not json'],
    ['null', 'null'],
    ['another kind of key', '{"kty":"RSA","kid":"dev-1"}'],
    ['a key without the mark of development', async () => (await readFile(path.join(folder, 'keys', 'issuer.json'), 'utf8')).replace('"kid":"dev-', '"kid":"')],
  ])('a file with %s is told, and kept', async (_what, content) => {
    const file = path.join(folder, 'keys', 'issuer.json');
    await loadIssuerKey(folder);
    const text = typeof content === 'string' ? content : await content();
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    const { status, stderr } = qaqpa(['token', 'officer'], { QAQPA_DATA_DIR: folder });
    expect(status).toBe(1);
    expect(stderr.startsWith(`the key of the development issuer cannot be used (${file}: `)).toBe(true);
    expect(stderr.endsWith('); remove the file to have another made\n')).toBe(true);
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
