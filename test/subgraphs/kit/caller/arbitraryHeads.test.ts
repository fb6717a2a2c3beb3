// Whatever stands in the head of a call, the guard says no and never fails: nothing that was signed can be changed
// by one character, and no text makes it throw.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIGEST_HEADER, SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER, SIGNED_FIELDS } from '../../../../schema/contract/signature/agreement.js';
import { CallGuard } from '../../../../subgraphs/kit/caller/CallGuard.js';
import { isRefusal } from '../../../../subgraphs/kit/caller/Refusal.js';
import { TrustedKeys } from '../../../../subgraphs/kit/caller/TrustedKeys.js';
import { VECTORS, type SignatureVector } from '../../../kit/signatureVectors.js';

const [call] = VECTORS.calls as [SignatureVector];
const clock = { now: () => new Date(call.receivedAt * 1_000) };
const keys = new TrustedKeys(
  { setting: 'vectors', from: { kind: 'text', text: JSON.stringify(VECTORS.trustedKeys) }, developmentKeysAllowed: false },
  clock,
  { onReread: () => undefined },
);

/** What becomes of the call with these fields; a guard of its own each time, so that it is never a replay. */
function judge(fields: Readonly<Record<string, string>>): 'accepted' | 'refused' {
  const guard = new CallGuard(VECTORS.agency, { kind: 'signed', keys }, clock);
  const admitted = guard.admit({ method: call.method, url: call.target, rawHeaders: Object.entries(fields).flat() });
  if (isRefusal(admitted)) return 'refused';
  return guard.accept(admitted, Buffer.from(call.body)) === undefined ? 'accepted' : 'refused';
}

const signed = [...SIGNED_FIELDS, SIGNATURE_INPUT_HEADER].filter((name) => call.fields[name] !== undefined);

/** What a header field can hold: visible characters, blanks, and bytes above ASCII. */
const fieldText = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 200 });

describe('the guard of an agency', () => {
  it('accepts the call as it was signed', () => {
    expect(judge(call.fields)).toBe('accepted');
  });

  it('refuses it with one character changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...signed), fc.nat(), fc.integer({ min: 0x21, max: 0xff }), (name, at, code) => {
        const value = call.fields[name] ?? '';
        const index = at % value.length;
        const changed = value.slice(0, index) + String.fromCharCode(code) + value.slice(index + 1);
        expect(judge({ ...call.fields, [name]: changed })).toBe(changed === value ? 'accepted' : 'refused');
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses it with any other text in a field of the signature', () => {
    fc.assert(
      fc.property(fc.constantFrom(SIGNATURE_INPUT_HEADER, SIGNATURE_HEADER, CONTENT_DIGEST_HEADER), fieldText, (name, text) => {
        expect(judge({ ...call.fields, [name]: text })).toBe('refused');
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses it with a signature of any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(judge({ ...call.fields, [SIGNATURE_HEADER]: `qaqpa=:${Buffer.from(bytes).toString('base64')}:` })).toBe('refused');
      }),
      { numRuns: 500 },
    );
  });
});
