// What an operator can set of the admin port: a part of configSchema.ts.

import { Type } from 'typebox';

export const adminSchema = Type.Object(
  {
    port: Type.Integer({
      minimum: 0,
      maximum: 65_535,
      // Beside the gateway's own, 4000, and below the agencies'.
      default: 4001,
      description: 'TCP port of the admin server, which serves /metrics; 0 takes a free one, where a gateway runs alone: qaqpa start needs one that is known beforehand. Environment: ADMIN_PORT.',
    }),
    host: Type.String({
      minLength: 1,
      // There is no token for what it serves.
      default: '127.0.0.1',
      description: 'Address that it listens on. Whoever reaches it may read all that it serves: open it to the network of those who run the gate, and to no other. Environment: ADMIN_HOST.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'Where operators look.' },
);
