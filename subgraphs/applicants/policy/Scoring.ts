// Everything a questionnaire is asked and scored by, loaded once when the process starts.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { QuestionnaireForm } from './QuestionnaireForm.js';
import type { ScoreTable } from './ScoreTable.js';

export interface Scoring {
  /** Each version once, in any order. */
  readonly tables: readonly ScoreTable[];
  readonly forms: readonly QuestionnaireForm[];
}

/** Something of which one version is in force at a time. */
export interface Versioned {
  readonly version: string;
  /** First day in force; the next version ends it. */
  readonly from: CalendarDate;
}
