// The enums of this agency's schema.

import { registerEnumType } from 'type-graphql';

export const TrackEnum = {
  GENERAL: 'GENERAL',
  KANDAS: 'KANDAS',
  IN_DEMAND_PROFESSION: 'IN_DEMAND_PROFESSION',
  DIGITAL_NOMAD: 'DIGITAL_NOMAD',
} as const;
registerEnumType(TrackEnum, {
  name: 'Track',
  description: 'The way a case takes. Which stages it passes and whose answers it needs is dated policy.',
  valuesConfig: {
    GENERAL: { description: 'Permanent residence on general grounds: any region, no quota place.' },
    KANDAS: { description: 'Ethnic Kazakhs who come to live permanently.' },
    IN_DEMAND_PROFESSION: { description: 'A profession of the in-demand list, on petition of its ministry.' },
    DIGITAL_NOMAD: { description: 'Remote work for a foreign company.' },
  },
});

export const ApplicationStageEnum = {
  LANGUAGE_TEST: 'LANGUAGE_TEST',
  QUESTIONNAIRE: 'QUESTIONNAIRE',
  SCREENED_OUT: 'SCREENED_OUT',
  INTER_AGENCY_CHECK: 'INTER_AGENCY_CHECK',
  INTERVIEW: 'INTERVIEW',
  DECISION: 'DECISION',
  CERTIFIED: 'CERTIFIED',
  REFUSED: 'REFUSED',
} as const;
registerEnumType(ApplicationStageEnum, {
  name: 'ApplicationStage',
  description: 'How far a case has come.',
  valuesConfig: {
    LANGUAGE_TEST: { description: 'The Kazakh test has to be passed.' },
    QUESTIONNAIRE: { description: 'The KAZTEST certificate exists; the questionnaire can be filled in.' },
    SCREENED_OUT: { description: 'The score is below the threshold: no authority is asked. No refusal; a person reviews it.' },
    INTER_AGENCY_CHECK: { description: 'The authorities have been asked.' },
    INTERVIEW: { description: 'No check gave a ground for refusal; the interview is to be held.' },
    DECISION: { description: 'Everything is held; a person decides.' },
    CERTIFIED: { description: 'A preliminary screening certificate was given.' },
    REFUSED: { description: 'A person refused, on a ground.' },
  },
});

export const FamilyRelationEnum = { APPLICANT: 'APPLICANT', SPOUSE: 'SPOUSE', CHILD: 'CHILD', PARENT: 'PARENT', SIBLING: 'SIBLING' } as const;
registerEnumType(FamilyRelationEnum, { name: 'FamilyRelation', description: 'What a member is to the household’s first applicant.' });

export const KazakhstanTieEnum = {
  ETHNIC_KAZAKH: 'ETHNIC_KAZAKH',
  BORN_IN_KAZAKHSTAN: 'BORN_IN_KAZAKHSTAN',
  FORMER_CITIZEN: 'FORMER_CITIZEN',
  RELATIVE_IN_KAZAKHSTAN: 'RELATIVE_IN_KAZAKHSTAN',
  STUDIED_IN_KAZAKHSTAN: 'STUDIED_IN_KAZAKHSTAN',
  WORKED_IN_KAZAKHSTAN: 'WORKED_IN_KAZAKHSTAN',
} as const;
registerEnumType(KazakhstanTieEnum, { name: 'KazakhstanTie', description: 'What ties a person to Kazakhstan already, as declared.' });

export const DocumentTypeEnum = {
  FOREIGN_PASSPORT: 'FOREIGN_PASSPORT',
  STATELESS_DOCUMENT: 'STATELESS_DOCUMENT',
  RESIDENCE_PERMIT: 'RESIDENCE_PERMIT',
  KANDAS_CERTIFICATE: 'KANDAS_CERTIFICATE',
  BIRTH_CERTIFICATE: 'BIRTH_CERTIFICATE',
  KAZTEST_CERTIFICATE: 'KAZTEST_CERTIFICATE',
  PRELIMINARY_SCREENING_CERTIFICATE: 'PRELIMINARY_SCREENING_CERTIFICATE',
  CRIMINAL_RECORD: 'CRIMINAL_RECORD',
  MEDICAL_028U: 'MEDICAL_028U',
  BANK_CERTIFICATE: 'BANK_CERTIFICATE',
  STATE_CONSENT: 'STATE_CONSENT',
  HOUSING_CONSENT: 'HOUSING_CONSENT',
  CHILD_CONSENT: 'CHILD_CONSENT',
  LINE_MINISTRY_PETITION: 'LINE_MINISTRY_PETITION',
} as const;
registerEnumType(DocumentTypeEnum, { name: 'DocumentType', description: 'Kinds of papers; there is no official code list of them.' });

