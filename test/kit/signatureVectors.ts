// The vectors of signed calls, as an implementer in another language reads them.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from './packageRoot.js';

export interface SignatureVector {
  readonly name: string;
  readonly verdict: 'accepted' | 'refused';
  /** Of refused calls: the words of our own log. */
  readonly reason?: string;
  /** Second since the epoch. */
  readonly receivedAt: number;
  readonly method: string;
  readonly target: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of accepted calls. */
  readonly signatureBase?: string;
}

export interface VectorKey {
  readonly kty: 'OKP' | 'oct';
  readonly kid: string;
  readonly x?: string;
  readonly d?: string;
  readonly k?: string;
}

export interface SignatureVectors {
  readonly agency: 'security-checks';
  readonly trustedKeys: { readonly keys: readonly VectorKey[] };
  readonly privateKeys: { readonly keys: readonly VectorKey[] };
  readonly calls: readonly SignatureVector[];
}

export const VECTORS_FILE = path.join(PACKAGE_ROOT, 'schema', 'contract', 'signature', 'vectors.json');

export const VECTORS = JSON.parse(readFileSync(VECTORS_FILE, 'utf8')) as SignatureVectors;
