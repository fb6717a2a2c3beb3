// Why a mutation was not carried out: a member of its payload, since a rule that says no is an answer and no error. Other
// agencies may have the type with codes of their own; composition makes one enum of all.

import { Directive, Field, ObjectType } from 'type-graphql';
import type { RefusalCode } from '../model.js';
import { RefusalCodeEnum } from './enums.js';

@Directive('@shareable')
@ObjectType({ description: 'One reason for which a mutation was not carried out.' })
export class Refusal {
  @Field(() => RefusalCodeEnum, { description: 'What to switch on.' })
  code: RefusalCode;

  @Field(() => String, { description: 'The act, or the rule of our own, that it follows from.' })
  ground: string;

  @Field(() => String, { description: 'In words for a person, in English.' })
  message: string;
}

const OWN_RULE = 'Rule of the gate';
const DUTY = 'Law on Personal Data No. 94-V, duty to notify of breaches from 1 July 2024 (3ilaw.kz, 3 January 2024)';

const TEXTS: Readonly<Record<RefusalCode, Omit<Refusal, 'code'>>> = {
  IDEMPOTENCY_KEY_REUSED: { ground: OWN_RULE, message: 'This idempotency key was used before for something else. Take a new key for a new request.' },
  HOLDS_PERSONAL_NUMBER: { ground: `${OWN_RULE}: a record of a breach names nobody`, message: 'The text holds twelve digits that look like a person’s number. Leave them out.' },
  DETECTED_IN_FUTURE: { ground: OWN_RULE, message: 'The moment of detection lies in the future.' },
  NO_DUTY_ON_THAT_DAY: { ground: DUTY, message: 'The breach was detected before there was a duty to notify, so it has no term.' },
  BREACH_UNKNOWN: { ground: OWN_RULE, message: 'There is no breach with this id.' },
  NOTICE_RECORDED_BEFORE: { ground: OWN_RULE, message: 'A notice of this breach is recorded already; it is not replaced.' },
  NOTIFIED_IN_FUTURE: { ground: OWN_RULE, message: 'The moment of the notice lies in the future.' },
  NOTIFIED_BEFORE_DETECTION: { ground: OWN_RULE, message: 'The notice cannot have been given before the breach was detected.' },
};

export function refusalsOf(codes: readonly RefusalCode[]): Refusal[] {
  return codes.map((code) => ({ code, ...TEXTS[code] }));
}
