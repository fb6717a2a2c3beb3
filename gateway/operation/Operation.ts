// One executable operation: what a request has become once its document is parsed, found valid, and
// its operation and variables are settled.

import type { DocumentNode, OperationDefinitionNode } from 'graphql';

export interface Operation {
  readonly kind: 'query' | 'mutation';
  /** Null for the single anonymous operation of a document. */
  readonly name: string | null;
  readonly document: DocumentNode;
  /** SHA-256 of the document's text, hexadecimal: the key of plan caches. Not for logs: a text can hold a person's number. */
  readonly documentHash: string;
  readonly definition: OperationDefinitionNode;
  /** Coerced to their types with defaults filled in (GraphQL §6.1.2); one that has neither value nor default is absent. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the client should mend although the operation is executed. */
  readonly warnings: readonly OperationWarning[];
}

export interface OperationWarning {
  readonly rule: string;
  readonly message: string;
}

/** What arrived, whatever carried it. */
export interface OperationRequest {
  /** Absent only where `documentId` stands for it. */
  readonly query?: string;
  /** SHA-256 of the document's text, in lower-case hexadecimal. */
  readonly documentId?: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}
