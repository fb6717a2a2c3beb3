// A set of trusted keys that is not right is no set, and the reason is one line for an operator.

import { describe, expect, it } from 'vitest';
import { readTrustedKeys } from '../../../../schema/contract/signature/readTrustedKeys.js';
import { VECTORS } from '../../../kit/signatureVectors.js';

const [publicKey, secret] = VECTORS.trustedKeys.keys as [(typeof VECTORS.trustedKeys.keys)[number], (typeof VECTORS.trustedKeys.keys)[number]];
const [privateKey] = VECTORS.privateKeys.keys;
const setOf = (...keys: unknown[]): string => JSON.stringify({ keys });

describe('a set of trusted keys', () => {
  it('has keys of both kinds, each with the algorithm that belongs to it', () => {
    const reading = readTrustedKeys(setOf(publicKey, secret));
    expect(reading.kind === 'read' && [...reading.keys.values()].map(({ id, algorithm }) => [id, algorithm])).toEqual([
      ['test-key-ed25519', 'ed25519'],
      ['test-key-hmac', 'hmac-sha256'],
    ]);
  });

  it.each([
    ['no JSON', '{', 'it is no JWK Set: an object with a list "keys"'],
    ['a key without a set', JSON.stringify(publicKey), 'it is no JWK Set: an object with a list "keys"'],
    ['no key', setOf(), 'it holds no key'],
    ['a text', setOf('key'), 'key 1: it is no object'],
    ['no kid', setOf({ ...publicKey, kid: undefined }), 'key 1: its kid is not 1 to 128 characters of A-Z a-z 0-9 . _ : -'],
    ['a kid with a space', setOf({ ...publicKey, kid: 'a b' }), 'key 1: its kid is not 1 to 128 characters of A-Z a-z 0-9 . _ : -'],
    ['the same kid twice', setOf(publicKey, { ...secret, kid: publicKey.kid }), 'key 2: the kid "test-key-ed25519" stands there twice'],
    ['another use', setOf({ ...publicKey, use: 'enc' }), 'key 1: its use is not "sig"'],
    ['an RSA key', setOf({ kty: 'RSA', kid: 'r', n: 'AQAB', e: 'AQAB' }), 'key 1: its kty is neither OKP (ed25519) nor oct (hmac-sha256)'],
    ['another curve', setOf({ ...publicKey, crv: 'X25519' }), 'key 1: its crv is not Ed25519'],
    ['the algorithm of the other kind', setOf({ ...publicKey, alg: 'HS256' }), 'key 1: its alg is neither EdDSA nor Ed25519'],
    ['a private key', setOf(privateKey), 'key 1: it is a private key, which belongs to the gateway alone'],
    ['half a public key', setOf({ ...publicKey, x: 'AAAA' }), 'key 1: its x is no Ed25519 public key'],
    ['a secret of 31 bytes', setOf({ ...secret, k: Buffer.alloc(31, 1).toString('base64url') }), 'key 1: its secret is shorter than 32 bytes'],
    ['a secret for another hash', setOf({ ...secret, alg: 'HS512' }), 'key 1: its alg is not HS256'],
    ['one good key and one bad', setOf(publicKey, {}), 'key 2: its kid is not 1 to 128 characters of A-Z a-z 0-9 . _ : -'],
  ])('is refused with %s', (_what, text, problem) => {
    expect(readTrustedKeys(text)).toEqual({ kind: 'unusable', problem });
  });

  it('takes a secret of 32 bytes', () => {
    expect(readTrustedKeys(setOf({ ...secret, k: Buffer.alloc(32, 1).toString('base64url') })).kind).toBe('read');
  });
});
