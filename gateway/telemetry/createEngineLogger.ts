// A log for an engine that is not ours. Its messages are put together from whatever is at hand, errors of agencies and
// what clients wrote among it, so the log is told that there was one and how grave, and not what it said.

import type { EngineLogger } from '../engine/apollo/createApolloEngine.js';
import type { Logger } from './createLogger.js';

export function createEngineLogger(logger: Logger, engine: string): EngineLogger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: () => logger.warn({ engine }, 'the engine warns'),
    error: () => logger.error({ engine }, 'the engine reports an error'),
  };
}
