// What stands in the way of recording a breach, all of it; nothing for one that may be recorded.

import type { Breach, RefusalCode } from '../model.js';
import { holdsPersonalNumber } from './holdsPersonalNumber.js';

export interface BreachReport extends Pick<Breach, 'detectedAt' | 'description' | 'dataKinds' | 'personsConcerned' | 'contactOffice'> {
  /** Whether there was a term on the day of detection. */
  readonly hasTerm: boolean;
}

export function mayRecordBreach({ detectedAt, description, contactOffice, hasTerm }: BreachReport, now: Date): RefusalCode[] {
  const found: RefusalCode[] = [];
  if (detectedAt > now) found.push('DETECTED_IN_FUTURE');
  if (!hasTerm) found.push('NO_DUTY_ON_THAT_DAY');
  if (holdsPersonalNumber(description) || holdsPersonalNumber(contactOffice)) found.push('HOLDS_PERSONAL_NUMBER');
  return found;
}
