// A failure made from the client's own input. Its message may be shown to that client as it stands.

import type { SourceLocation } from 'graphql';
import type { ErrorCode } from '../../schema/contract/errorCodes.js';
import { ERROR_REGISTRY } from './errorRegistry.js';

export interface ClientErrorDetail {
  readonly message: string;
  readonly locations?: readonly SourceLocation[];
}

export interface ClientErrorOptions {
  /** HTTP status where the code's own does not fit, for example 413 for BAD_USER_INPUT. */
  readonly httpStatus?: number;
  /** Further response headers, for example `allow` beside 405. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * True where the request was no GraphQL request at all. Such a refusal keeps its status also for
   * clients that accept only `application/json` (GraphQL over HTTP, "Status Codes").
   */
  readonly transport?: boolean;
  /** Why, for the log alone, where the client is not told: fixed words, nothing of what was sent. */
  readonly logReason?: string;
}

export class ClientError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ClientErrorDetail[];
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: boolean;
  readonly logReason: string | undefined;

  /** @param details one entry per error in the response; at least one. */
  constructor(code: ErrorCode, details: readonly ClientErrorDetail[] | string, options: ClientErrorOptions = {}) {
    const list = typeof details === 'string' ? [{ message: details }] : details;
    super(list[0]?.message ?? ERROR_REGISTRY[code].message);
    this.name = 'ClientError';
    this.code = code;
    this.details = list;
    this.httpStatus = options.httpStatus ?? ERROR_REGISTRY[code].httpStatus;
    this.headers = options.headers ?? {};
    this.transport = options.transport ?? false;
    this.logReason = options.logReason;
  }
}
