// What it costs the gateway to sign one call, and an agency to check it: CPU microseconds per call, with everything
// that a call may carry and a body of the given size. The crypto lines say how much of it the algorithm alone takes.
//
//   npm run build && node bench/micro/signCall.ts [bytes of the body]

import { createSecretKey, generateKeyPairSync, randomBytes, randomUUID, sign, verify, type KeyObject } from 'node:crypto';
import { CallSigner } from '../../dist/gateway/subgraph/signature/CallSigner.js';
import { encodeCaller } from '../../dist/schema/contract/Caller.js';
import { CallGuard } from '../../dist/subgraphs/kit/caller/CallGuard.js';

const CALLS = 4_000;
const BODY = 'x'.repeat(Number(process.argv[2] ?? 1_000));
const BYTES = Buffer.from(BODY);
const FIELDS = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
  'x-agency': 'applicants',
  'x-request-id': randomUUID(),
  'x-deadline-ms': '1000',
  'x-caller': encodeCaller({ issuer: 'https://id.example', subject: 'officer-17', scopes: ['cases:read', 'checks:read'], regions: ['75'] }),
  'x-purpose': 'case-work',
  'x-case-id': 'case-000001',
  'x-consent': 'simulated-consent-0001',
};

/** Stands still: on a busy machine the last call would have expired before it is checked. */
const NOW_MS = Date.now();

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const secret = createSecretKey(randomBytes(32));
const BASE = randomBytes(900);
const SIGNATURE = sign(null, BASE, privateKey);

measure('Ed25519 alone, signing', () => void sign(null, BASE, privateKey));
measure('Ed25519 alone, checking', () => void verify(null, BASE, publicKey, SIGNATURE));
measureWay('ed25519', privateKey, publicKey);
measureWay('hmac-sha256', secret, secret);

function measureWay(algorithm: 'ed25519' | 'hmac-sha256', signingKey: KeyObject, checkingKey: KeyObject): void {
  const signer = new CallSigner({ current: { id: 'gateway-1', algorithm, key: signingKey } }, () => NOW_MS);
  const keys = { find: () => ({ id: 'gateway-1', algorithm, key: checkingKey }) };
  const guard = new CallGuard('applicants', { kind: 'signed', keys }, { now: () => new Date(NOW_MS) });
  const signed: string[][] = [];
  measure(`${algorithm}, signing`, () => void signed.push(Object.entries(signer.sign('/graphql', FIELDS, BODY)).flat()));
  measure(`${algorithm}, checking`, () => {
    const call = guard.admit({ method: 'POST', url: '/graphql', rawHeaders: signed.pop() ?? [] });
    if (call.kind === 'refused' || guard.accept(call, BYTES) !== undefined) throw new Error('a call was refused');
  });
}

/** Once to warm up, then measured. */
function measure(name: string, work: () => void): void {
  for (let call = 0; call < CALLS; call += 1) work();
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call += 1) work();
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${name.padEnd(26)} ${((user + system) / CALLS).toFixed(1).padStart(7)} µs\n`);
}
