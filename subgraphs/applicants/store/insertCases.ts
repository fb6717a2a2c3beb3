// Writes whole cases in bulk, each table in one statement where they are not too many. What is written
// is judged before; what no rule but the record itself can answer (codes, numbers) is checked here.

import type { Kysely } from 'kysely';
import { isCitizenship } from '../../../schema/contract/classifiers/countries.js';
import { OCCUPATIONS } from '../../../schema/contract/classifiers/occupations.js';
import { REGIONS } from '../../../schema/contract/classifiers/regions.js';
import { hasCheckDigit } from '../../kit/identifiers/checkDigit.js';
import { insertRows } from '../../kit/store/insertRows.js';
import type {
  Applicant,
  Application,
  Document,
  HouseholdMember,
  LanguageTestAttempt,
  QuestionnaireAnswer,
  QuestionnaireSubmission,
  Score,
} from '../model.js';
import type { Database } from './Database.js';

export interface NewCases {
  readonly households: readonly string[];
  readonly applicants: readonly Applicant[];
  readonly members: readonly HouseholdMember[];
  readonly documents: readonly Document[];
  readonly holders: readonly { readonly documentId: string; readonly applicantId: string }[];
  readonly applications: readonly Application[];
  readonly attempts: readonly LanguageTestAttempt[];
  readonly submissions: readonly QuestionnaireSubmission[];
  readonly scores: readonly Score[];
}

/** @throws Error that names the record when one holds a number or code that cannot be. */
export async function insertCases(db: Kysely<Database>, cases: NewCases): Promise<void> {
  cases.applicants.forEach(checkApplicant);
  cases.applications.forEach(checkApplication);
  await insertRows(db, 'household', cases.households.map((id) => ({ id })));
  await insertRows(db, 'applicant', cases.applicants.map(applicantRow));
  await insertRows(db, 'household_member', memberRows(cases.members));
  await insertRows(db, 'document', cases.documents.map(documentRow));
  await insertRows(
    db,
    'document_holder',
    cases.holders.map(({ documentId, applicantId }) => ({ document_id: documentId, applicant_id: applicantId })),
  );
  await insertRows(db, 'application', cases.applications.map(applicationRow));
  await insertRows(db, 'language_test_attempt', cases.attempts.map(attemptRow));
  await insertRows(
    db,
    'questionnaire_submission',
    cases.submissions.map((one) => ({ application_id: one.applicationId, form_version: one.formVersion, submitted_on: one.submittedOn })),
  );
  await insertRows(
    db,
    'questionnaire_answer',
    cases.submissions.flatMap(({ applicationId, answers }) => answers.map((answer) => answerRow(applicationId, answer))),
  );
  await insertRows(db, 'score', cases.scores.map(scoreRow));
}

function checkApplicant({ id, iin, citizenship }: Applicant): void {
  // The number itself is personal data and stays out of the message.
  if (iin !== null && !hasCheckDigit(iin)) throw new Error(`applicant ${id}: the IIN has not twelve digits or a wrong check digit`);
  if (!isCitizenship(citizenship)) throw new Error(`applicant ${id}: ${citizenship} is no country of ISO 3166-1 alpha-3`);
}

function checkApplication({ id, regionCode, occupationCode }: Application): void {
  if (REGIONS.find(regionCode)?.retired !== false) throw new Error(`application ${id}: ${regionCode} is no region in use`);
  if (occupationCode !== null && OCCUPATIONS.find(occupationCode) === undefined) {
    throw new Error(`application ${id}: ${occupationCode} is no occupation of the classifier`);
  }
}

function applicantRow(one: Applicant) {
  return {
    id: one.id,
    iin: one.iin,
    full_name: one.fullName,
    birth_date: one.birthDate,
    citizenship: one.citizenship,
    household_id: one.householdId,
  };
}

/** Members come in their order within a household. */
function memberRows(members: readonly HouseholdMember[]) {
  return [...Map.groupBy(members, (member) => member.householdId).values()].flatMap((household) =>
    household.map((member, position) => ({
      id: member.id,
      household_id: member.householdId,
      position,
      relation: member.relation,
      full_name: member.fullName,
      birth_date: member.birthDate,
      ties: JSON.stringify(member.ties),
      applicant_id: member.applicantId,
    })),
  );
}

export function documentRow(one: Document) {
  return {
    id: one.id,
    type: one.type,
    subject_id: one.subjectId,
    stated_name: one.statedName,
    stated_birth_date: one.statedBirthDate,
    issued_by: one.issuedBy,
    issued_on: one.issuedOn,
    valid_until: one.validUntil,
    confirmed_on: one.confirmedOn,
  };
}

function applicationRow(one: Application) {
  return {
    id: one.id,
    applicant_id: one.applicantId,
    track: one.track,
    stage: one.stage,
    stage_entered_on: one.stageEnteredOn,
    submitted_on: one.submittedOn,
    region_code: one.regionCode,
    occupation_code: one.occupationCode,
    interviewed_on: one.interviewedOn,
    decided_by: one.decidedBy,
    refusal_ground: one.refusalGround,
  };
}

export function attemptRow(one: LanguageTestAttempt) {
  return {
    id: one.id,
    application_id: one.applicationId,
    number: one.number,
    taken_on: one.takenOn,
    level: one.level,
    listening_correct: one.listening.correct,
    listening_total: one.listening.total,
    reading_correct: one.reading.correct,
    reading_total: one.reading.total,
  };
}

export function answerRow(applicationId: string, { questionCode, optionCodes }: QuestionnaireAnswer) {
  return { application_id: applicationId, question_code: questionCode, option_codes: JSON.stringify(optionCodes) };
}

export function scoreRow({ applicationId, total, contributions, table }: Score) {
  return {
    application_id: applicationId,
    total,
    contributions: JSON.stringify(contributions),
    table_version: table.version,
    table_illustrative: table.illustrative,
    table_description: table.description,
  };
}
