// Tables of the register, as Kysely sees them.

import type { ColumnType, Generated } from 'kysely';
import type { IdempotencyTable } from '../../kit/idempotency/idempotencyTable.js';
import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type {
  DocumentType,
  FamilyRelation,
  KazakhstanTie,
  LanguageLevel,
  PersonalDataKind,
  RefusalGround,
  ScoreContribution,
  Stage,
  Track,
} from '../model.js';

/** Read as objects, written as JSON text. */
type Json<Value> = ColumnType<Value, string, string>;

export interface Database extends IdempotencyTable {
  household: { id: string };
  household_member: {
    id: string;
    household_id: string;
    position: number;
    relation: FamilyRelation;
    full_name: string;
    birth_date: CalendarDate;
    ties: Json<readonly KazakhstanTie[]>;
    applicant_id: string | null;
  };
  applicant: {
    id: string;
    iin: string | null;
    full_name: string;
    birth_date: CalendarDate;
    citizenship: string;
    household_id: string;
  };
  document: {
    id: string;
    type: DocumentType;
    subject_id: string | null;
    stated_name: string | null;
    stated_birth_date: CalendarDate | null;
    issued_by: string | null;
    issued_on: CalendarDate | null;
    valid_until: CalendarDate | null;
    confirmed_on: CalendarDate | null;
  };
  document_holder: { document_id: string; applicant_id: string };
  application: {
    id: string;
    applicant_id: string;
    track: Track;
    stage: Stage;
    stage_entered_on: CalendarDate;
    submitted_on: CalendarDate;
    region_code: string;
    occupation_code: string | null;
    interviewed_on: CalendarDate | null;
    decided_by: string | null;
    refusal_ground: RefusalGround | null;
  };
  language_test_attempt: {
    id: string;
    application_id: string;
    number: number;
    taken_on: CalendarDate;
    level: LanguageLevel;
    listening_correct: number;
    listening_total: number;
    reading_correct: number;
    reading_total: number;
  };
  questionnaire_submission: { application_id: string; form_version: string; submitted_on: CalendarDate };
  questionnaire_answer: { application_id: string; question_code: string; option_codes: Json<readonly string[]> };
  score: {
    application_id: string;
    total: number;
    contributions: Json<readonly ScoreContribution[]>;
    table_version: string;
    table_illustrative: boolean;
    table_description: string;
  };
  breach: {
    id: Generated<string>;
    detected_at: Date;
    recorded_at: Date;
    description: string;
    data_kinds: Json<readonly PersonalDataKind[]>;
    persons_concerned: number | null;
    contact_office: string;
    notify_by: CalendarDate;
    notified_at: Date | null;
    notice_reference: string | null;
  };
}
