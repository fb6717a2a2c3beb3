// A served agency that answers signed calls only, with a clock that tests set, and calls to it down to the header
// lines, so that they can be wrong in every way.

import { createSecretKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { encodeCaller, type Caller } from '../../../../schema/contract/Caller.js';
import {
  AGENCY_HEADER,
  CALLER_HEADER,
  CASE_HEADER,
  CONSENT_HEADER,
  DEADLINE_HEADER,
  PURPOSE_HEADER,
  REQUEST_ID_HEADER,
} from '../../../../schema/contract/headers.js';
import type { CallKey } from '../../../../schema/contract/signature/CallKey.js';
import { signCall } from '../../../../schema/contract/signature/signCall.js';
import { TrustedKeys, type TrustedKeysSource } from '../../../../subgraphs/kit/caller/TrustedKeys.js';
import { serveAgency } from '../../../../subgraphs/kit/serve/serveAgency.js';
import { openAgencyStore } from '../../../../subgraphs/kit/store/openAgencyStore.js';
import { tinyAgency } from '../serve/tinyAgency.js';

export const OFFICER: Caller = { issuer: 'https://id.example', subject: 'officer-1', scopes: ['cases:read'], regions: ['75'] };

/** A call as it goes over the wire. */
export interface WireCall {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** A key of the gateway's, and the member of the agency's set that goes with it. */
export interface KeyPair {
  readonly signing: CallKey;
  readonly trusted: JsonWebKey & { readonly kid: string };
}

export function makeEd25519(kid: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { signing: { id: kid, algorithm: 'ed25519', key: privateKey }, trusted: { ...publicKey.export({ format: 'jwk' }), kid } };
}

export function makeSecret(kid: string, bytes: Buffer): KeyPair {
  const key: KeyObject = createSecretKey(bytes);
  return { signing: { id: kid, algorithm: 'hmac-sha256', key }, trusted: { kty: 'oct', k: bytes.toString('base64url'), kid } };
}

export interface CallOptions {
  readonly key: CallKey;
  /** Whole seconds since the epoch. */
  readonly created: number;
  readonly nonce: string;
  /** Instead of the fields that a full call has; undefined leaves one out. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  readonly target?: string;
  readonly body?: string;
}

/** A call signed as agreed, with everything that a call may carry. */
export function signedCall({ key, created, nonce, fields = {}, target = '/graphql', body = '{"query":"{ whoAsks }"}' }: CallOptions): WireCall {
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    [AGENCY_HEADER]: tinyAgency.name,
    [REQUEST_ID_HEADER]: 'r-1',
    [DEADLINE_HEADER]: '5000',
    [CALLER_HEADER]: encodeCaller(OFFICER),
    [PURPOSE_HEADER]: 'case-work',
    [CASE_HEADER]: 'case-000001',
    [CONSENT_HEADER]: 'consent-1',
    ...fields,
  };
  const given = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const signed = { ...given, ...signCall({ method: 'POST', target, fields: given }, body, key, { created, nonce }) };
  return { method: 'POST', target, headers: Object.entries(signed), body };
}

export interface SignedAgency {
  readonly url: string;
  /** What the agency has logged, newest last. */
  readonly logged: Record<string, unknown>[];
  readonly keys: TrustedKeys;
  /** The agency's clock, in whole seconds since the epoch. */
  now: number;
  send(call: WireCall): Promise<WireAnswer>;
  close(): Promise<void>;
}

export async function startSignedAgency(from: TrustedKeysSource['from'], now: number): Promise<SignedAgency> {
  const logged: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) });
  const time = { now };
  const clock = { now: () => new Date(time.now * 1_000) };
  const keys = new TrustedKeys({ setting: 'TRUSTED_KEYS_FILE', from, developmentKeysAllowed: true }, clock, {
    onReread: (reading) => logger.info({ kind: reading.kind }, 'trusted keys read again'),
  });
  const store = await openAgencyStore(tinyAgency, { kind: 'memory' });
  const served = await serveAgency({
    agency: tinyAgency,
    register: store,
    rowSecurity: 'off',
    host: '127.0.0.1',
    port: 0,
    clock,
    logger,
    callPolicy: { kind: 'signed', keys },
    development: false,
  });
  // What the server itself says of its start.
  logged.length = 0;
  return {
    url: served.url,
    logged,
    keys,
    get now() {
      return time.now;
    },
    set now(value) {
      time.now = value;
    },
    send: (call) => send(served.url, call),
    close: async () => {
      await served.close();
      await store.close();
    },
  };
}

function send(url: string, { method, target, headers, body }: WireCall): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  // As a list: node sends repeated names as they are, and changes no case.
  const lines = [...headers, ['host', `${hostname}:${port}`], ['content-length', String(Buffer.byteLength(body))]].flat();
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path: target, headers: lines, agent: false }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: JSON.parse(answer) }), reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}
