// Reads cases, tests and scores in batches: every method is one statement, whatever the number of keys.
// A reader cannot write.

import type { Kysely, Transaction } from 'kysely';
import type { Application, LanguageTestAttempt, QuestionnaireSubmission, Score, Stage, Track } from '../model.js';
import type { Database } from './Database.js';

export interface ApplicationFilter {
  readonly regionCode: string | null;
  readonly stage: Stage | null;
  readonly track: Track | null;
}

export class CaseReader {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async applications(ids: readonly string[]): Promise<Application[]> {
    return this.#selectApplications().where('id', 'in', ids).execute();
  }

  async applicationsOfApplicants(applicantIds: readonly string[]): Promise<Application[]> {
    return this.#selectApplications().where('applicant_id', 'in', applicantIds).orderBy('id').execute();
  }

  /** By id; `afterId` is the last one of the page before. */
  async page(filter: ApplicationFilter, { limit, afterKey }: { limit: number; afterKey: string | null }): Promise<Application[]> {
    let query = this.#selectApplications().orderBy('id').limit(limit);
    if (filter.regionCode !== null) query = query.where('region_code', '=', filter.regionCode);
    if (filter.stage !== null) query = query.where('stage', '=', filter.stage);
    if (filter.track !== null) query = query.where('track', '=', filter.track);
    if (afterKey !== null) query = query.where('id', '>', afterKey);
    return query.execute();
  }

  /** In the order they were taken. */
  async attempts(applicationIds: readonly string[]): Promise<LanguageTestAttempt[]> {
    const rows = await this.#db
      .selectFrom('language_test_attempt')
      .selectAll()
      .where('application_id', 'in', applicationIds)
      .orderBy('number')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      applicationId: row.application_id,
      number: row.number,
      takenOn: row.taken_on,
      level: row.level,
      listening: { correct: row.listening_correct, total: row.listening_total },
      reading: { correct: row.reading_correct, total: row.reading_total },
    }));
  }

  /** With the answers; one statement for both. */
  async submissions(applicationIds: readonly string[]): Promise<QuestionnaireSubmission[]> {
    const rows = await this.#db
      .selectFrom('questionnaire_submission as submission')
      .leftJoin('questionnaire_answer as answer', 'answer.application_id', 'submission.application_id')
      .select(['submission.application_id as applicationId', 'form_version as formVersion', 'submitted_on as submittedOn'])
      .select(['question_code as questionCode', 'option_codes as optionCodes'])
      .where('submission.application_id', 'in', applicationIds)
      .execute();
    return [...Map.groupBy(rows, (row) => row.applicationId).values()].map((ofCase) => {
      const { applicationId, formVersion, submittedOn } = ofCase[0]!;
      const answers = ofCase.flatMap(({ questionCode, optionCodes }) =>
        questionCode === null || optionCodes === null ? [] : [{ questionCode, optionCodes }],
      );
      return { applicationId, formVersion, submittedOn, answers };
    });
  }

  async scores(applicationIds: readonly string[]): Promise<Score[]> {
    const rows = await this.#db.selectFrom('score').selectAll().where('application_id', 'in', applicationIds).execute();
    return rows.map((row) => ({
      applicationId: row.application_id,
      total: row.total,
      contributions: row.contributions,
      table: { version: row.table_version, illustrative: row.table_illustrative, description: row.table_description },
    }));
  }

  #selectApplications() {
    return this.#db
      .selectFrom('application')
      .select(['id', 'applicant_id as applicantId', 'track', 'stage', 'stage_entered_on as stageEnteredOn'])
      .select(['submitted_on as submittedOn', 'region_code as regionCode', 'occupation_code as occupationCode'])
      .select(['interviewed_on as interviewedOn', 'decided_by as decidedBy', 'refusal_ground as refusalGround']);
  }
}

/** The case, kept from changing until the transaction ends: two moves of one case follow each other. */
export async function lockApplication(transaction: Transaction<Database>, id: string): Promise<void> {
  await transaction.selectFrom('application').select('id').where('id', '=', id).forUpdate().execute();
}
