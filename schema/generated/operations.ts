// Types and documents of schema/operations. Written by `npm run schema`; do not edit.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Whether an agency has spoken. Only ANSWERED, NO_RECORD and NOT_APPLICABLE are answers. */
export type AnswerStatus =
  /** The agency has spoken: the other fields hold what its register says. */
  | 'ANSWERED'
  /** The agency has looked and its register holds nothing about this person, case or place. */
  | 'NO_RECORD'
  /** The question does not arise here, for example a quota place on the general track. */
  | 'NOT_APPLICABLE'
  /** Nobody has asked yet. It says nothing about what the answer would be. */
  | 'NOT_REQUESTED'
  /** Asked and not yet answered; the term has not passed. */
  | 'PENDING'
  /** The authority's term passed in silence. Silence is never consent. */
  | 'NOT_DETERMINED'
  /** The agency could not be reached; the gateway wrote this object in its place. */
  | 'UNAVAILABLE'
  /** The caller may not see this answer. Nothing is said about what it is. */
  | 'DENIED';

/** How far a case has come. */
export type ApplicationStage =
  /** The Kazakh test has to be passed. */
  | 'LANGUAGE_TEST'
  /** The KAZTEST certificate exists; the questionnaire can be filled in. */
  | 'QUESTIONNAIRE'
  /** The score is below the threshold: no authority is asked. No refusal; a person reviews it. */
  | 'SCREENED_OUT'
  /** The authorities have been asked. */
  | 'INTER_AGENCY_CHECK'
  /** No check gave a ground for refusal; the interview is to be held. */
  | 'INTERVIEW'
  /** The authorities have cleared the case and the interview was held; a person decides. */
  | 'DECISION'
  /** A preliminary screening certificate was given. */
  | 'CERTIFIED'
  /** A person refused, on a ground. */
  | 'REFUSED';

/** How a breach stands to the term in which the ministry has to hear of it. */
export type BreachState =
  /** The ministry has not been notified, and there is time. */
  | 'OPEN'
  /** The ministry has not been notified, and the last day has passed. */
  | 'OVERDUE'
  /** The ministry was notified in time. */
  | 'NOTIFIED'
  /** The ministry was notified after the last day. */
  | 'NOTIFIED_LATE';

/** What one authority said. */
export type CheckOutcome =
  | 'CONCURRED'
  | 'OBJECTED';

/** What the authorities together said. Nothing in between counts as cleared. */
export type ClearanceOutcome =
  /** Every authority that the policy requires has concurred, the national security bodies among them. */
  | 'CLEARED'
  /** At least one authority has objected. */
  | 'OBJECTED';

/** What a paper is worth today. */
export type DocumentStatus =
  /** Handed in; the issuer’s register has not confirmed it. */
  | 'UNVERIFIED'
  /** The issuer’s register confirmed it. */
  | 'VERIFIED'
  /** Another paper of the same person states another birth or name. */
  | 'CONTRADICTED'
  /** Past its last day. */
  | 'EXPIRED';

/** Kinds of papers; there is no official code list of them. */
export type DocumentType =
  | 'FOREIGN_PASSPORT'
  | 'STATELESS_DOCUMENT'
  | 'RESIDENCE_PERMIT'
  | 'KANDAS_CERTIFICATE'
  | 'BIRTH_CERTIFICATE'
  | 'KAZTEST_CERTIFICATE'
  | 'PRELIMINARY_SCREENING_CERTIFICATE'
  | 'CRIMINAL_RECORD'
  | 'MEDICAL_028U'
  | 'BANK_CERTIFICATE'
  | 'STATE_CONSENT'
  | 'HOUSING_CONSENT'
  | 'CHILD_CONSENT'
  | 'LINE_MINISTRY_PETITION';

/** What a member is to the household’s first applicant. */
export type FamilyRelation =
  | 'APPLICANT'
  | 'SPOUSE'
  | 'CHILD'
  | 'PARENT'
  | 'SIBLING';

/** Kinds of personal data that a breach can concern. */
export type PersonalDataKind =
  /** Names of persons. */
  | 'NAME'
  /** Dates of birth. */
  | 'BIRTH_DATE'
  /** Citizenship or origin. */
  | 'NATIONALITY'
  /** Where persons live. */
  | 'ADDRESS'
  /** Individual identification numbers. */
  | 'PERSONAL_NUMBER'
  /** Numbers of papers. */
  | 'DOCUMENT_NUMBER'
  /** Anything else of a case: tests, answers, scores, places. */
  | 'CASE_FILE'
  /** What an authority has answered. */
  | 'AUTHORITY_ANSWER'
  /** None of these; the description says what. */
  | 'OTHER';

