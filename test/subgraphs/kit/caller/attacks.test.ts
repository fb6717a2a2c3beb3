// Everything that somebody between the gateway and an agency could try, against an agency on a port. Each row
// changes one thing of a call that would be accepted: the first test shows that it would.

import { createHash, createSecretKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeCaller } from '../../../../schema/contract/Caller.js';
import { SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER } from '../../../../schema/contract/signature/agreement.js';
import type { CallKey } from '../../../../schema/contract/signature/CallKey.js';
import { writeContentDigest } from '../../../../schema/contract/signature/contentDigest.js';
import { makeEd25519, makeSecret, OFFICER, signedCall, startSignedAgency, type CallOptions, type SignedAgency, type WireCall } from './signedAgency.js';

const NOW = 1_772_442_000;
const REFUSED = { errors: [{ message: 'The request is not signed as agreed.', extensions: { code: 'UNSIGNED_REQUEST' } }] };

const gateway = makeEd25519('gateway-new');
const before = makeEd25519('gateway-old');
const shared = makeSecret('shared', createHash('sha256').update('a secret for this test').digest());
const stranger = makeEd25519('stranger');

let agency: SignedAgency;
let nonces = 0;

beforeAll(async () => {
  const keys = [gateway, before, shared].map(({ trusted }) => trusted);
  agency = await startSignedAgency({ kind: 'text', text: JSON.stringify({ keys }) }, NOW);
});
afterAll(() => agency.close());
beforeEach(() => {
  agency.now = NOW;
  agency.logged.length = 0;
});

/** A call of its own each time: nonces are never used twice unless a test wants it. */
const call = (options: Partial<CallOptions> = {}): WireCall =>
  signedCall({ key: gateway.signing, created: NOW, nonce: `nonce-of-this-test-${(nonces += 1)}`, ...options });

/** The call with another value of one field. */
const withField = (wire: WireCall, name: string, change: (value: string) => string): WireCall => ({
  ...wire,
  headers: wire.headers.map(([field, value]) => [field, field === name ? change(value) : value]),
});

const withoutField = (wire: WireCall, ...names: string[]): WireCall => ({ ...wire, headers: wire.headers.filter(([field]) => !names.includes(field)) });

const withMore = (wire: WireCall, name: string, value: string): WireCall => ({ ...wire, headers: [...wire.headers, [name, value]] });

/** Signed without the field, which is then put in. */
const uncovered = (name: string, value: string): WireCall => withMore(call({ fields: { [name]: undefined } }), name, value);

describe('a call that is signed as agreed is answered,', () => {
  it.each<[string, () => WireCall]>([
    ['with everything that it may carry', () => call()],
    ['with the key before', () => call({ key: before.signing })],
    ['with a shared secret', () => call({ key: shared.signing })],
    ['as late as agreed', () => call({ created: NOW - 60 })],
    ['as early as agreed', () => call({ created: NOW + 30 })],
    ['beside the signature of a proxy', () => withField(withField(call(), SIGNATURE_INPUT_HEADER, (value) => `proxy=("@method");tag="proxy", ${value}`), SIGNATURE_HEADER, (value) => `proxy=:AAAA:, ${value}`)],
  ])('%s', async (_what, make) => {
    const { status, body } = await agency.send(make());
    expect(status).toBe(200);
    const { data } = body as { data: { whoAsks: string } };
    expect(JSON.parse(data.whoAsks)).toEqual({ caller: OFFICER, purpose: 'case-work', caseId: 'case-000001', consent: 'consent-1' });
    expect(agency.logged).toEqual([]);
  });

  it('with a query in the address', async () => {
    expect((await agency.send(call({ target: '/graphql?trace=1' }))).status).toBe(200);
  });

  it('where nobody is known to ask', async () => {
    const { body } = await agency.send(call({ fields: { 'x-caller': undefined, 'x-purpose': undefined, 'x-case-id': undefined, 'x-consent': undefined } }));
    expect(body).toEqual({ data: { whoAsks: '{}' } });
  });
});

const FITS_NOT = 'the signature does not fit the request';
const HIJACKER = encodeCaller({ ...OFFICER, subject: 'somebody-else' });

