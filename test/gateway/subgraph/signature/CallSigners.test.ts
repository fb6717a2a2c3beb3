// Which key signs for which agency, and what an operator reads where the settings do not fit together.

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../../gateway/config/loadConfig.js';
import { BrokenEndpoint } from '../../../../gateway/errors/BrokenEndpoint.js';
import { StartUpError } from '../../../../gateway/errors/StartUpError.js';
import { CallSigners, type SigningConfig } from '../../../../gateway/subgraph/signature/CallSigners.js';

const folder = mkdtempSync(path.join(tmpdir(), 'qaqpa-signers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const { privateKey } = generateKeyPairSync('ed25519');
const PEM = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
const JWK = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'gateway-1' });
const SECRET = JSON.stringify({ kty: 'oct', kid: 'shared-1', k: Buffer.alloc(32, 1).toString('base64url') });
const DEVELOPMENT = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'dev-gateway-1' });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
const pemFile = fileWith('gateway.pem', PEM);
const jwkFile = fileWith('gateway.jwk', JWK);
const secretFile = fileWith('secret.jwk', SECRET);

const development = (signing?: SigningConfig['signing']): SigningConfig => ({ environment: 'development', ...(signing && { signing }) });

/** The signature-input of one call: it names key and algorithm. */
function signedWith(signers: CallSigners, agency: Parameters<CallSigners['signerFor']>[1] = {}): string | undefined {
  const fields = signers.signerFor('applicants', agency)?.sign('/graphql', { 'x-agency': 'applicants' }, '{}');
  return fields && /alg="([^"]+)";keyid="([^"]+)"/.exec(fields['signature-input'] ?? '')?.slice(1).join(' ');
}

describe('calls to an agency are signed', () => {
  it.each<[string, SigningConfig['signing'], Parameters<CallSigners['signerFor']>[1], string | undefined]>([
    ['not at all without a key', undefined, {}, undefined],
    ['with the common key, where there is one', { keyFile: jwkFile }, {}, 'ed25519 gateway-1'],
    ['with a key in PEM, under the name that is told', { keyFile: pemFile, keyId: 'gateway-2' }, {}, 'ed25519 gateway-2'],
    ['with a key in the configuration', { key: JWK }, {}, 'ed25519 gateway-1'],
    ['with a key in PEM in the configuration', { key: PEM, keyId: 'gateway-2' }, { signature: 'ed25519' }, 'ed25519 gateway-2'],
    ['not at all, where the agency wants none', { keyFile: jwkFile }, { signature: 'none' }, undefined],
    ['with the secret of the agency', { keyFile: jwkFile }, { signature: 'hmac-sha256', signingKeyFile: secretFile }, 'hmac-sha256 shared-1'],
    ['with an Ed25519 key of the agency’s own', undefined, { signingKeyFile: jwkFile }, 'ed25519 gateway-1'],
  ])('%s', (_how, signing, agency, wanted) => {
    expect(signedWith(new CallSigners(development(signing)), agency)).toBe(wanted);
  });

  it('as the environment says', () => {
    const config = loadConfig({ env: { SIGNING_KEY_FILE: pemFile, SIGNING_KEY_ID: 'gateway-3', APPLICANTS_SIGNING_KEY_FILE: secretFile } });
    expect(config.signing).toEqual({ keyFile: pemFile, keyId: 'gateway-3' });
    expect(signedWith(new CallSigners(config), { ...config.agencies['applicants'], signature: 'hmac-sha256' })).toBe('hmac-sha256 shared-1');
    expect(signedWith(new CallSigners(config), config.agencies['labour-demand'])).toBe('ed25519 gateway-3');
  });
});

describe('a gateway does not start', () => {
  const broken = fileWith('broken.jwk', '{');
  const password = fileWith('password.pem', privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }) as string);
  const publicOnly = fileWith('public.jwk', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', kid: 'p', x: (JSON.parse(JWK) as { x: string }).x }));

  it.each<[string, SigningConfig, Parameters<CallSigners['signerFor']>[1], string]>([
    ['no file', development({ keyFile: '/nowhere/key' }), {}, 'signing.keyFile: /nowhere/key: expected a readable file, found no file'],
    ['a folder', development({ keyFile: folder }), {}, `signing.keyFile: ${folder}: expected a readable file, found EISDIR`],
    ['PEM without a name', development({ keyFile: pemFile }), {}, `signing.keyFile: ${pemFile}: a key in PEM has no name of its own: set signing.keyId or SIGNING_KEY_ID`],
    ['half a JWK', development({ keyFile: broken }), {}, `signing.keyFile: ${broken}: it is neither PEM nor a JWK`],
    ['a public key', development({ keyFile: publicOnly }), {}, `signing.keyFile: ${publicOnly}: it holds no private key that can be read without a password`],
    ['a key with a password', development({ keyFile: password, keyId: 'p' }), {}, `signing.keyFile: ${password}: it holds no private key that can be read without a password`],
    ['a key of another kind', development({ key: EC, keyId: 'e' }), {}, 'signing.key: it is a key for ec, not for Ed25519'],
    ['a JWK without a name', development({ key: JWK.replace('gateway-1', 'a b') }), {}, 'signing.key: its kid is not 1 to 128 characters of A-Z a-z 0-9 . _ : -'],
    ['two keys', development({ key: JWK, keyFile: jwkFile }), {}, 'signing: keyFile (SIGNING_KEY_FILE) and key (SIGNING_KEY) are both set; one of them says which key it is'],
    ['a name without a key', development({ keyId: 'gateway-1' }), {}, 'signing.keyId: there is no key to it; set signing.keyFile or SIGNING_KEY'],
    ['a development key in production', { environment: 'production', signing: { key: DEVELOPMENT } }, {}, 'signing.key: "dev-gateway-1" is a development key, which production refuses; qaqpa keys make --production makes one'],
    ['no key for an agency that wants one', development(), { signature: 'ed25519' }, 'agencies.applicants.signature: ed25519 needs a key: set signing.keyFile, SIGNING_KEY_FILE or SIGNING_KEY'],
    ['no secret for an agency that wants one', development(), { signature: 'hmac-sha256' }, 'agencies.applicants.signature: hmac-sha256 needs a key: set agencies.applicants.signingKeyFile or APPLICANTS_SIGNING_KEY_FILE'],
    ['the common key for hmac-sha256', development({ key: JWK }), { signature: 'hmac-sha256' }, 'agencies.applicants.signature: hmac-sha256 needs another key than "gateway-1", which is for ed25519'],
    ['a secret that nobody asked for', development(), { signingKeyFile: secretFile }, 'agencies.applicants.signature: ed25519 needs another key than "shared-1", which is for hmac-sha256'],
  ])('with %s', (_what, config, agency, message) => {
    const start = () => new CallSigners(config).signerFor('applicants', agency);
    expect(start).toThrow(new StartUpError(message));
  });

  it('with a development key of one agency in production', () => {
    const signingKeyFile = fileWith('development.jwk', DEVELOPMENT);
    expect(() => new CallSigners({ environment: 'production', agencies: { applicants: { signingKeyFile } } })).toThrow(/development key, which production refuses/);
  });

  it('and takes a development key in development', () => {
    expect(signedWith(new CallSigners(development({ key: DEVELOPMENT })))).toBe('ed25519 dev-gateway-1');
  });
});

