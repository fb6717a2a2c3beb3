// The agency's part of a synthetic world: families, papers, tests, questionnaires and cases. Scores are
// computed by the rule from the loaded table, and every case passes the rules on its way to its stage.

import type { Kysely } from 'kysely';
import { seededRandom } from '../kit/synthetic/seededRandom.js';
import type { SyntheticCase, SyntheticWorld } from '../kit/synthetic/SyntheticWorld.js';
import { addDays, type CalendarDate } from '../kit/time/calendarDate.js';
import type { Applicant, Application, HouseholdMember, QuestionnaireAnswer, QuestionnaireSubmission } from './model.js';
import { judgedOn } from './policy/pilot.js';
import { scoreThreshold } from './policy/scoreThreshold.js';
import type { Scoring } from './policy/Scoring.js';
import { stateConsentPolicy } from './policy/stateConsent.js';
import { trackPolicy } from './policy/tracks.js';
import { versionInForce } from './policy/versionInForce.js';
import { scoreOf } from './rules/scoreOf.js';
import { stateConsent } from './rules/stateConsent.js';
import { advance } from './seed/advance.js';
import { answersWithTotal, drawAnswers, type Answering } from './seed/answers.js';
import { syntheticAttempts } from './seed/attempts.js';
import { syntheticPapers } from './seed/documents.js';
import { isSecondOfFamily, numberOf, syntheticHousehold, syntheticIin } from './seed/household.js';
import { knownAnswers, type KnownAnswers } from './seed/knownAnswers.js';
import type { Database } from './store/Database.js';
import { insertCases, type NewCases } from './store/insertCases.js';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] extends readonly (infer Item)[] ? Item[] : Type[Key] };

export async function seed(db: Kysely<Database>, world: SyntheticWorld, scoring: Scoring): Promise<void> {
  const cases: Mutable<NewCases> = {
    households: [],
    applicants: [],
    members: [],
    documents: [],
    holders: [],
    applications: [],
    attempts: [],
    submissions: [],
    scores: [],
  };
  for (const one of world.cases) addCase(cases, one, world.seededOn, scoring);
  await insertCases(db, cases);
}

function addCase(cases: Mutable<NewCases>, one: SyntheticCase, seededOn: CalendarDate, scoring: Scoring): void {
  const random = seededRandom(`applicants ${one.number}`);
  const { applicant, members, isFirst } = personsOf(one, seededOn);
  const ties = members.find(({ applicantId }) => applicantId === one.applicantId)?.ties ?? [];
  const date = judgedOn(one.submittedOn);
  const policy = trackPolicy(one.track, date);
  const tested = policy.stages.includes('LANGUAGE_TEST');
  const attempts = tested ? syntheticAttempts(one, random) : [];
  const withoutPapers = { citizenship: applicant.citizenship, ties, required: policy.stateConsent, documents: [] };
  const needsConsent = stateConsent(withoutPapers, stateConsentPolicy(date)) === 'MISSING';
  const { own, shared } = syntheticPapers({ one, applicant, attempts, needsConsent, seededOn }, random);
  const documents = [...own, ...shared];
  const submission = tested ? submissionOf(one, scoring, knownAnswers(applicant, members, one.submittedOn)) : null;
  const score = submission && scoreOf(one.applicationId, submission.answers, tableOf(one, scoring));

  const application = advance(
    {
      application: applicationOf(one, seededOn),
      applicant,
      ties,
      attempts,
      documents,
      submission,
      scoreTotal: score?.total ?? null,
    },
    one,
    seededOn,
  );

  if (isFirst) {
    cases.households.push(one.householdId);
    cases.members.push(...members);
  }
  cases.applicants.push(applicant);
  cases.documents.push(...own, ...(isFirst ? shared : []));
  cases.holders.push(...documents.map(({ id }) => ({ documentId: id, applicantId: applicant.id })));
  cases.applications.push(application);
  cases.attempts.push(...attempts);
  if (submission) cases.submissions.push(submission);
  if (score) cases.scores.push(score);
}

interface Persons {
  readonly applicant: Applicant;
  readonly members: readonly HouseholdMember[];
  /** False for the second case of a family, whose household is there already. */
  readonly isFirst: boolean;
}

function personsOf(one: SyntheticCase, seededOn: CalendarDate): Persons {
  const first = numberOf(one.householdId);
  const { citizenship, members } = syntheticHousehold(one, seededOn);
  const position = one.number - first;
  // Whoever has a case of their own stands first in the family: the applicant, then the second adult.
  const linked = members.map((member, index) => ({
    ...member,
    applicantId: index === 0 ? personId(first) : index === 1 && isSharedFamily(one) ? personId(first + 1) : null,
  }));
  const { fullName, birthDate } = members[position]!;
  return {
    applicant: { id: one.applicantId, iin: syntheticIin(one.number), fullName, birthDate, citizenship, householdId: one.householdId },
    members: linked,
    isFirst: position === 0,
  };
}

function isSharedFamily(one: SyntheticCase): boolean {
  return one.story === 'family-shared-papers' || isSecondOfFamily(one);
}

const personId = (number: number): string => `person-${String(number).padStart(6, '0')}`;

/** Only a questionnaire that was handed in has answers: not while the test or the questionnaire is still open. */
function submissionOf(one: SyntheticCase, scoring: Scoring, known: KnownAnswers): QuestionnaireSubmission | null {
  if (one.stage === 'LANGUAGE_TEST' || one.stage === 'QUESTIONNAIRE') return null;
  const form = versionInForce('questionnaire form', scoring.forms, judgedOn(one.submittedOn));
  return {
    applicationId: one.applicationId,
    formVersion: form.version,
    submittedOn: addDays(one.submittedOn, 4),
    answers: answersOf(one, { form, table: tableOf(one, scoring), known }),
  };
}

function answersOf(one: SyntheticCase, answering: Answering): QuestionnaireAnswer[] {
  const threshold = scoreThreshold(judgedOn(one.submittedOn));
  if (one.story === 'score-exactly-400') return answersWithTotal(answering, threshold);
  if (one.story === 'score-399') return answersWithTotal(answering, threshold - 1);
  const below = one.stage === 'SCREENED_OUT';
  return drawAnswers(answering, seededRandom(`answers ${one.number}`), (total) => total < threshold === below);
}

function tableOf(one: SyntheticCase, scoring: Scoring) {
  return versionInForce('score table', scoring.tables, judgedOn(one.submittedOn));
}

function applicationOf(one: SyntheticCase, seededOn: CalendarDate): Application {
  return {
    id: one.applicationId,
    applicantId: one.applicantId,
    track: one.track,
    stage: one.stage,
    stageEnteredOn: seededOn,
    submittedOn: one.submittedOn,
    regionCode: one.regionCode,
    occupationCode: one.occupationCode,
    interviewedOn: one.stage === 'DECISION' || one.stage === 'CERTIFIED' ? seededOn : null,
    decidedBy: null,
    refusalGround: null,
  };
}
