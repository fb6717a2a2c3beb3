// Whether an agency has spoken, and what each status means to a rule. Both sides of the gate read
// this table: agencies choose the status, the gateway writes UNAVAILABLE and DENIED for a missing or
// refused agency, rules ask `isAnswer` before they look at a value.
//
// The one idea: silence is not consent. Six of the eight statuses differ only in *why* there is no
// fact to act on, or in that the absence itself is the fact.

export const ANSWER_STATUSES = [
  'ANSWERED',
  'NO_RECORD',
  'NOT_APPLICABLE',
  'NOT_REQUESTED',
  'PENDING',
  'NOT_DETERMINED',
  'UNAVAILABLE',
  'DENIED',
] as const;

export type AnswerStatus = (typeof ANSWER_STATUSES)[number];

/** Who may write a status into an answer. */
export type AnswerWriter = 'agency' | 'gateway' | 'either';

export interface AnswerStatusMeaning {
  /** True where a rule may rest on the answer. False: nothing is known, whatever the other fields say. */
  readonly isAnswer: boolean;
  /** Who writes it. An agency never sends UNAVAILABLE: only somebody else can say that it is silent. */
  readonly writer: AnswerWriter;
  /** One sentence for people; also the enum value's description in every agency's schema. */
  readonly description: string;
}

/** The truth table. Frozen per major version of the contract. */
export const ANSWER_STATUS_MEANING: Readonly<Record<AnswerStatus, AnswerStatusMeaning>> = {
  ANSWERED: {
    isAnswer: true,
    writer: 'agency',
    description: 'The agency has spoken: the other fields hold what its register says.',
  },
  NO_RECORD: {
    isAnswer: true,
    writer: 'agency',
    description: 'The agency has looked and its register holds nothing about this person, case or place.',
  },
  NOT_APPLICABLE: {
    isAnswer: true,
    writer: 'agency',
    description: 'The question does not arise here, for example a quota place on the general track.',
  },
  NOT_REQUESTED: {
    isAnswer: false,
    writer: 'agency',
    description: 'Nobody has asked yet. It says nothing about what the answer would be.',
  },
  PENDING: {
    isAnswer: false,
    writer: 'agency',
    description: 'Asked and not yet answered; the term has not passed.',
  },
  NOT_DETERMINED: {
    isAnswer: false,
    writer: 'agency',
    description: "The authority's term passed in silence. Silence is never consent.",
  },
  UNAVAILABLE: {
    isAnswer: false,
    writer: 'gateway',
    description: 'The agency could not be reached; the gateway wrote this object in its place.',
  },
  DENIED: {
    isAnswer: false,
    writer: 'either',
    description: 'The caller may not see this answer. Nothing is said about what it is.',
  },
};

/** True only where a rule may rest on the answer. Anything unknown, also a future status, is no answer. */
export function isAnswer(status: string | null | undefined): boolean {
  return status != null && Object.hasOwn(ANSWER_STATUS_MEANING, status)
    ? ANSWER_STATUS_MEANING[status as AnswerStatus].isAnswer
    : false;
}
