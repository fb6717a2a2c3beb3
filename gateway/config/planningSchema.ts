// What an operator can set of planning: a part of configSchema.ts.

import { Type } from 'typebox';
import { durationMs } from './durationMs.js';

export const planningSchema = Type.Object(
  {
    workers: Type.Integer({
      minimum: 1,
      maximum: 64,
      default: 1,
      description: 'Processes that plan new operations, some 100 MB each, 150 MB once one has planned much. More help only where many different operations are new at the same time, and there are cores for them.',
    }),
    // Half of requestTimeoutMs: whoever waits longer for a plan has no second left for the agencies. The costliest operation of the
    // committed schema takes some 30 ms.
    timeoutMs: durationMs(1_000, 'The longest that planning one operation may take. One that takes longer is refused as OPERATION_TOO_COMPLEX, for the next minute without trying.'),
    maxQueued: Type.Integer({
      minimum: 0,
      maximum: 100_000,
      // At some 20 ms each, what stands last would wait as long as a request may take.
      default: 100,
      description: 'New operations that may wait to be planned; requests for more are refused as OVERLOADED.',
    }),
    maxCachedBytes: Type.Integer({
      minimum: 0,
      maximum: 17_179_869_184,
      default: 67_108_864,
      description: 'Memory that plans, and what is compiled from them, may take in each generation, about: of operations like CaseFile some 900, of small ones 5,000.',
    }),
    maxWorkerMegabytes: Type.Integer({
      minimum: 32,
      maximum: 65_536,
      default: 512,
      description: 'Heap of one such process. An operation that needs more is refused as OPERATION_TOO_COMPLEX, and the process replaced.',
    }),
    warmOperations: Type.Integer({
      minimum: 0,
      maximum: 100_000,
      default: 100,
      description: 'Operations that are planned before a supergraph serves: those that were executed most under the one before it, then those of the manifest of persisted operations.',
    }),
    // Ten times what 100 operations take at some 5 ms each: a bound for the case that they are much larger.
    warmMs: durationMs(5_000, 'The longest that this may take; what is not planned by then is planned when it is asked for.'),
  },
  { additionalProperties: false, default: {}, description: 'How new operations are planned. The compiled engine only.' },
);
