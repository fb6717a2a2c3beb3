// The key of the development issuer: made once per data folder and kept in `<dataDir>/keys/issuer.json`, so that the
// issuer and `qaqpa token` sign alike and a token outlives a restart. Whoever can read the file can be anybody, hence
// its mode, and the mark in its id by which a gateway in production refuses it.

import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { DEVELOPMENT_KEY_PREFIX } from '../../schema/contract/signature/agreement.js';
import { CliError } from '../CliError.js';

export interface IssuerKey {
  readonly keyId: string;
  readonly algorithm: 'EdDSA';
  readonly privateKey: CryptoKey;
  /** For the key set. */
  readonly publicJwk: JWK;
}

const ALGORITHM = 'EdDSA';

/**
 * Makes the key where there is none.
 * @throws CliError where the file cannot be read, written or used.
 */
export async function loadIssuerKey(dataDir: string): Promise<IssuerKey> {
  const file = path.join(path.resolve(dataDir), 'keys', 'issuer.json');
  const text = await readFile(file, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw unusable(file, error.message);
    await makeKey(file).catch((reason: Error) => {
      throw unusable(file, reason.message);
    });
    return readFile(file, 'utf8');
  });
  return readKey(text).catch((error: Error) => {
    throw unusable(file, error.message);
  });
}

/** Two processes may make it at once: the first to put it in place wins, and both read what is there. */
async function makeKey(file: string): Promise<void> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const keyId = `${DEVELOPMENT_KEY_PREFIX}${(await calculateJwkThumbprint(jwk)).slice(0, 16)}`;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const own = `${file}.${process.pid}`;
  await writeFile(own, JSON.stringify({ ...jwk, alg: ALGORITHM, use: 'sig', kid: keyId }), { mode: 0o600 });
  try {
    await link(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(own, { force: true });
  }
}

async function readKey(text: string): Promise<IssuerKey> {
  const jwk = JSON.parse(text) as JWK;
  const { kid: keyId, kty, crv, x, d } = jwk;
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || typeof d !== 'string' || keyId?.startsWith(DEVELOPMENT_KEY_PREFIX) !== true) {
    throw new Error(`it holds no Ed25519 key with an id that begins with ${DEVELOPMENT_KEY_PREFIX}`);
  }
  const privateKey = await importJWK({ kty, crv, x, d }, ALGORITHM);
  if (privateKey instanceof Uint8Array) throw new Error('it holds no private key');
  return { keyId, algorithm: ALGORITHM, privateKey, publicJwk: { kty, crv, x, alg: ALGORITHM, use: 'sig', kid: keyId } };
}

function unusable(file: string, reason: string): CliError {
  return new CliError(`the key of the development issuer cannot be used (${file}: ${reason}); remove the file to have another made`);
}
