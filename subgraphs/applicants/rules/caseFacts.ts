// From what the register holds about a case to the facts that rules judge it by. The answer's resolvers,
// the write path and the seed all go through here, so that no two of them judge a case differently.

import type { CalendarDate } from '../../kit/time/calendarDate.js';
import type { CaseRecord, DocumentStatus, DocumentType, Stage, StateConsent } from '../model.js';
import { languageTestPolicy } from '../policy/languageTest.js';
import { judgedOn } from '../policy/pilot.js';
import { scoreThreshold } from '../policy/scoreThreshold.js';
import { stateConsentPolicy } from '../policy/stateConsent.js';
import { trackPolicy, type TrackPolicy } from '../policy/tracks.js';
import { documentStatus } from './documentStatus.js';
import { hasKaztestCertificate } from './hasKaztestCertificate.js';
import { meetsThreshold } from './meetsThreshold.js';
import { passesLanguageTest } from './passesLanguageTest.js';
import { stateConsent } from './stateConsent.js';

export interface CaseFacts {
  /** Null for a case that has not entered its first stage. */
  readonly stage: Stage | null;
  /** What the case's track asks for, on the date the case is judged by. */
  readonly policy: TrackPolicy;
  readonly testTaken: boolean;
  readonly testPassed: boolean;
  readonly certificate: boolean;
  /** Whether the questionnaire was handed in. */
  readonly submitted: boolean;
  /** Null while there is no score. */
  readonly scoreMet: boolean | null;
  readonly documents: readonly { readonly type: DocumentType; readonly status: DocumentStatus }[];
  readonly stateConsent: StateConsent;
  readonly notIssuedConsentBlocks: boolean;
  readonly interviewed: boolean;
}

/** @param today decides which documents have expired; the policy is that of the day the case was submitted. */
export function caseFacts({ application, applicant, ties, attempts, documents, submission, scoreTotal }: CaseRecord, today: CalendarDate): CaseFacts {
  const date = judgedOn(application.submittedOn);
  const policy = trackPolicy(application.track, date);
  const testPolicy = languageTestPolicy(date);
  const consentPolicy = stateConsentPolicy(date);
  // The case rests on the applicant's own papers and the family's; a relative's belong to the relative's case.
  const own = documents.filter(({ subjectId }) => subjectId === null || subjectId === applicant.id);
  const judgedDocuments = own.map((document) => ({ type: document.type, status: documentStatus(document, own, today) }));
  return {
    stage: application.stage,
    policy,
    testTaken: attempts.length > 0,
    testPassed: attempts.some((attempt) => passesLanguageTest(attempt, testPolicy)),
    certificate: hasKaztestCertificate(own, today),
    submitted: submission !== null,
    scoreMet: scoreTotal === null ? null : meetsThreshold(scoreTotal, scoreThreshold(date)),
    documents: judgedDocuments,
    stateConsent: stateConsent(
      { citizenship: applicant.citizenship, ties, required: policy.stateConsent, documents: judgedDocuments },
      consentPolicy,
    ),
    notIssuedConsentBlocks: consentPolicy.notIssuedBlocks,
    interviewed: application.interviewedOn !== null,
  };
}
