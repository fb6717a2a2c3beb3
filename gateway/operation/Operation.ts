// One executable operation: what a request has become once its document is parsed, found valid, and
// its operation and variables are settled.

import type { DocumentNode, FieldNode, OperationDefinitionNode, SelectionNode } from 'graphql';

export interface Operation {
  readonly kind: 'query' | 'mutation';
  /** Null for the single anonymous operation of a document. */
  readonly name: string | null;
  /** Whether the manifest of persisted operations has its document: only then is its name none that a client made up, and may stand in logs. */
  readonly isKnown: boolean;
  readonly document: DocumentNode;
  /** SHA-256 of the document's text, hexadecimal, and of a document that was cut what remained: the key of plan caches. Not for logs: a text can hold a person's number. */
  readonly documentHash: string;
  readonly definition: OperationDefinitionNode;
  /** Coerced to their types with defaults filled in (GraphQL §6.1.2); one that has neither value nor default is absent. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the client should mend although the operation is executed. */
  readonly warnings: readonly OperationWarning[];
  /** Set where the caller may not see all of what was asked: the operation is what remains, the response is written to this. */
  readonly asked?: AskedOperation;
}

/** An operation as the client sent it, of which some fields are refused. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** Not executed, with all that is selected within them. */
  readonly refused: ReadonlySet<FieldNode>;
  readonly refusals: readonly Refusal[];
}

/** One place at which a field is refused. */
export interface Refusal {
  /** `Applicant.fullName`. */
  readonly coordinate: string;
  /** Response keys from the root to the field, or to the first list on the way: what lies in it has no one path. */
  readonly path: readonly string[];
  /** Selections around it, itself included, that stand under @skip or @include. */
  readonly conditional: readonly SelectionNode[];
  /** True for an AgencyAnswer, which says itself that it is denied. */
  readonly isAnswer: boolean;
}

export interface OperationWarning {
  readonly rule: string;
  readonly message: string;
}

/** An operation by what tells it from all others: as a client sent it, without what differs from request to request. */
export interface KnownOperation {
  /** Of the whole document. */
  readonly text: string;
  /** Null for the single anonymous operation of a document. */
  readonly name: string | null;
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
