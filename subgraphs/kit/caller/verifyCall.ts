// Whether a call is signed as agreed (schema/contract/signature): decided from the request line and the header
// fields alone, before a byte of the body is read. The body is then held against the digest that was signed.

import type { SignedRequest } from '../../../schema/contract/signature/SignedRequest.js';
import { componentsOf, writeSignatureBase } from '../../../schema/contract/signature/SignedRequest.js';
import {
  CLOCK_TOLERANCE_S,
  CONTENT_DIGEST_HEADER,
  NONCE_LENGTH,
  SIGNATURE_HEADER,
  SIGNATURE_INPUT_HEADER,
  SIGNATURE_LIFETIME_S,
} from '../../../schema/contract/signature/agreement.js';
import { isSignatureOf } from '../../../schema/contract/signature/CallKey.js';
import { readSignatureInput, type SignatureParameters } from '../../../schema/contract/signature/SignatureInput.js';
import { AGENCY_HEADER } from '../../../schema/contract/headers.js';
import type { Refusal } from './Refusal.js';
import type { TrustedKeys } from './TrustedKeys.js';

export interface VerifiedCall {
  readonly kind: 'verified';
  /** The field Content-Digest, which was signed: the body has to fit it. */
  readonly contentDigest: string;
  /** Never seen before in a call with this key, or the call is a replay. */
  readonly nonce: string;
  /** Second since the epoch from which on the call is refused for its age. */
  readonly acceptableUntil: number;
}

export interface VerifyOptions {
  /** Own name: a call that was signed for another agency is refused. */
  readonly agency: string;
  readonly keys: Pick<TrustedKeys, 'find'>;
  /** Second since the epoch. */
  readonly now: number;
}

export function verifyCall(request: SignedRequest, { agency, keys, now }: VerifyOptions): VerifiedCall | Refusal {
  const { [SIGNATURE_INPUT_HEADER]: inputField, [SIGNATURE_HEADER]: signatureField } = request.fields;
  if (inputField === undefined || signatureField === undefined) return refuse('there is no signature');
  const reading = readSignatureInput(inputField, signatureField);
  if (reading.kind === 'unreadable') return refuse(reading.reason);
  const { components, parameters, signatureParams, signature } = reading.input;

  if (new Set(components).size < components.length) return refuse('a component is covered twice');
  const uncovered = componentsOf(request).find((component) => !components.includes(component));
  if (uncovered !== undefined) return refuse(`${uncovered} is not covered`);
  const base = writeSignatureBase(components, request, signatureParams);
  if (base === undefined) return refuse('a component that is covered is not there, or is none of the agreement');

  if (request.fields[AGENCY_HEADER] !== agency) return refuse('it is meant for another agency');
  const untimely = problemOfTime(parameters, now);
  if (untimely !== undefined) return refuse(untimely);
  const { nonce, keyid, alg, expires } = parameters;
  if (nonce.length < NONCE_LENGTH.minimum || nonce.length > NONCE_LENGTH.maximum) return refuse('the nonce is too short or too long');

  const key = keys.find(keyid);
  if (key === undefined) return refuse('the key is not trusted');
  if (alg !== key.algorithm) return refuse('the algorithm is not that of the key', keyid);
  if (!isSignatureOf(key, base, signature)) return refuse('the signature does not fit the request', keyid);
  const contentDigest = request.fields[CONTENT_DIGEST_HEADER] ?? '';
  return { kind: 'verified', contentDigest, nonce: `${keyid} ${nonce}`, acceptableUntil: expires + CLOCK_TOLERANCE_S };
}

function problemOfTime({ created, expires }: SignatureParameters, now: number): string | undefined {
  if (created > now + CLOCK_TOLERANCE_S) return 'it was signed in the future: compare the clocks of gateway and agency';
  if (expires < now - CLOCK_TOLERANCE_S) return 'it has expired: compare the clocks of gateway and agency';
  if (expires <= created || expires - created > SIGNATURE_LIFETIME_S) return 'it is valid for longer than agreed, or never';
  return undefined;
}

function refuse(reason: string, keyId?: string): Refusal {
  return { kind: 'refused', reason, ...(keyId !== undefined && { keyId }) };
}