describe('a key in a file', () => {
  it('is replaced when it is read again, and kept where the file cannot be used', () => {
    const file = fileWith('rotated.jwk', JWK);
    const signers = new CallSigners(development({ keyFile: file }));
    const [key] = signers.keysInFiles();
    writeFileSync(file, JWK.replace('gateway-1', 'gateway-2'));
    expect(key?.reread().kind).toBe('read');
    expect(signedWith(signers)).toBe('ed25519 gateway-2');
    writeFileSync(file, '{');
    expect(key?.reread()).toEqual({ kind: 'unusable', problem: `signing.keyFile: ${file}: it is neither PEM nor a JWK` });
    writeFileSync(file, SECRET);
    expect(key?.reread()).toEqual({ kind: 'unusable', problem: 'signing.keyFile: the key in use is for ed25519, "shared-1" is for hmac-sha256' });
    expect(signedWith(signers)).toBe('ed25519 gateway-2');
  });

  it('of one agency that cannot be used is that agency’s alone, and is read again when its signer is asked for', () => {
    const signingKeyFile = path.join(folder, 'later.jwk');
    const agency = { signature: 'hmac-sha256', signingKeyFile } as const;
    const signers = new CallSigners({ environment: 'development', agencies: { applicants: agency }, signing: { keyFile: jwkFile } });
    expect(() => signers.signerFor('applicants', agency)).toThrow(BrokenEndpoint);
    expect(signers.signerFor('labour-demand', {})).toBeDefined();
    // Whoever watches files has to know of it already.
    expect(signers.keysInFiles().map(({ file }) => file)).toEqual([jwkFile, signingKeyFile]);
    fileWith('later.jwk', '{');
    expect(() => signers.signerFor('applicants', agency)).toThrow(`${signingKeyFile}: it is neither PEM nor a JWK`);
    fileWith('later.jwk', '{"kty":"oct","kid":"s","k":"AAAA"}');
    expect(() => signers.signerFor('applicants', agency)).toThrow(`${signingKeyFile}: its secret is shorter than 32 bytes`);
    fileWith('later.jwk', SECRET);
    expect(signedWith(signers, agency)).toBe('hmac-sha256 shared-1');
  });
});
