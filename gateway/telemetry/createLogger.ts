// The process's log: pino JSON lines. What is logged is chosen field by field where it is logged, and
// never holds a document, a variable, a value from an agency or a client's own words. The redaction is
// the second line of defence: should such a field ever be passed, or an error as it was thrown, it does not get out.

import { pino, type DestinationStream, type Logger } from 'pino';
import { faultOf } from './faultOf.js';

export type { Logger } from 'pino';

/** Names under which GraphQL requests and responses carry personal data. */
const NEVER_LOGGED = ['variables', 'query', 'document', 'data', 'body', 'representations', 'authorization', 'cookie'];

export interface LoggerOptions {
  readonly name: string;
  readonly level: string;
  /** Default: standard output. */
  readonly destination?: DestinationStream;
}

export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options = {
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: faultOf, error: faultOf },
    redact: { paths: NEVER_LOGGED.flatMap((field) => [field, `*.${field}`]), censor: '[not logged]' },
  };
  return pino(options, destination ?? standardOutput());
}

/**
 * Written at once: lines that wait for a reader who has died make the process spin when it ends
 * (sonic-boom repeats the write for ever).
 */
function standardOutput(): DestinationStream {
  return pino.destination({ dest: 1, sync: true });
}
