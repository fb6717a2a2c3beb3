// Reads persons, households and papers in batches: every method is one statement, whatever the number
// of keys. A reader cannot write.

import type { Kysely } from 'kysely';
import type { Applicant, Document, HeldDocument, HouseholdMember } from '../model.js';
import type { Database } from './Database.js';

/** Columns of a document under the names of the model. */
const DOCUMENT = [
  'document.id as id',
  'document.type as type',
  'document.subject_id as subjectId',
  'document.stated_name as statedName',
  'document.stated_birth_date as statedBirthDate',
  'document.issued_by as issuedBy',
  'document.issued_on as issuedOn',
  'document.valid_until as validUntil',
  'document.confirmed_on as confirmedOn',
] as const;

export class PersonReader {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  async applicants(ids: readonly string[]): Promise<Applicant[]> {
    return this.#db
      .selectFrom('applicant')
      .select(['id', 'iin', 'full_name as fullName', 'birth_date as birthDate', 'citizenship', 'household_id as householdId'])
      .where('id', 'in', ids)
      .execute();
  }

  /** The first applicant first. */
  async members(householdIds: readonly string[]): Promise<HouseholdMember[]> {
    return this.#db
      .selectFrom('household_member')
      .select(['id', 'household_id as householdId', 'relation', 'full_name as fullName'])
      .select(['birth_date as birthDate', 'ties', 'applicant_id as applicantId'])
      .where('household_id', 'in', householdIds)
      .orderBy('household_id')
      .orderBy('position')
      .execute();
  }

  async documents(ids: readonly string[]): Promise<Document[]> {
    return this.#db.selectFrom('document').select(DOCUMENT).where('id', 'in', ids).execute();
  }

  async documentsOfApplicants(applicantIds: readonly string[]): Promise<HeldDocument[]> {
    return this.#db
      .selectFrom('document')
      .innerJoin('document_holder', 'document_holder.document_id', 'document.id')
      .select(DOCUMENT)
      .select('document_holder.applicant_id as applicantId')
      .where('document_holder.applicant_id', 'in', applicantIds)
      .orderBy('document.id')
      .execute();
  }

  async holders(documentIds: readonly string[]): Promise<{ documentId: string; applicantId: string }[]> {
    return this.#db
      .selectFrom('document_holder')
      .select(['document_id as documentId', 'applicant_id as applicantId'])
      .where('document_id', 'in', documentIds)
      .orderBy('applicant_id')
      .execute();
  }
}
