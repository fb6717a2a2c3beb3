// What the applicants' agency knows about: persons and their households, their papers, the case itself
// and how far it has come. Rows are named as their tables; what a rule needs of a case stands together
// in CaseRecord (what the register holds) and Evidence (what the other agencies answered).

import type { AnswerStatus } from '../../schema/contract/AnswerStatus.js';
import type { CalendarDate } from '../kit/time/calendarDate.js';

/** The ways into the country. What they differ in is policy (policy/tracks.ts), not code. */
export type Track = 'GENERAL' | 'KANDAS' | 'IN_DEMAND_PROFESSION' | 'DIGITAL_NOMAD';

export type Stage =
  | 'LANGUAGE_TEST'
  | 'QUESTIONNAIRE'
  | 'SCREENED_OUT'
  | 'INTER_AGENCY_CHECK'
  | 'INTERVIEW'
  | 'DECISION'
  | 'CERTIFIED'
  | 'REFUSED';

export interface Applicant {
  readonly id: string;
  /** Individual identification number; null until the state has given one. Never leaves the agency. */
  readonly iin: string | null;
  readonly fullName: string;
  readonly birthDate: CalendarDate;
  /** ISO 3166-1 alpha-3, or STATELESS. */
  readonly citizenship: string;
  readonly householdId: string;
}

export type FamilyRelation = 'APPLICANT' | 'SPOUSE' | 'CHILD' | 'PARENT' | 'SIBLING';

export type KazakhstanTie =
  | 'ETHNIC_KAZAKH'
  | 'BORN_IN_KAZAKHSTAN'
  | 'FORMER_CITIZEN'
  | 'RELATIVE_IN_KAZAKHSTAN'
  | 'STUDIED_IN_KAZAKHSTAN'
  | 'WORKED_IN_KAZAKHSTAN';

/** A person of a household, as the household declared them. */
export interface HouseholdMember {
  readonly id: string;
  readonly householdId: string;
  /** To the household's first applicant, who is APPLICANT. */
  readonly relation: FamilyRelation;
  readonly fullName: string;
  readonly birthDate: CalendarDate;
  readonly ties: readonly KazakhstanTie[];
  /** Set where the member has a case of their own. */
  readonly applicantId: string | null;
}

export type DocumentType =
  | 'FOREIGN_PASSPORT'
  | 'STATELESS_DOCUMENT'
  | 'RESIDENCE_PERMIT'
  | 'KANDAS_CERTIFICATE'
  | 'BIRTH_CERTIFICATE'
  | 'KAZTEST_CERTIFICATE'
  | 'PRELIMINARY_SCREENING_CERTIFICATE'
  | 'CRIMINAL_RECORD'
  | 'MEDICAL_028U'
  | 'BANK_CERTIFICATE'
  | 'STATE_CONSENT'
  | 'HOUSING_CONSENT'
  | 'CHILD_CONSENT'
  | 'LINE_MINISTRY_PETITION';

export type DocumentStatus = 'UNVERIFIED' | 'VERIFIED' | 'CONTRADICTED' | 'EXPIRED';

/** A paper. Several applicants may hold the same one. */
export interface Document {
  readonly id: string;
  readonly type: DocumentType;
  /** The applicant whom the paper is about, always one of its holders; null for a paper on a whole family. */
  readonly subjectId: string | null;
  /** What the paper says of its subject; null where it says nothing. */
  readonly statedName: string | null;
  readonly statedBirthDate: CalendarDate | null;
  readonly issuedBy: string | null;
  readonly issuedOn: CalendarDate | null;
  /** Last day on which the paper holds; null: no end. */
  readonly validUntil: CalendarDate | null;
  /** Day on which the issuer's register confirmed the paper; null while it has not. */
  readonly confirmedOn: CalendarDate | null;
}

/** A document as one of its holders has it. */
export interface HeldDocument extends Document {
  readonly applicantId: string;
}

/** A case. */
export interface Application {
  readonly id: string;
  readonly applicantId: string;
  readonly track: Track;
  readonly stage: Stage;
  readonly stageEnteredOn: CalendarDate;
  readonly submittedOn: CalendarDate;
  /** KATO prefix of the region the household wants to settle in. */
  readonly regionCode: string;
  /** NKZ unit group; null where the track asks for none. */
  readonly occupationCode: string | null;
  readonly interviewedOn: CalendarDate | null;
  /** The person who decided, in CERTIFIED and REFUSED. */
  readonly decidedBy: string | null;
  readonly refusalGround: RefusalGround | null;
}

