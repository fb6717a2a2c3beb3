// The record of breaches: written by who runs the gate, read by them and by who audits it.

import type { Transaction } from 'kysely';
import { Arg, Args, ArgsType, Ctx, Directive, Field, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { SCOPES } from '../../../schema/contract/scopes.js';
import { requireScope } from '../../kit/access/requireScope.js';
import { badInput } from '../../kit/errors/badInput.js';
import { once } from '../../kit/idempotency/once.js';
import { LIST_SIZE } from '../../kit/page/connectionTypes.js';
import { readPage, toConnection, type Connection } from '../../kit/page/page.js';
import { FOR_OPERATORS, FOR_OPERATORS_AND_AUDITORS } from '../../kit/schema/accessDirectives.js';
import { businessDate } from '../../kit/time/calendarDate.js';
import type { ApplicantsContext } from '../context.js';
import type { Breach as BreachRecord, BreachState } from '../model.js';
import { breachState } from '../rules/breachState.js';
import type { BreachPlace } from '../store/BreachReader.js';
import type { Database } from '../store/Database.js';
import type { RecordOutcome } from '../store/RecordOutcome.js';
import { recordBreach } from '../store/recordBreach.js';
import { recordBreachNotice } from '../store/recordBreachNotice.js';
import { Breach, BreachConnection, RecordBreachInput, RecordBreachNoticeInput, RecordBreachNoticePayload, RecordBreachPayload } from '../types/Breach.js';
import { BreachStateEnum } from '../types/enums.js';
import { refusalsOf, type Refusal } from '../types/Refusal.js';
import { readBreach, readBreachNotice } from './breachInput.js';

@ArgsType()
class BreachesArguments {
  @Field(() => Int, { defaultValue: 50, description: '1 to 100.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the last breach of the page before.' })
  after?: string | null;
}

/** One of them is enough. A scope that says "read" opens nothing else. Asked here as well as at the gate, since what is written is not kept by any row policy. */
const MAY_READ = [SCOPES.readAudit, SCOPES.operate] as const;
const MAY_RECORD = [SCOPES.operate] as const;

interface Payload {
  readonly breach: BreachRecord | null;
  readonly refusals: readonly Refusal[];
}

@Resolver(() => Breach)
export class BreachResolver {
  @Directive(LIST_SIZE)
  @Directive(FOR_OPERATORS_AND_AUDITORS)
  @Query(() => BreachConnection, {
    nullable: true,
    description: 'Recorded breaches, those detected last first.',
  })
  async breaches(@Args(() => BreachesArguments) { first, after }: BreachesArguments, @Ctx() context: ApplicantsContext): Promise<Connection<BreachRecord>> {
    requireScope(context.viewer, MAY_READ);
    const page = readPage({ first, after: after ?? null });
    const rows = await context.breaches.page(page.limit, page.afterKey === null ? null : readPlace(page.afterKey));
    return toConnection(rows, page, ({ detectedAt, id }) => `${detectedAt.toISOString()} ${id}`);
  }

  @Directive(FOR_OPERATORS)
  @Mutation(() => RecordBreachPayload, {
    nullable: true,
    description: 'Records a breach of personal data, and until when the ministry has to hear of it.',
  })
  async recordBreach(@Arg('input', () => RecordBreachInput) input: RecordBreachInput, @Ctx() context: ApplicantsContext): Promise<Payload> {
    requireScope(context.viewer, MAY_RECORD);
    return record({ operation: 'recordBreach', key: input.idempotencyKey, input: readBreach(input), write: recordBreach }, context);
  }

  @Directive(FOR_OPERATORS)
  @Mutation(() => RecordBreachNoticePayload, {
    nullable: true,
    description: 'Records that the ministry was notified of a breach.',
  })
  async recordBreachNotice(@Arg('input', () => RecordBreachNoticeInput) input: RecordBreachNoticeInput, @Ctx() context: ApplicantsContext): Promise<Payload> {
    requireScope(context.viewer, MAY_RECORD);
    return record({ operation: 'recordBreachNotice', key: input.idempotencyKey, input: readBreachNotice(input), write: recordBreachNotice }, context);
  }

  @FieldResolver(() => BreachStateEnum, { description: 'As of now.' })
  state(@Root() breach: BreachRecord, @Ctx() { clock }: ApplicantsContext): BreachState {
    return breachState(breach, businessDate(clock.now()));
  }
}

interface Recording<Input> {
  readonly operation: string;
  readonly key: string;
  readonly input: Input;
  readonly write: (transaction: Transaction<Database>, input: Input, now: Date) => Promise<RecordOutcome>;
}

/** The same key leads to the same breach, or the same refusals; the breach is read as it stands now. */
async function record<Input>({ operation, key, input, write }: Recording<Input>, { caller, clock, inTransaction, breaches }: ApplicantsContext): Promise<Payload> {
  const now = clock.now();
  const result = await inTransaction((transaction) => once(transaction, { caller, operation, key, input, now }, () => write(transaction, input, now)));
  if (result.kind === 'keyReused') return { breach: null, refusals: refusalsOf(['IDEMPOTENCY_KEY_REUSED']) };
  const { outcome } = result;
  if (outcome.kind === 'refused') return { breach: null, refusals: refusalsOf(outcome.codes) };
  return { breach: await breaches.find(outcome.breachId), refusals: [] };
}

/** The cursor of a breach, `2026-11-27T09:00:00.000Z <id>`, as `breaches` writes it. */
function readPlace(key: string): BreachPlace {
  const [instant = '', id = ''] = key.split(' ');
  const detectedAt = new Date(instant);
  if (Number.isNaN(detectedAt.getTime())) throw badInput('after must be a cursor that an earlier page returned');
  return { detectedAt, id };
}
