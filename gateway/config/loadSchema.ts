// What an operator can set of the load that a process takes on: a part of configSchema.ts.

import { Type } from 'typebox';

export const loadSchema = Type.Object(
  {
    maxInFlight: Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      // A process answers some hundred to some thousand requests a second: the last of a thousand waits about as long as a query
      // may take, and together they hold some 100 MB.
      default: 1_000,
      description: 'Requests under way at one time; one more is refused with 503 and OVERLOADED. 0: any number.',
    }),
    maxEventLoopDelayMs: Type.Integer({
      minimum: 0,
      maximum: 60_000,
      // 500: a query comes to its turn some four times, for itself and for each wave of agency calls, and has two seconds.
      description: 'By how many milliseconds the event loop may be late, on average over half a second; while it is later, requests are refused with 503 and OVERLOADED. 0: any. Default: 0 in development, whose machines do other work besides, 500 in production.',
    }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'What one process takes on. From four fifths of a limit on /health/ready says that it is not ready, so that balancers send less.',
  },
);
