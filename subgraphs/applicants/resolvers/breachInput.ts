// The form of what is recorded about a breach. What is well formed and yet not true is for the rules to refuse.

import { Type } from 'typebox';
import { readInput } from '../../kit/errors/readInput.js';
import type { NewBreach } from '../store/recordBreach.js';
import type { NewBreachNotice } from '../store/recordBreachNotice.js';
import type { RecordBreachInput, RecordBreachNoticeInput } from '../types/Breach.js';

/** Something that can be read; the one character that PostgreSQL cannot take is not among it. */
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\0]*[^\\s\\0][^\\0]*$' });

const BREACH = Type.Object({
  description: text(4_000),
  dataKinds: Type.Array(Type.String(), { minItems: 1, uniqueItems: true }),
  personsConcerned: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
  contactOffice: text(200),
});

const NOTICE = Type.Object({ reference: text(200) });

/** @throws GraphQLError BAD_USER_INPUT that names the place and what was expected. */
export function readBreach({ detectedAt, description, dataKinds, personsConcerned = null, contactOffice }: RecordBreachInput): NewBreach {
  readInput('input', BREACH, { description, dataKinds, personsConcerned, contactOffice });
  return { detectedAt, description, dataKinds, personsConcerned, contactOffice };
}

/** @throws GraphQLError BAD_USER_INPUT that names the place and what was expected. */
export function readBreachNotice({ breachId, notifiedAt, reference }: RecordBreachNoticeInput): NewBreachNotice {
  readInput('input', NOTICE, { reference });
  return { breachId, notifiedAt, reference };
}
