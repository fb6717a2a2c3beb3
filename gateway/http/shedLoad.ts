// The door where a request is refused because the process has enough to do. Looked at twice: before the body is read, so
// that what is refused costs nothing, and when it has arrived, since many may have come meanwhile.

import { ClientError } from '../errors/ClientError.js';
import type { LoadGate, LoadRefusal } from './LoadGate.js';

export interface LoadOptions {
  readonly loadGate: LoadGate;
  /** Hears of each request that was refused for want of room. */
  readonly onShed?: (refusal: { readonly limit: LoadRefusal }) => void;
}

/** @throws {ClientError} OVERLOADED, with `retry-after`. */
export function shedLoad({ loadGate, onShed }: LoadOptions): void {
  const limit = loadGate.refusal;
  if (limit === undefined) return;
  onShed?.({ limit });
  throw new ClientError('OVERLOADED', 'The gateway has too much to do. Try again later.', { headers: { 'retry-after': '1' }, transport: true });
}
