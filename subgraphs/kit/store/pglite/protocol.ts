// What the store's thread and its PGlite worker say to each other: one request, one reply, by id.

export interface PgliteRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type PgliteReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'rows'; readonly id: number; readonly rows: Record<string, unknown>[]; readonly affectedRows: number }
  | { readonly kind: 'error'; readonly id: number; readonly error: PgliteErrorFields };

/** The fields of a PostgreSQL error that code or people act on; a class instance does not survive the thread border. */
export interface PgliteErrorFields {
  readonly message: string;
  readonly code?: string;
  readonly detail?: string;
  readonly constraint?: string;
  readonly table?: string;
}

/** Start-up data of the worker. */
export interface PgliteWorkerData {
  /** Folder of the database; undefined keeps it in memory. */
  readonly folder: string | undefined;
}