describe('a call is refused, with the reason in the log only:', () => {
  it.each<[string, () => WireCall, string]>([
    // What was signed is changed on the way.
    ['another body', () => ({ ...call(), body: '{"query":"{ now }"}' }), 'the body is not the one that was signed'],
    ['one blank more in the body', () => ({ ...call(), body: '{"query":"{ whoAsks }"} ' }), 'the body is not the one that was signed'],
    ['no body', () => ({ ...call(), body: '' }), 'the body is not the one that was signed'],
    ['another body with its own digest', () => ({ ...withField(call(), 'content-digest', () => writeContentDigest('{}')), body: '{}' }), FITS_NOT],
    ['the digest of another algorithm', () => withField(call(), 'content-digest', () => 'sha-512=:AAAA:'), FITS_NOT],
    ['another method', () => ({ ...call(), method: 'PUT' }), FITS_NOT],
    ['a call that was signed for another path', () => ({ ...call({ target: '/events' }), target: '/graphql' }), FITS_NOT],
    ['the same path in other letters', () => ({ ...call(), target: '/%67raphql' }), FITS_NOT],
    ['a query that was not there', () => ({ ...call(), target: '/graphql?a=1' }), '@query is not covered'],
    ['another query', () => ({ ...call({ target: '/graphql?a=1' }), target: '/graphql?a=2' }), FITS_NOT],
    ['no query where one was', () => ({ ...call({ target: '/graphql?a=1' }), target: '/graphql' }), 'a component that is covered is not there, or is none of the agreement'],
    ['another caller', () => withField(call(), 'x-caller', () => HIJACKER), FITS_NOT],
    ['another purpose', () => withField(call(), 'x-purpose', () => 'audit'), FITS_NOT],
    ['another case', () => withField(call(), 'x-case-id', () => 'case-000002'), FITS_NOT],
    ['another consent', () => withField(call(), 'x-consent', () => 'consent-2'), FITS_NOT],
    ['more time', () => withField(call(), 'x-deadline-ms', () => '50000'), FITS_NOT],
    ['another request id', () => withField(call(), 'x-request-id', () => 'r-2'), FITS_NOT],
    ['another content type', () => withField(call(), 'content-type', () => 'application/json; charset=utf-16'), FITS_NOT],
    ['a later end', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace(/expires=\d+/, `expires=${NOW + 29}`)), FITS_NOT],
    ['another nonce', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace('nonce="', 'nonce="x')), FITS_NOT],

    // What was signed is taken away, added to, or doubled.
    ['no caller where one was', () => withoutField(call(), 'x-caller'), 'a component that is covered is not there, or is none of the agreement'],
    ['no consent where one was', () => withoutField(call(), 'x-consent'), 'a component that is covered is not there, or is none of the agreement'],
    ['a caller that is not covered', () => uncovered('x-caller', HIJACKER), 'x-caller is not covered'],
    ['a purpose that is not covered', () => uncovered('x-purpose', 'audit'), 'x-purpose is not covered'],
    ['a case that is not covered', () => uncovered('x-case-id', 'case-000002'), 'x-case-id is not covered'],
    ['a consent that is not covered', () => uncovered('x-consent', 'consent-2'), 'x-consent is not covered'],
    ['a deadline that is not covered', () => uncovered('x-deadline-ms', '50000'), 'x-deadline-ms is not covered'],
    ['a request id that is not covered', () => uncovered('x-request-id', 'r-2'), 'x-request-id is not covered'],
    ['a content type that is not covered', () => uncovered('content-type', 'application/json'), 'content-type is not covered'],
    ['a second caller', () => withMore(call(), 'X-Caller', HIJACKER), 'a header field stands there twice'],
    ['the same purpose twice', () => withMore(call(), 'x-purpose', 'case-work'), 'a header field stands there twice'],
    ['a second consent', () => withMore(call(), 'x-consent', 'consent-2'), 'a header field stands there twice'],
    ['a second agency', () => withMore(call(), 'x-agency', 'labour-demand'), 'a header field stands there twice'],
    ['a second deadline', () => withMore(call(), 'x-deadline-ms', '5000'), 'a header field stands there twice'],
    ['a second digest', () => withMore(call(), 'content-digest', writeContentDigest('{}')), 'a header field stands there twice'],
    ['a second content type', () => withMore(call(), 'content-type', 'text/plain'), 'a header field stands there twice'],
    ['a second signature field', () => withMore(call(), SIGNATURE_HEADER, 'qaqpa=:AAAA:'), 'a header field stands there twice'],
    ['a second signature of our kind', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => `${value}, ${value.replace('qaqpa=', 'other=')}`), 'more than one signature has the tag qaqpa-agency-call'],
    ['a component that is covered twice', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace('"@method"', '"@method" "@method"')), 'a component is covered twice'],
    ['a component with parameters', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace('"@method"', '"@method";req')), 'a component is no name, or has parameters'],
    ['a component of no agreement', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace('"@method"', '"@method" "accept"')), 'a component that is covered is not there, or is none of the agreement'],

    // The signature is none, or none of ours.
    ['no signature at all', () => withoutField(call(), SIGNATURE_HEADER, SIGNATURE_INPUT_HEADER), 'there is no signature'],
    ['parameters without a signature', () => withoutField(call(), SIGNATURE_HEADER), 'there is no signature'],
    ['a signature without parameters', () => withoutField(call(), SIGNATURE_INPUT_HEADER), 'there is no signature'],
    ['a signature under another label', () => withField(call(), SIGNATURE_HEADER, (value) => value.replace('qaqpa', 'other')), 'Signature has no bytes under the label of Signature-Input'],
    ['a signature that is empty', () => withField(call(), SIGNATURE_HEADER, () => 'qaqpa=::'), FITS_NOT],
    ['the signature of another call', () => withField(call(), SIGNATURE_HEADER, () => new Map(call().headers).get(SIGNATURE_HEADER)!), FITS_NOT],
    ['no structured field', () => withField(call(), SIGNATURE_INPUT_HEADER, () => 'qaqpa=('), 'Signature-Input is no dictionary'],
    ['a signature for another end', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace('agency-call', 'event')), 'no signature has the tag qaqpa-agency-call'],
    ['no nonce', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace(/;nonce="[^"]*"/, '')), 'the parameters are not created, expires, nonce, alg, keyid, tag, each once and of its type'],
    ['a parameter more', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => `${value};x=1`), 'the parameters are not created, expires, nonce, alg, keyid, tag, each once and of its type'],
    ['a nonce that is too short', () => call({ nonce: 'fifteen-letters' }), 'the nonce is too short or too long'],

    // The key is not right.
    ['an unknown key', () => call({ key: stranger.signing }), 'the key is not trusted'],
    ['the name of a known key', () => call({ key: { ...stranger.signing, id: gateway.signing.id } }), FITS_NOT],
    ['hmac-sha256 with the bytes of the public key', () => call({ key: publicBytesAsSecret() }), 'the algorithm is not that of the key'],
    ['hmac-sha256 with those bytes, called ed25519', () => withField(call({ key: publicBytesAsSecret() }), SIGNATURE_INPUT_HEADER, (value) => value.replace('hmac-sha256', 'ed25519')), FITS_NOT],
    ['ed25519 under the name of the shared secret', () => call({ key: { ...gateway.signing, id: shared.signing.id } }), 'the algorithm is not that of the key'],

    // It is meant for another place, or another time.
    ['a call that was signed for another agency', () => call({ fields: { 'x-agency': 'labour-demand' } }), 'it is meant for another agency'],
    ['a call for another agency under our name', () => withField(call({ fields: { 'x-agency': 'labour-demand' } }), 'x-agency', () => 'applicants'), FITS_NOT],
    ['a second too late', () => call({ created: NOW - 61 }), 'it has expired: compare the clocks of gateway and agency'],
    ['a second too early', () => call({ created: NOW + 31 }), 'it was signed in the future: compare the clocks of gateway and agency'],
    ['longer than agreed', () => withField(call(), SIGNATURE_INPUT_HEADER, (value) => value.replace(/expires=\d+/, `expires=${NOW + 31}`)), 'it is valid for longer than agreed, or never'],

    // The gateway itself says what cannot be read.
    ['a caller that cannot be read', () => call({ fields: { 'x-caller': 'e30' } }), 'x-caller cannot be read'],
    ['a consent that is no reference', () => call({ fields: { 'x-consent': 'a b' } }), 'x-consent cannot be read'],
    ['an unknown purpose', () => call({ fields: { 'x-purpose': 'curiosity' } }), 'x-purpose cannot be read'],
    ['a case that is no id', () => call({ fields: { 'x-case-id': 'case 1' } }), 'x-case-id cannot be read'],
  ])('%s', async (_what, make, reason) => {
    expect(await agency.send(make())).toEqual({ status: 401, body: REFUSED });
    expect(agency.logged).toMatchObject([{ level: 40, msg: 'a call was refused', reason }]);
  });

  it('the very same call again, also when its time is nearly over', async () => {
    const once = call();
    expect((await agency.send(once)).status).toBe(200);
    expect(await agency.send(once)).toEqual({ status: 401, body: REFUSED });
    agency.now = NOW + 60;
    expect(await agency.send(once)).toEqual({ status: 401, body: REFUSED });
    expect(agency.logged.map(({ reason }) => reason)).toEqual(['it was sent before', 'it was sent before']);
  });

  it('the same call twice at the same time: one is answered', async () => {
    const once = call();
    const answers = await Promise.all(Array.from({ length: 8 }, () => agency.send(once)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(7);
  });

  it('but a call is not used up by who sends its head with another body', async () => {
    const once = call();
    expect((await agency.send({ ...once, body: '{}' })).status).toBe(401);
    expect((await agency.send(once)).status).toBe(200);
  });

  it('before anything of it is parsed: a body that is no JSON is told the same', async () => {
    const unsigned: WireCall = { method: 'POST', target: '/graphql', headers: [['content-type', 'application/json']], body: '{' };
    expect(await agency.send(unsigned)).toEqual({ status: 401, body: REFUSED });
  });

  it('by GET as well', async () => {
    const unsigned: WireCall = { method: 'GET', target: '/graphql?query=%7Bnow%7D', headers: [], body: '' };
    expect(await agency.send(unsigned)).toEqual({ status: 401, body: REFUSED });
  });

  it('while the probes need no signature', async () => {
    expect((await agency.send({ method: 'GET', target: '/health/ready', headers: [], body: '' })).status).toBe(200);
  });
});

function publicBytesAsSecret(): CallKey {
  const bytes = Buffer.from(gateway.trusted.x ?? '', 'base64url');
  return { id: gateway.signing.id, algorithm: 'hmac-sha256', key: createSecretKey(bytes) };
}
