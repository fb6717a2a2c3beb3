// What stands in the way of recording that the ministry was notified, all of it; nothing where it may be recorded. A notice
// that came too late is recorded like any other: the state says that it is late.

import type { Breach, BreachNotice, RefusalCode } from '../model.js';
import { holdsPersonalNumber } from './holdsPersonalNumber.js';

export function mayRecordNotice({ detectedAt, notice }: Pick<Breach, 'detectedAt' | 'notice'>, { notifiedAt, reference }: BreachNotice, now: Date): RefusalCode[] {
  const found: RefusalCode[] = [];
  if (notice !== null) found.push('NOTICE_RECORDED_BEFORE');
  if (notifiedAt > now) found.push('NOTIFIED_IN_FUTURE');
  if (notifiedAt < detectedAt) found.push('NOTIFIED_BEFORE_DETECTION');
  if (holdsPersonalNumber(reference)) found.push('HOLDS_PERSONAL_NUMBER');
  return found;
}
