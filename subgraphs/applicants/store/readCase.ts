// One whole case as rules judge it, for the write path: read inside the transaction that changes it.

import type { Transaction } from 'kysely';
import type { CaseRecord } from '../model.js';
import { CaseReader, lockApplication } from './CaseReader.js';
import type { Database } from './Database.js';
import { PersonReader } from './PersonReader.js';

/**
 * Locks the case and reads it. Statements follow each other: the embedded store has one connection.
 * @returns null for an unknown id
 */
export async function readCase(transaction: Transaction<Database>, applicationId: string): Promise<CaseRecord | null> {
  await lockApplication(transaction, applicationId);
  const cases = new CaseReader(transaction);
  const persons = new PersonReader(transaction);
  const [application] = await cases.applications([applicationId]);
  if (application === undefined) return null;
  const [applicant] = await persons.applicants([application.applicantId]);
  if (applicant === undefined) throw new Error('a case names an applicant whom the register does not hold');
  const members = await persons.members([applicant.householdId]);
  const attempts = await cases.attempts([applicationId]);
  const documents = await persons.documentsOfApplicants([applicant.id]);
  const [submission] = await cases.submissions([applicationId]);
  const [score] = await cases.scores([applicationId]);
  return {
    application,
    applicant,
    ties: members.find((member) => member.applicantId === applicant.id)?.ties ?? [],
    attempts,
    documents,
    submission: submission ?? null,
    scoreTotal: score?.total ?? null,
  };
}