/** What became of a household’s request for places. */
export type PlacementState =
  /** Asked for, not decided. */
  | 'REQUESTED'
  /** The household has its places in the regional quota. */
  | 'INCLUDED'
  /** The region’s quota had no place left for every person of the household. */
  | 'NO_FREE_PLACE';

/** What stands in the way of a decision. */
export type ReadinessGapCode =
  /** The test is not passed, or its certificate is not there. */
  | 'LANGUAGE_TEST'
  /** Not handed in. */
  | 'QUESTIONNAIRE'
  /** Below the threshold. */
  | 'SCORE'
  /** A paper is missing, expired, unconfirmed or contradicted. */
  | 'DOCUMENTS'
  /** The consent of the state of citizenship is missing. */
  | 'STATE_CONSENT'
  /** The authorities have not cleared the case. */
  | 'CLEARANCE'
  /** No employer of the region is known to look for the profession. */
  | 'DEMAND_MATCH'
  /** The quota has not decided whether the household has places; a refusal for want of places is a decision. */
  | 'PLACEMENT'
  /** Not held: PENDING in its own stage, NO_RECORD before it. */
  | 'INTERVIEW';

export type RecordBreachInput = {
  /** Chosen by the client, 1 to 128 letters, digits, dots, dashes and underscores: a UUID for one. Asking again with the same key and the same input does nothing more, and gives the same answer. */
  readonly idempotencyKey: string;
  /** When it was noticed, not when it happened. */
  readonly detectedAt: string;
  /** What happened, in 1 to 4,000 characters, without names or numbers of persons. */
  readonly description: string;
  /** At least one, each once. */
  readonly dataKinds: ReadonlyArray<PersonalDataKind>;
  /** How many persons, 0 or more; left out while that is not known. */
  readonly personsConcerned?: number | null | undefined;
  /** The office that answers the ministry, and how it is reached, in 1 to 200 characters; no person. */
  readonly contactOffice: string;
};

export type RecordBreachNoticeInput = {
  /** Chosen by the client, 1 to 128 letters, digits, dots, dashes and underscores: a UUID for one. Asking again with the same key and the same input does nothing more, and gives the same answer. */
  readonly idempotencyKey: string;
  readonly breachId: string | number;
  /** When the ministry was notified. */
  readonly notifiedAt: string;
  /** What the ministry, or the way to it, calls the notice by, in 1 to 200 characters. */
  readonly reference: string;
};

/** Why a mutation was not carried out. */
export type RefusalCode =
  /** The idempotency key was given before, with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A text holds what looks like the number of a person. */
  | 'HOLDS_PERSONAL_NUMBER'
  /** The breach would have been detected later than now. */
  | 'DETECTED_IN_FUTURE'
  /** There was no duty to notify on the day of detection. */
  | 'NO_DUTY_ON_THAT_DAY'
  /** There is no such breach. */
  | 'BREACH_UNKNOWN'
  /** A notice of the breach is recorded already. */
  | 'NOTICE_RECORDED_BEFORE'
  /** The ministry would have been notified later than now. */
  | 'NOTIFIED_IN_FUTURE'
  /** The ministry would have been notified before the breach was detected. */
  | 'NOTIFIED_BEFORE_DETECTION';

/** A region, or a city of republican significance. */
export type RegionKind =
  | 'REGION'
  | 'CITY';

/** The way a case takes. Which stages it passes and whose answers it needs is dated policy. */
export type Track =
  /** Permanent residence on general grounds: any region, no quota place. */
  | 'GENERAL'
  /** Ethnic Kazakhs who come to live permanently. */
  | 'KANDAS'
  /** A profession of the in-demand list, on petition of its ministry. */
  | 'IN_DEMAND_PROFESSION'
  /** Remote work for a foreign company. */
  | 'DIGITAL_NOMAD';

/** Categories of foreign labour in the permit rules. */
export type WorkerCategory =
  /** Category 1: heads of organisations and their deputies. */
  | 'HEADS'
  /** Category 2: heads of units. */
  | 'UNIT_HEADS'
  /** Category 3. */
  | 'SPECIALISTS'
  /** Category 4. */
  | 'SKILLED_WORKERS'
  /** Seasonal workers, counted apart. */
  | 'SEASONAL';

