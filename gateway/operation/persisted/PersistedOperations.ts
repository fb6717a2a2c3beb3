// Which text a request stands for, and whether it may: a document can be named instead of sent (GraphQL over HTTP,
// "Persisted Documents"; Apollo's `extensions.persistedQuery`), and a gateway can be told to run none but those it
// knows. Documents come from the manifest only: a client cannot register one by sending it with its hash.

import { ClientError } from '../../errors/ClientError.js';
import type { OperationRequest, OperationWarning } from '../Operation.js';
import { hashOf } from './hashOf.js';
import type { OperationManifest } from './OperationManifest.js';

/**
 * open: any document; prefer: any, with a warning beside one that the manifest lacks; only: those of the manifest,
 * sent as id or as text.
 */
export type PersistedOperationsMode = 'open' | 'prefer' | 'only';

export interface DocumentText {
  readonly text: string;
  readonly warning?: OperationWarning;
}

const UNKNOWN: OperationWarning = {
  rule: 'PersistedOperation',
  message: 'This document is not in the manifest of persisted operations. Have it added: a gateway that runs only those would refuse it.',
};

export class PersistedOperations {
  readonly #mode: PersistedOperationsMode;
  #manifest: OperationManifest;

  constructor(mode: PersistedOperationsMode, manifest: OperationManifest) {
    this.#mode = mode;
    this.#manifest = manifest;
  }

  /** For the requests from now on. */
  replace(manifest: OperationManifest): void {
    this.#manifest = manifest;
  }

  /** @param id of a document. */
  knows(id: string): boolean {
    return this.#manifest.textOf(id) !== undefined;
  }

  /** Of all documents that are known beforehand. */
  get texts(): readonly string[] {
    return this.#manifest.texts;
  }

  /** @throws {ClientError} */
  resolve({ query, documentId }: OperationRequest): DocumentText {
    if (query === undefined) return { text: this.#textOf(documentId) };
    if (documentId === undefined && this.#mode === 'open') return { text: query };
    const id = hashOf(query);
    if (documentId !== undefined && documentId !== id) {
      throw new ClientError('BAD_USER_INPUT', 'The query does not have the SHA-256 hash that was sent with it.');
    }
    if (this.#mode === 'open' || this.#manifest.textOf(id) !== undefined) return { text: query };
    if (this.#mode === 'prefer') return { text: query, warning: UNKNOWN };
    throw new ClientError('OPERATION_NOT_ALLOWED', 'Only persisted operations are run here, and this document is none of them: send the id of one, or have this one added.');
  }

  #textOf(id: string | undefined): string {
    const text = id === undefined ? undefined : this.#manifest.textOf(id);
    if (text === undefined) throw new ClientError('PERSISTED_QUERY_NOT_FOUND', 'No persisted operation has this id.');
    return text;
  }
}