/**
 * Grounds on which a case may be refused. The law has more (Law on Migration, Art. 49; its items 5–14
 * are not in the record that was read): a ground is added here together with the evidence that bears it.
 */
export type RefusalGround = 'CONCURRENCE_REFUSED';

export type LanguageLevel = 'A1' | 'A2' | 'B1' | 'B2' | 'C1';

export interface TestBlock {
  readonly correct: number;
  readonly total: number;
}

export interface LanguageTestAttempt {
  readonly id: string;
  readonly applicationId: string;
  /** 1, 2, 3 in the order they were taken. */
  readonly number: number;
  readonly takenOn: CalendarDate;
  readonly level: LanguageLevel;
  readonly listening: TestBlock;
  readonly reading: TestBlock;
}

export interface QuestionnaireAnswer {
  readonly questionCode: string;
  /** One for CHOICE, any number for MULTIPLE_CHOICE. */
  readonly optionCodes: readonly string[];
}

export interface QuestionnaireSubmission {
  readonly applicationId: string;
  readonly formVersion: string;
  readonly submittedOn: CalendarDate;
  readonly answers: readonly QuestionnaireAnswer[];
}

export interface ScoreContribution {
  readonly criterion: string;
  readonly points: number;
}

/** Which table a score was computed from. */
export interface ScoreTableIdentity {
  readonly version: string;
  /** True: the points are made up, since the real ones are not public. */
  readonly illustrative: boolean;
  readonly description: string;
}

/** The total that the applicant's own answers come to. Always computed, never entered. */
export interface Score {
  readonly applicationId: string;
  readonly total: number;
  readonly contributions: readonly ScoreContribution[];
  readonly table: ScoreTableIdentity;
}

/** What the register holds about one case, as far as rules judge it. */
export interface CaseRecord {
  readonly application: Application;
  readonly applicant: Applicant;
  readonly ties: readonly KazakhstanTie[];
  readonly attempts: readonly LanguageTestAttempt[];
  /** Every document the applicant holds. */
  readonly documents: readonly Document[];
  readonly submission: Pick<QuestionnaireSubmission, 'submittedOn'> | null;
  readonly scoreTotal: number | null;
}

/** What the other agencies answered about a case, as it arrived. Null: nothing arrived. */
export interface Evidence {
  readonly clearance: { readonly status: AnswerStatus; readonly outcome: 'CLEARED' | 'OBJECTED' | null } | null;
  readonly demandMatch: { readonly status: AnswerStatus; readonly openPlaces: number | null } | null;
  readonly placement: { readonly status: AnswerStatus; readonly state: 'REQUESTED' | 'INCLUDED' | 'NO_FREE_PLACE' | null } | null;
}

export type StateConsent = 'PROVIDED' | 'EXEMPT' | 'NOT_ISSUED_BY_STATE' | 'MISSING';

/** Kinds of personal data: those that law restricts, as reported, and what else the agencies hold of a person. */
export type PersonalDataKind =
  | 'NAME'
  | 'BIRTH_DATE'
  | 'NATIONALITY'
  | 'ADDRESS'
  | 'PERSONAL_NUMBER'
  | 'DOCUMENT_NUMBER'
  | 'CASE_FILE'
  | 'AUTHORITY_ANSWER'
  | 'OTHER';

/** Personal data that got where it may not be, as the operator of the gate has recorded it. It names nobody. */
export interface Breach {
  readonly id: string;
  readonly detectedAt: Date;
  readonly recordedAt: Date;
  readonly description: string;
  readonly dataKinds: readonly PersonalDataKind[];
  /** Null while it is not known how many. */
  readonly personsConcerned: number | null;
  /** Whom the ministry asks: an office, no person. */
  readonly contactOffice: string;
  /** Last business date on which the ministry is notified in time. */
  readonly notifyBy: CalendarDate;
  /** Null until the ministry was notified. */
  readonly notice: BreachNotice | null;
}

export interface BreachNotice {
  readonly notifiedAt: Date;
  /** What the ministry, or the way to it, calls the notice by. */
  readonly reference: string;
}

export type BreachState = 'OPEN' | 'OVERDUE' | 'NOTIFIED' | 'NOTIFIED_LATE';

/** Why a mutation of this agency was not carried out. */
export type RefusalCode =
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'HOLDS_PERSONAL_NUMBER'
  | 'DETECTED_IN_FUTURE'
  | 'NO_DUTY_ON_THAT_DAY'
  | 'BREACH_UNKNOWN'
  | 'NOTICE_RECORDED_BEFORE'
  | 'NOTIFIED_IN_FUTURE'
  | 'NOTIFIED_BEFORE_DETECTION';