export const DocumentStatusEnum = {
  UNVERIFIED: 'UNVERIFIED',
  VERIFIED: 'VERIFIED',
  CONTRADICTED: 'CONTRADICTED',
  EXPIRED: 'EXPIRED',
} as const;
registerEnumType(DocumentStatusEnum, {
  name: 'DocumentStatus',
  valuesConfig: {
    UNVERIFIED: { description: 'Handed in; the issuer’s register has not confirmed it.' },
    VERIFIED: { description: 'The issuer’s register confirmed it.' },
    CONTRADICTED: { description: 'Another paper of the same person states another birth or name.' },
    EXPIRED: { description: 'Past its last day.' },
  },
});

export const StateConsentEnum = {
  PROVIDED: 'PROVIDED',
  EXEMPT: 'EXEMPT',
  NOT_ISSUED_BY_STATE: 'NOT_ISSUED_BY_STATE',
  MISSING: 'MISSING',
} as const;
registerEnumType(StateConsentEnum, {
  name: 'StateConsent',
  description: 'The written consent of the state of citizenship to the move.',
  valuesConfig: {
    PROVIDED: { description: 'Handed in.' },
    EXEMPT: { description: 'Not asked of this person, or on this track.' },
    NOT_ISSUED_BY_STATE: { description: 'That state’s law knows no such paper: it cannot be waited for.' },
    MISSING: { description: 'Required and not there.' },
  },
});

export const QuestionnaireStateEnum = { LOCKED: 'LOCKED', OPEN: 'OPEN', SUBMITTED: 'SUBMITTED' } as const;
registerEnumType(QuestionnaireStateEnum, {
  name: 'QuestionnaireState',
  valuesConfig: {
    LOCKED: { description: 'No KAZTEST certificate exists yet, or the track has no questionnaire.' },
    OPEN: { description: 'Can be filled in.' },
    SUBMITTED: { description: 'Handed in and scored.' },
  },
});

export const QuestionKindEnum = { CHOICE: 'CHOICE', MULTIPLE_CHOICE: 'MULTIPLE_CHOICE' } as const;
registerEnumType(QuestionKindEnum, { name: 'QuestionKind', description: 'One option, or any number of them.' });

export const ReadinessGapCodeEnum = {
  LANGUAGE_TEST: 'LANGUAGE_TEST',
  QUESTIONNAIRE: 'QUESTIONNAIRE',
  SCORE: 'SCORE',
  DOCUMENTS: 'DOCUMENTS',
  STATE_CONSENT: 'STATE_CONSENT',
  CLEARANCE: 'CLEARANCE',
  DEMAND_MATCH: 'DEMAND_MATCH',
  PLACEMENT: 'PLACEMENT',
  INTERVIEW: 'INTERVIEW',
} as const;
registerEnumType(ReadinessGapCodeEnum, {
  name: 'ReadinessGapCode',
  description: 'What stands in the way of a decision.',
  valuesConfig: {
    LANGUAGE_TEST: { description: 'The test is not passed, or its certificate is not there.' },
    QUESTIONNAIRE: { description: 'Not handed in.' },
    SCORE: { description: 'Below the threshold.' },
    DOCUMENTS: { description: 'A paper is missing, expired, unconfirmed or contradicted.' },
    STATE_CONSENT: { description: 'The consent of the state of citizenship is missing.' },
    CLEARANCE: { description: 'The authorities have not cleared the case.' },
    DEMAND_MATCH: { description: 'No employer of the region is known to look for the profession.' },
    PLACEMENT: { description: 'Not known whether the household has places in a quota.' },
    INTERVIEW: { description: 'Not held.' },
  },
});

export const ClearanceOutcomeEnum = { CLEARED: 'CLEARED', OBJECTED: 'OBJECTED' } as const;
registerEnumType(ClearanceOutcomeEnum, { name: 'ClearanceOutcome' });

export const PlacementStateEnum = { REQUESTED: 'REQUESTED', INCLUDED: 'INCLUDED', NO_FREE_PLACE: 'NO_FREE_PLACE' } as const;
registerEnumType(PlacementStateEnum, { name: 'PlacementState' });
