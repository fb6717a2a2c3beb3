// What one request to this agency works with: loaders that batch, each over one statement.

import type DataLoader from 'dataloader';
import type { Kysely, Transaction } from 'kysely';
import type { RequestContext } from '../kit/Agency.js';
import { createListLoader, createLoader } from '../kit/batch/createLoader.js';
import type {
  Applicant,
  Application,
  Document,
  HeldDocument,
  HouseholdMember,
  LanguageTestAttempt,
  QuestionnaireSubmission,
  Score,
} from './model.js';
import type { Scoring } from './policy/Scoring.js';
import { BreachReader } from './store/BreachReader.js';
import { CaseReader } from './store/CaseReader.js';
import type { Database } from './store/Database.js';
import { PersonReader } from './store/PersonReader.js';

export interface ApplicantsContext extends RequestContext {
  readonly scoring: Scoring;
  /** For pages, which no loader batches. */
  readonly cases: CaseReader;
  readonly application: DataLoader<string, Application | null>;
  readonly applicationsOfApplicant: DataLoader<string, readonly Application[]>;
  readonly applicant: DataLoader<string, Applicant | null>;
  readonly membersOfHousehold: DataLoader<string, readonly HouseholdMember[]>;
  readonly document: DataLoader<string, Document | null>;
  readonly documentsOfApplicant: DataLoader<string, readonly HeldDocument[]>;
  /** Also persons whom the caller may not see: for judging, not for showing. */
  readonly holdersOfDocument: DataLoader<string, readonly { readonly applicantId: string }[]>;
  /** Papers that a person holds, also where the caller may see neither: for judging, not for showing. */
  readonly papersOfSubject: DataLoader<string, readonly HeldDocument[]>;
  readonly attemptsOfApplication: DataLoader<string, readonly LanguageTestAttempt[]>;
  readonly submissionOfApplication: DataLoader<string, QuestionnaireSubmission | null>;
  readonly scoreOfApplication: DataLoader<string, Score | null>;
  /** For pages, and for what a mutation has just written. */
  readonly breaches: BreachReader;
  /**
   * All that a mutation writes, in one transaction over the whole register: who may write it is decided before. Ends with
   * the request's time, and then nothing of it stands.
   */
  readonly inTransaction: <Result>(work: (transaction: Transaction<Database>) => Promise<Result>) => Promise<Result>;
}

export interface ContextSources {
  /** What the caller may see. */
  readonly seen: Kysely<Database>;
  readonly register: Kysely<Database>;
  readonly scoring: Scoring;
}

export function createContext(request: RequestContext, { seen, register, scoring }: ContextSources): ApplicantsContext {
  const cases = new CaseReader(seen);
  const persons = new PersonReader(seen);
  const all = new PersonReader(register);
  const documentsOfApplicant = createListLoader((ids: readonly string[]) => persons.documentsOfApplicants(ids), (held) => held.applicantId);
  return {
    ...request,
    scoring,
    cases,
    application: createLoader((ids) => cases.applications(ids), (one) => one.id),
    applicationsOfApplicant: createListLoader((ids) => cases.applicationsOfApplicants(ids), (one) => one.applicantId),
    applicant: createLoader((ids) => persons.applicants(ids), (one) => one.id),
    membersOfHousehold: createListLoader((ids) => persons.members(ids), (member) => member.householdId),
    document: createLoader((ids) => persons.documents(ids), (one) => one.id),
    documentsOfApplicant,
    holdersOfDocument: createListLoader((ids) => all.holders(ids), (holder) => holder.documentId),
    // Who sees all is asked for them once.
    papersOfSubject: request.viewer.kind === 'everybody' ? documentsOfApplicant : createListLoader((ids) => all.documentsOfApplicants(ids), (held) => held.applicantId),
    attemptsOfApplication: createListLoader((ids) => cases.attempts(ids), (attempt) => attempt.applicationId),
    submissionOfApplication: createLoader((ids) => cases.submissions(ids), (submission) => submission.applicationId),
    scoreOfApplication: createLoader((ids) => cases.scores(ids), (score) => score.applicationId),
    breaches: new BreachReader(seen),
    inTransaction: (work) => register.transaction().execute(work),
  };
}
