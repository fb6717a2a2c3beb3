// The vectors hold for our own code in both directions, for an implementation that knows nothing of ours, and for
// the program of docs/signatures.md.

import { spawnSync } from 'node:child_process';
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { verifySignature, type UntrustedSignatureCandidate } from 'http-message-sig';
import { describe, expect, it } from 'vitest';
import { readSigningKey } from '../../../../gateway/subgraph/signature/readSigningKey.js';
import { CALL_TAG, CLOCK_TOLERANCE_S, SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER, SIGNATURE_LIFETIME_S } from '../../../../schema/contract/signature/agreement.js';
import { readTrustedKeys } from '../../../../schema/contract/signature/readTrustedKeys.js';
import { readSignatureInput } from '../../../../schema/contract/signature/SignatureInput.js';
import { signCall } from '../../../../schema/contract/signature/signCall.js';
import { componentsOf } from '../../../../schema/contract/signature/SignedRequest.js';
import { CallGuard } from '../../../../subgraphs/kit/caller/CallGuard.js';
import { isRefusal } from '../../../../subgraphs/kit/caller/Refusal.js';
import { TrustedKeys } from '../../../../subgraphs/kit/caller/TrustedKeys.js';
import { PACKAGE_ROOT } from '../../../kit/packageRoot.js';
import { VECTORS, VECTORS_FILE, type SignatureVector } from '../../../kit/signatureVectors.js';

const accepted = VECTORS.calls.filter(({ verdict }) => verdict === 'accepted');

/** What an agency says to the call at that time: undefined where it accepts it. */
function judge({ method, target, fields, body, receivedAt }: SignatureVector): string | undefined {
  const clock = { now: () => new Date(receivedAt * 1_000) };
  const source = { setting: 'vectors', from: { kind: 'text' as const, text: JSON.stringify(VECTORS.trustedKeys) }, developmentKeysAllowed: false };
  const keys = new TrustedKeys(source, clock, { onReread: () => undefined });
  const guard = new CallGuard(VECTORS.agency, { kind: 'signed', keys }, clock);
  const call = guard.admit({ method, url: target, rawHeaders: Object.entries(fields).flat() });
  return isRefusal(call) ? call.reason : guard.accept(call, Buffer.from(body))?.reason;
}

function parametersOf({ fields }: SignatureVector) {
  const reading = readSignatureInput(fields[SIGNATURE_INPUT_HEADER]!, fields[SIGNATURE_HEADER]!);
  if (reading.kind === 'unreadable') throw new Error(reading.reason);
  return reading.input.parameters;
}

const policyOf = (call: SignatureVector) => ({
  algorithms: ['ed25519', 'hmac-sha256'],
  requiredComponents: componentsOf(call),
  requiredParameters: ['created', 'expires', 'nonce', 'alg', 'keyid', 'tag'],
  maxAge: SIGNATURE_LIFETIME_S + CLOCK_TOLERANCE_S,
  clockSkew: CLOCK_TOLERANCE_S,
  now: call.receivedAt,
  validate: ({ parameters }: { parameters: { tag?: string } }) => parameters.tag === CALL_TAG,
});

const resolveVerifier = ({ parameters: { keyid } }: UntrustedSignatureCandidate) => {
  const jwk = VECTORS.trustedKeys.keys.find(({ kid }) => kid === keyid);
  if (jwk?.kty === 'OKP') {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    return { algorithm: 'ed25519', verify: (text: Uint8Array, signature: Uint8Array) => verify(null, text, key, signature) };
  }
  const secret = Buffer.from(jwk?.k ?? '', 'base64url');
  return {
    algorithm: 'hmac-sha256',
    verify: (text: Uint8Array, signature: Uint8Array) => timingSafeEqual(createHmac('sha256', secret).update(text).digest(), signature),
  };
};

function checkElsewhere(call: SignatureVector) {
  const fields = Object.entries(call.fields).map(([name, value]) => ({ name, value }));
  const message = { kind: 'request' as const, method: call.method, targetUri: `https://agency.example${call.target}`, fields };
  return verifySignature(message, { policy: policyOf(call), resolveVerifier });
}

describe('an agency judges the vectors as they say:', () => {
  it.each(VECTORS.calls)('$verdict: $name', (call) => {
    expect(judge(call)).toBe(call.reason);
  });
});

describe('the gateway signs byte for byte as in the vectors:', () => {
  it.each(accepted)('$name', (call) => {
    const { created, nonce, keyid } = parametersOf(call);
    const key = readSigningKey(JSON.stringify(VECTORS.privateKeys.keys.find(({ kid }) => kid === keyid)), undefined);
    if (key.kind === 'unusable') throw new Error(key.problem);
    const { 'content-digest': _digest, 'signature-input': _input, signature: _signature, ...fields } = call.fields;
    expect({ ...fields, ...signCall({ ...call, fields }, call.body, key.key, { created, nonce }) }).toEqual(call.fields);
  });
});

describe('http-message-sig, which knows nothing of our code, verifies:', () => {
  it.each(accepted)('$name', async (call) => {
    await expect(checkElsewhere(call)).resolves.toMatchObject({ label: 'qaqpa' });
  });

  it.each(['x-purpose', 'x-caller', 'x-case-id', 'x-consent', 'x-deadline-ms', 'x-request-id', 'x-agency', 'content-digest'])('and refuses another %s', async (name) => {
    const call = accepted[0]!;
    await expect(checkElsewhere({ ...call, fields: { ...call.fields, [name]: `${call.fields[name]}0` } })).rejects.toThrow();
  });
});

describe('the program of docs/signatures.md', () => {
  // pkeyutl takes whole messages (-rawin) from version 3 on.
  const canRun = spawnSync('python3', ['--version']).status === 0 && /^OpenSSL [3-9]/.test(spawnSync('openssl', ['version']).stdout?.toString() ?? '');

  it.skipIf(!canRun)('judges every vector as it says', () => {
    const page = readFileSync(path.join(PACKAGE_ROOT, 'docs', 'signatures.md'), 'utf8');
    const [, program] = /^```python\n([\s\S]*?)^```$/m.exec(page)!;
    const folder = mkdtempSync(path.join(tmpdir(), 'qaqpa-vectors-'));
    try {
      writeFileSync(path.join(folder, 'check.py'), program!);
      const { stdout, stderr, status } = spawnSync('python3', [path.join(folder, 'check.py'), VECTORS_FILE], { encoding: 'utf8' });
      const said = stdout.trimEnd().split('\n').map((line) => line.replace(/ \(.*\)$/, ''));
      expect({ stderr, said, status }).toEqual({ stderr: '', said: VECTORS.calls.map(({ verdict, name }) => `${verdict}: ${name}`), status: 0 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the keys of the vectors', () => {
  it('are named as what they are', () => {
    const reading = readTrustedKeys(JSON.stringify(VECTORS.trustedKeys));
    expect(reading.kind === 'read' && [...reading.keys.keys()]).toEqual(['test-key-ed25519', 'test-key-hmac']);
  });
});
