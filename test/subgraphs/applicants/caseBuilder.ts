// A case in plain rows, for tests that change one thing at a time. Everything it lacks is in order.

import type { Applicant, Application, CaseRecord, Document, Evidence, LanguageTestAttempt } from '../../../subgraphs/applicants/model.js';
import type { NewCases } from '../../../subgraphs/applicants/store/insertCases.js';

export const SUBMITTED_ON = '2026-03-02';
export const TODAY = '2026-04-20';

export const CLEARED: Evidence = {
  clearance: { status: 'ANSWERED', outcome: 'CLEARED' },
  demandMatch: { status: 'ANSWERED', openPlaces: 1 },
  placement: { status: 'ANSWERED', state: 'INCLUDED' },
};

export function applicant(id: string, changes: Partial<Applicant> = {}): Applicant {
  return { id, iin: null, fullName: 'Test Person', birthDate: '1990-05-05', citizenship: 'UZB', householdId: `${id}-home`, ...changes };
}

export function application(id: string, changes: Partial<Application> = {}): Application {
  return {
    id,
    applicantId: `${id}-person`,
    track: 'GENERAL',
    stage: 'DECISION',
    stageEnteredOn: TODAY,
    submittedOn: SUBMITTED_ON,
    regionCode: '55',
    occupationCode: '2142',
    interviewedOn: '2026-04-10',
    decidedBy: null,
    refusalGround: null,
    ...changes,
  };
}

export function document(subjectId: string | null, type: Document['type'], changes: Partial<Document> = {}): Document {
  return {
    id: `${subjectId ?? 'family'}-${type}`,
    type,
    subjectId,
    statedName: null,
    statedBirthDate: null,
    issuedBy: 'Test issuer',
    issuedOn: '2026-03-05',
    validUntil: null,
    confirmedOn: '2026-03-06',
    ...changes,
  };
}

/** Right answers of 30 questions in each block. */
export function attempt(applicationId: string, number: number, listening: number, reading: number): LanguageTestAttempt {
  return {
    id: `${applicationId}-test-${number}`,
    applicationId,
    number,
    takenOn: '2026-03-04',
    level: 'A1',
    listening: { correct: listening, total: 30 },
    reading: { correct: reading, total: 30 },
  };
}

/** A case that is ready for its decision. */
export function readyCase(id: string, changes: Partial<CaseRecord> = {}): CaseRecord {
  const person = `${id}-person`;
  return {
    application: application(id),
    applicant: applicant(person),
    ties: [],
    attempts: [attempt(id, 1, 20, 20)],
    documents: [document(person, 'FOREIGN_PASSPORT'), document(person, 'KAZTEST_CERTIFICATE'), document(person, 'STATE_CONSENT')],
    submission: { submittedOn: '2026-03-08' },
    scoreTotal: 400,
    ...changes,
  };
}

/** The rows of a case, as insertCases writes them. */
export function rowsOf({ application, applicant, attempts, documents, submission, scoreTotal, ties }: CaseRecord): NewCases {
  const { id: applicationId } = application;
  return {
    households: [applicant.householdId],
    applicants: [applicant],
    members: [
      {
        id: `${applicant.id}-member`,
        householdId: applicant.householdId,
        relation: 'APPLICANT',
        fullName: applicant.fullName,
        birthDate: applicant.birthDate,
        ties,
        applicantId: applicant.id,
      },
    ],
    documents,
    holders: documents.map(({ id }) => ({ documentId: id, applicantId: applicant.id })),
    applications: [application],
    attempts,
    submissions: submission === null ? [] : [{ applicationId, formVersion: 'illustrative-2026', answers: [], ...submission }],
    scores:
      scoreTotal === null
        ? []
        : [{ applicationId, total: scoreTotal, contributions: [], table: { version: 'test', illustrative: true, description: 'of a test' } }],
  };
}
