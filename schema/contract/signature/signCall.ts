// Signs one request: the three fields that it gets on top of its own.

import { CALL_LABEL, CALL_TAG, CONTENT_DIGEST_HEADER, SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER, SIGNATURE_LIFETIME_S } from './agreement.js';
import { makeSignature, type CallKey } from './CallKey.js';
import { writeContentDigest } from './contentDigest.js';
import { writeSignatureParams } from './SignatureInput.js';
import { componentsOf, writeSignatureBase, type SignedRequest } from './SignedRequest.js';

/** What makes this signature another one than any before. */
export interface SigningMoment {
  /** Whole seconds since the Unix epoch, by the clock on the wall: it is compared with another organisation's. */
  readonly created: number;
  readonly nonce: string;
}

/**
 * @param request with `x-agency` among its fields.
 * @throws Error where `x-agency` is missing: such a signature would be good at every agency.
 */
export function signCall(request: SignedRequest, body: string, key: CallKey, { created, nonce }: SigningMoment): Record<string, string> {
  const digest = writeContentDigest(body);
  const digested = { ...request, fields: { ...request.fields, [CONTENT_DIGEST_HEADER]: digest } };
  const components = componentsOf(digested);
  const expires = created + SIGNATURE_LIFETIME_S;
  const params = writeSignatureParams(components, { created, expires, nonce, alg: key.algorithm, keyid: key.id, tag: CALL_TAG });
  const base = writeSignatureBase(components, digested, params);
  if (base === undefined) throw new Error('a call that is signed must name its agency');
  return {
    [CONTENT_DIGEST_HEADER]: digest,
    [SIGNATURE_INPUT_HEADER]: `${CALL_LABEL}=${params}`,
    [SIGNATURE_HEADER]: `${CALL_LABEL}=:${makeSignature(key, base).toString('base64')}:`,
  };
}
