// What is told of each call that an operation needed an agency for, for listeners such as the log and the metrics. Holds no document, no
// variable and nothing that the agency sent.

import type { AnswerTally } from './AnswerTally.js';
import type { CallEnd } from './CallEnd.js';
import type { OperationClass } from './OperationClass.js';

export interface CallEndedEvent {
  readonly requestId: string;
  readonly agency: string;
  readonly operationClass: OperationClass;
  readonly end: CallEnd;
  /** In other words, and with what differs from case to case; empty where nothing is wrong. */
  readonly detail: string;
  /** How long the operation waited, tries after the first included. */
  readonly latencyMs: number;
  /** Whether that is `slowCallMs` or longer, however the call ended. */
  readonly isSlow: boolean;
  /** How old the earlier answer is that was given instead. Default: none was. */
  readonly staleAgeMs?: number;
  /** Answers that the call brought, and those that the gateway wrote in their place. Emptied after the event. */
  readonly answers: AnswerTally;
}
