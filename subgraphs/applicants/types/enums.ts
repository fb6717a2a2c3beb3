// The enums of this agency's schema.

import { createEnum } from '../../kit/schema/createEnum.js';

export const TrackEnum = createEnum('Track', 'The way a case takes. Which stages it passes and whose answers it needs is dated policy.', {
  GENERAL: 'Permanent residence on general grounds: any region, no quota place.',
  KANDAS: 'Ethnic Kazakhs who come to live permanently.',
  IN_DEMAND_PROFESSION: 'A profession of the in-demand list, on petition of its ministry.',
  DIGITAL_NOMAD: 'Remote work for a foreign company.',
});

export const ApplicationStageEnum = createEnum('ApplicationStage', 'How far a case has come.', {
  LANGUAGE_TEST: 'The Kazakh test has to be passed.',
  QUESTIONNAIRE: 'The KAZTEST certificate exists; the questionnaire can be filled in.',
  SCREENED_OUT: 'The score is below the threshold: no authority is asked. No refusal; a person reviews it.',
  INTER_AGENCY_CHECK: 'The authorities have been asked.',
  INTERVIEW: 'No check gave a ground for refusal; the interview is to be held.',
  DECISION: 'The authorities have cleared the case and the interview was held; a person decides.',
  CERTIFIED: 'A preliminary screening certificate was given.',
  REFUSED: 'A person refused, on a ground.',
});

export const FamilyRelationEnum = createEnum('FamilyRelation', 'What a member is to the household’s first applicant.', ['APPLICANT', 'SPOUSE', 'CHILD', 'PARENT', 'SIBLING']);

export const KazakhstanTieEnum = createEnum('KazakhstanTie', 'What ties a person to Kazakhstan already, as declared.', [
  'ETHNIC_KAZAKH',
  'BORN_IN_KAZAKHSTAN',
  'FORMER_CITIZEN',
  'RELATIVE_IN_KAZAKHSTAN',
  'STUDIED_IN_KAZAKHSTAN',
  'WORKED_IN_KAZAKHSTAN',
]);

export const DocumentTypeEnum = createEnum('DocumentType', 'Kinds of papers; there is no official code list of them.', [
  'FOREIGN_PASSPORT',
  'STATELESS_DOCUMENT',
  'RESIDENCE_PERMIT',
  'KANDAS_CERTIFICATE',
  'BIRTH_CERTIFICATE',
  'KAZTEST_CERTIFICATE',
  'PRELIMINARY_SCREENING_CERTIFICATE',
  'CRIMINAL_RECORD',
  'MEDICAL_028U',
  'BANK_CERTIFICATE',
  'STATE_CONSENT',
  'HOUSING_CONSENT',
  'CHILD_CONSENT',
  'LINE_MINISTRY_PETITION',
]);

export const DocumentStatusEnum = createEnum('DocumentStatus', 'What a paper is worth today.', {
  UNVERIFIED: 'Handed in; the issuer’s register has not confirmed it.',
  VERIFIED: 'The issuer’s register confirmed it.',
  CONTRADICTED: 'Another paper of the same person states another birth or name.',
  EXPIRED: 'Past its last day.',
});

export const StateConsentEnum = createEnum('StateConsent', 'The written consent of the state of citizenship to the move.', {
  PROVIDED: 'Handed in.',
  EXEMPT: 'Not asked of this person, or on this track.',
  NOT_ISSUED_BY_STATE: 'That state’s law knows no such paper: it cannot be waited for.',
  MISSING: 'Required and not there.',
});

export const QuestionnaireStateEnum = createEnum('QuestionnaireState', 'Whether the questionnaire can be filled in.', {
  LOCKED: 'No KAZTEST certificate exists yet, or the track has no questionnaire.',
  OPEN: 'Can be filled in.',
  SUBMITTED: 'Handed in and scored.',
});

export const QuestionKindEnum = createEnum('QuestionKind', 'One option, or any number of them.', ['CHOICE', 'MULTIPLE_CHOICE']);

export const ReadinessGapCodeEnum = createEnum('ReadinessGapCode', 'What stands in the way of a decision.', {
  LANGUAGE_TEST: 'The test is not passed, or its certificate is not there.',
  QUESTIONNAIRE: 'Not handed in.',
  SCORE: 'Below the threshold.',
  DOCUMENTS: 'A paper is missing, expired, unconfirmed or contradicted.',
  STATE_CONSENT: 'The consent of the state of citizenship is missing.',
  CLEARANCE: 'The authorities have not cleared the case.',
  DEMAND_MATCH: 'No employer of the region is known to look for the profession.',
  PLACEMENT: 'The quota has not decided whether the household has places; a refusal for want of places is a decision.',
  INTERVIEW: 'Not held: PENDING in its own stage, NO_RECORD before it.',
});

export const ClearanceOutcomeEnum = createEnum('ClearanceOutcome', null, ['CLEARED', 'OBJECTED']);

export const PlacementStateEnum = createEnum('PlacementState', null, ['REQUESTED', 'INCLUDED', 'NO_FREE_PLACE']);

export const PersonalDataKindEnum = createEnum('PersonalDataKind', 'Kinds of personal data that a breach can concern.', {
  NAME: 'Names of persons.',
  BIRTH_DATE: 'Dates of birth.',
  NATIONALITY: 'Citizenship or origin.',
  ADDRESS: 'Where persons live.',
  PERSONAL_NUMBER: 'Individual identification numbers.',
  DOCUMENT_NUMBER: 'Numbers of papers.',
  CASE_FILE: 'Anything else of a case: tests, answers, scores, places.',
  AUTHORITY_ANSWER: 'What an authority has answered.',
  OTHER: 'None of these; the description says what.',
});

export const BreachStateEnum = createEnum('BreachState', 'How a breach stands to the term in which the ministry has to hear of it.', {
  OPEN: 'The ministry has not been notified, and there is time.',
  OVERDUE: 'The ministry has not been notified, and the last day has passed.',
  NOTIFIED: 'The ministry was notified in time.',
  NOTIFIED_LATE: 'The ministry was notified after the last day.',
});

export const RefusalCodeEnum = createEnum('RefusalCode', 'Why a mutation was not carried out.', {
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was given before, with another input.',
  HOLDS_PERSONAL_NUMBER: 'A text holds what looks like the number of a person.',
  DETECTED_IN_FUTURE: 'The breach would have been detected later than now.',
  NO_DUTY_ON_THAT_DAY: 'There was no duty to notify on the day of detection.',
  BREACH_UNKNOWN: 'There is no such breach.',
  NOTICE_RECORDED_BEFORE: 'A notice of the breach is recorded already.',
  NOTIFIED_IN_FUTURE: 'The ministry would have been notified later than now.',
  NOTIFIED_BEFORE_DETECTION: 'The ministry would have been notified before the breach was detected.',
});
