// What an operator can set about isolation: when an agency is asked no more, and when it is asked again. The comment at
// a number says where it comes from; docs/isolation.md has the simulation that some of them rest on.

import { Type } from 'typebox';
import { durationMs } from './durationMs.js';

const ratio = (defaultRatio: number, description: string) => Type.Number({ minimum: 0, maximum: 1, default: defaultRatio, description });

export const breakerSchema = Type.Object(
  {
    minimumCalls: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      // It matters where an agency is asked about once a second, and each call of an outage is somebody's second: 5 see a dead
      // agency first. With 10, one that fails three calls in ten is cut off half as often, and 66 of 100 calls are answered
      // instead of 61 (docs/isolation.md).
      default: 5,
      description: 'Calls within the window before they can open the breaker.',
    }),
    failureRatio: Type.Number({
      minimum: 0,
      exclusiveMaximum: 1,
      // Half of the answers are still worth asking for; of the rest, each costs its caller a gap.
      default: 0.5,
      description: 'The breaker opens when more than this share of the calls in the window failed, 0 to below 1.',
    }),
    slowCallMs: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 86_400_000,
        // No fixed default: an agency that is given ten seconds is slow by nature. Of the usual second, half is twice
        // what a slow answer of a well agency takes.
        description: 'From this time on a call is slow, however it ends; one that is still under way counts already. Above timeoutMs none is. Default: half of timeoutMs.',
      }),
    ),
    slowCallRatio: ratio(
      // Slow answers are answers: with 0.5, an agency whose answers took 600 ms was cut off although 96 of 100 came in time
      // (docs/isolation.md). With 0.8 of them above half of timeoutMs, one in fifteen comes too late altogether.
      0.8,
      'The breaker opens when more than this share of the calls in the window were slow, 0 to 1; with 1 slow calls never open it. Lower it where a quick gap is worth more than a slow answer.',
    ),
    windowMs: durationMs(
      // Some requests' lifetimes (2 s): long enough for the minimum of calls at one a second, short enough to forget a restart.
      10_000,
      'How far back calls are counted, in steps of a tenth of it.',
    ),
    openMs: durationMs(
      // The deadline of a query: who asks again after a request that failed shall find the agency tried again.
      2_000,
      'How long an open breaker refuses calls the first time before it lets some through to try; up to a fifth less, by chance. Doubles each time it opens again without a window of health between.',
    ),
    maxOpenMs: durationMs(
      // Three probes in ten seconds cost an agency nothing, and after an outage of a minute it was heard again within 10 s; with
      // a cap of 30 s it took up to 30 (docs/isolation.md).
      10_000,
      'How long at most; at least openMs.',
    ),
    probes: Type.Integer({
      minimum: 1,
      maximum: 1_000,
      // With 2 or 3 a sick agency was asked two or three times as often for the same end, and an agency that is well again
      // refuses all others until the last of them has ended (docs/isolation.md).
      default: 1,
      description: 'Calls that a half-open breaker lets through to try; it closes when they have ended and keep the same shares.',
    }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'When the gateway stops asking an agency, and when it tries again. Kept apart for lookups by key, queries and mutations.',
  },
);

export const retrySchema = Type.Object(
  {
    maxRetries: Type.Integer({
      minimum: 0,
      maximum: 10,
      // A second try finds the process that has been restarted, or a fresh connection; a third finds what the second did.
      default: 1,
      description: 'How often a query is put to the agency again where the connection failed or it answered 502, 503, 504, or 429 with Retry-After. 0: never. Mutations never are.',
    }),
    baseDelayMs: durationMs(
      // Several answers' time, a twentieth of timeoutMs.
      50,
      'How long before that, half of it by chance; doubles each time. The Retry-After of the agency is kept where it is longer; what does not fit into the time of the call is not tried.',
    ),
    budgetRatio: ratio(
      // An agency that fails every call is asked a fifth more than one that answers, and never twice as much.
      0.2,
      'Retries that are allowed per call of the last 10 seconds.',
    ),
    floor: Type.Integer({
      minimum: 0,
      maximum: 1_000,
      // An agency that is asked once a second could else not be asked again at all.
      default: 3,
      description: 'Retries that are allowed in the last 10 seconds however few calls there were.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'When a question that failed is asked once more.' },
);
