// For how long an agency's earlier answers may stand in for those that it cannot give, as the configuration says it.

import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../util/deepFreeze.js';

export const staleSchema = Type.Object(
  {
    maxAgeMs: Type.Integer({
      minimum: 0,
      // A week: who needs older names than that has lost the agency, not a call to it.
      maximum: 604_800_000,
      // What the agencies of this installation allow; one that allows less is given less.
      default: 86_400_000,
      description: 'How old an answer may be at most, whatever the agency allows. 0: none is given.',
    }),
    maxBytes: Type.Integer({
      minimum: 0,
      maximum: 1_073_741_824,
      // The classifiers of this installation, some 320 entries of about 700 bytes each in memory, in four selections.
      default: 1_048_576,
      description: 'Memory for them in each process, about; of more, those used least recently go. 0: none is kept.',
    }),
  },
  {
    additionalProperties: false,
    default: {},
    description:
      'Reference data (@tag "reference-data") that the agency has answered before is given again, with its age, while the agency cannot be asked; only where its answer allowed that with Cache-Control: stale-if-error (RFC 5861). Never anything about a person, a case or a number of places.',
  },
);

export type StaleConfig = DeepReadonly<Static<typeof staleSchema>>;
