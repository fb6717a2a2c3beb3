// Announced maintenance of an agency, as the configuration says it.

import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../util/deepFreeze.js';

const TIME_OF_DAY = '^([01][0-9]|2[0-3]):[0-5][0-9]$';
/** RFC 3339, with the offset that says whose time it is. */
const INSTANT = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)$';

const onceSchema = Type.Object(
  {
    from: Type.String({ pattern: INSTANT, description: 'The first moment, with its offset: 2026-12-05T22:00+05:00.' }),
    until: Type.String({ pattern: INSTANT, description: 'The first moment after it.' }),
  },
  { additionalProperties: false },
);

const weeklySchema = Type.Object(
  {
    weekdays: Type.Array(Type.Enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']), {
      minItems: 1,
      description: 'Days on which it begins.',
    }),
    from: Type.String({ pattern: TIME_OF_DAY, description: 'When it begins, HH:MM in Kazakhstan (UTC+5).' }),
    until: Type.String({ pattern: TIME_OF_DAY, description: 'When it is over, HH:MM; not later than `from` means on the next day, equal means a whole day.' }),
  },
  { additionalProperties: false },
);

export const maintenanceSchema = Type.Object(
  {
    once: Type.Array(onceSchema, { maxItems: 100, default: [], description: 'Single times.' }),
    weekly: Type.Array(weeklySchema, { maxItems: 100, default: [], description: 'Times that come again each week.' }),
  },
  {
    additionalProperties: false,
    default: {},
    description: 'When the agency has said that it will not answer. It is then not called: its answers say UNAVAILABLE, SUBGRAPH_IN_MAINTENANCE and until when.',
  },
);

export type MaintenanceConfig = DeepReadonly<Static<typeof maintenanceSchema>>;
export type OnceConfig = MaintenanceConfig['once'][number];
export type WeeklyConfig = MaintenanceConfig['weekly'][number];