export type BreachesQueryVariables = Exact<{
  first?: number;
  after?: string | null | undefined;
}>;


export type BreachesQuery = { readonly breaches: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: BreachState, readonly detectedAt: string, readonly notifyBy: string, readonly recordedAt: string, readonly description: string, readonly dataKinds: ReadonlyArray<PersonalDataKind>, readonly personsConcerned: number | null, readonly contactOffice: string, readonly notice: { readonly notifiedAt: string, readonly reference: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type CaseFileQueryVariables = Exact<{
  id: string | number;
}>;


export type CaseFileQuery = { readonly application: { readonly id: string, readonly track: Track, readonly stage: ApplicationStage, readonly submittedOn: string, readonly applicant: { readonly id: string, readonly fullName: string, readonly citizenship: string, readonly household: { readonly members: ReadonlyArray<{ readonly relation: FamilyRelation, readonly age: number }> }, readonly documents: ReadonlyArray<{ readonly type: DocumentType, readonly status: DocumentStatus }> }, readonly score: { readonly total: number, readonly threshold: number, readonly passed: boolean, readonly table: { readonly version: string, readonly illustrative: boolean } } | null, readonly clearance: { readonly status: AnswerStatus, readonly asOf: string | null, readonly outcome: ClearanceOutcome | null, readonly checks: ReadonlyArray<{ readonly status: AnswerStatus, readonly outcome: CheckOutcome | null, readonly asOf: string | null, readonly retryAt: string | null, readonly authority: { readonly code: string, readonly name: string } | null }> | null }, readonly demandMatch: { readonly status: AnswerStatus, readonly asOf: string | null, readonly openPlaces: number | null, readonly occupation: { readonly code: string, readonly name: string } | null, readonly registrations: ReadonlyArray<{ readonly headcount: number, readonly employer: { readonly bin: string, readonly name: string }, readonly region: { readonly name: string } | null }> | null }, readonly placement: { readonly status: AnswerStatus, readonly asOf: string | null, readonly state: PlacementState | null, readonly region: { readonly name: string, readonly receivesKandas: boolean, readonly quota: { readonly places: number, readonly used: number, readonly free: number } | null } | null }, readonly readiness: { readonly status: AnswerStatus, readonly missing: ReadonlyArray<{ readonly code: ReadinessGapCode, readonly agency: string }> | null } } | null };

export type CaseQueueQueryVariables = Exact<{
  region: string | number;
  after?: string | null | undefined;
}>;


export type CaseQueueQuery = { readonly applications: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly track: Track, readonly stage: ApplicationStage, readonly submittedOn: string, readonly applicant: { readonly id: string, readonly fullName: string }, readonly clearance: { readonly status: AnswerStatus, readonly asOf: string | null, readonly outcome: ClearanceOutcome | null }, readonly placement: { readonly status: AnswerStatus, readonly asOf: string | null, readonly state: PlacementState | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type EmployerDemandQueryVariables = Exact<{
  bin: string | number;
  after?: string | null | undefined;
}>;


export type EmployerDemandQuery = { readonly employer: { readonly bin: string, readonly name: string, readonly industry: { readonly code: string, readonly name: string }, readonly region: { readonly code: string, readonly name: string } | null, readonly registrations: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly year: number, readonly category: WorkerCategory, readonly headcount: number, readonly filled: number, readonly openPlaces: number, readonly occupation: { readonly code: string, readonly name: string }, readonly region: { readonly code: string, readonly name: string } | null, readonly vacancies: ReadonlyArray<{ readonly id: string, readonly publicationCode: string, readonly postedOn: string, readonly places: number }> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type RecordBreachMutationVariables = Exact<{
  input: RecordBreachInput;
}>;


export type RecordBreachMutation = { readonly recordBreach: { readonly breach: { readonly id: string, readonly state: BreachState, readonly notifyBy: string } | null, readonly refusals: ReadonlyArray<{ readonly code: RefusalCode, readonly ground: string, readonly message: string }> } | null };

export type RecordBreachNoticeMutationVariables = Exact<{
  input: RecordBreachNoticeInput;
}>;


export type RecordBreachNoticeMutation = { readonly recordBreachNotice: { readonly breach: { readonly id: string, readonly state: BreachState, readonly notifyBy: string, readonly notice: { readonly notifiedAt: string, readonly reference: string } | null } | null, readonly refusals: ReadonlyArray<{ readonly code: RefusalCode, readonly ground: string, readonly message: string }> } | null };

export type RegionQuotasQueryVariables = Exact<{
  year?: number;
}>;


export type RegionQuotasQuery = { readonly regions: ReadonlyArray<{ readonly code: string, readonly name: string, readonly kind: RegionKind, readonly receivesKandas: boolean, readonly kandas: { readonly places: number, readonly used: number, readonly free: number } | null, readonly resettlers: { readonly places: number, readonly used: number, readonly free: number } | null, readonly labourDemand: { readonly status: AnswerStatus, readonly openPlaces: number | null } }> | null };


export const BreachesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Breaches"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"breaches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"detectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"notifyBy"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"dataKinds"}},{"kind":"Field","name":{"kind":"Name","value":"personsConcerned"}},{"kind":"Field","name":{"kind":"Name","value":"contactOffice"}},{"kind":"Field","name":{"kind":"Name","value":"notice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notifiedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<BreachesQuery, BreachesQueryVariables>;
export const CaseFileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CaseFile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"application"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"track"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"submittedOn"}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}},{"kind":"Field","name":{"kind":"Name","value":"citizenship"}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"relation"}},{"kind":"Field","name":{"kind":"Name","value":"age"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"documents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"score"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"threshold"}},{"kind":"Field","name":{"kind":"Name","value":"passed"}},{"kind":"Field","name":{"kind":"Name","value":"table"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"illustrative"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"clearance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"checks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"authority"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"retryAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"demandMatch"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"occupation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"openPlaces"}},{"kind":"Field","name":{"kind":"Name","value":"registrations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"employer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bin"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"headcount"}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"placement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"receivesKandas"}},{"kind":"Field","name":{"kind":"Name","value":"quota"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"year"},"value":{"kind":"IntValue","value":"2026"}},{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"KANDAS"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"places"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"free"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"readiness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"missing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"agency"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CaseFileQuery, CaseFileQueryVariables>;
export const CaseQueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CaseQueue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"region"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"applications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"region"},"value":{"kind":"Variable","name":{"kind":"Name","value":"region"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"track"}},{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"submittedOn"}},{"kind":"Field","name":{"kind":"Name","value":"applicant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clearance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}},{"kind":"Field","name":{"kind":"Name","value":"placement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<CaseQueueQuery, CaseQueueQueryVariables>;
export const EmployerDemandDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EmployerDemand"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bin"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"employer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bin"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bin"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bin"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"industry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"registrations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"year"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"occupation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"headcount"}},{"kind":"Field","name":{"kind":"Name","value":"filled"}},{"kind":"Field","name":{"kind":"Name","value":"openPlaces"}},{"kind":"Field","name":{"kind":"Name","value":"vacancies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publicationCode"}},{"kind":"Field","name":{"kind":"Name","value":"postedOn"}},{"kind":"Field","name":{"kind":"Name","value":"places"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EmployerDemandQuery, EmployerDemandQueryVariables>;
export const RecordBreachDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordBreach"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordBreachInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordBreach"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"breach"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"notifyBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"refusals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"ground"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RecordBreachMutation, RecordBreachMutationVariables>;
export const RecordBreachNoticeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordBreachNotice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordBreachNoticeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordBreachNotice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"breach"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"notifyBy"}},{"kind":"Field","name":{"kind":"Name","value":"notice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"notifiedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"refusals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"ground"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RecordBreachNoticeMutation, RecordBreachNoticeMutationVariables>;
export const RegionQuotasDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegionQuotas"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"year"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"2026"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"regions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"receivesKandas"}},{"kind":"Field","alias":{"kind":"Name","value":"kandas"},"name":{"kind":"Name","value":"quota"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"year"},"value":{"kind":"Variable","name":{"kind":"Name","value":"year"}}},{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"KANDAS"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"places"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"free"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"resettlers"},"name":{"kind":"Name","value":"quota"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"year"},"value":{"kind":"Variable","name":{"kind":"Name","value":"year"}}},{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"EnumValue","value":"RESETTLER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"places"}},{"kind":"Field","name":{"kind":"Name","value":"used"}},{"kind":"Field","name":{"kind":"Name","value":"free"}}]}},{"kind":"Field","name":{"kind":"Name","value":"labourDemand"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"year"},"value":{"kind":"Variable","name":{"kind":"Name","value":"year"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"openPlaces"}}]}}]}}]}}]} as unknown as DocumentNode<RegionQuotasQuery, RegionQuotasQueryVariables>;
