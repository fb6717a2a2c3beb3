// A failure that is not the client's doing. Its message and cause go to the log and never to a client,
// who sees only the code's fixed text.

import type { ErrorCode } from '../../schema/contract/errorCodes.js';

export class InternalError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InternalError';
    this.code = code;
  }
}
