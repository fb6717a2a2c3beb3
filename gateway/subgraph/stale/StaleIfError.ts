// Stale-if-error for one agency under one schema (RFC 5861): keeps what it says of reference data where it allows that, and
// gives it again, with its age, while the agency cannot be asked. Each whole answer takes the place of the one before, also
// where it is not to be kept itself. A lookup is kept by entity, so that another set of the same regions is known, too; a
// query is kept whole.
//
// The key of an answer is the selection in names of the schema and, of a lookup, the public code of its entity. Who asks, why
// and in which language is not in it: reference data has no rule of access, and of the language agencies are not told.

import type { GraphQLSchema } from 'graphql';
import type { AccessRules } from '../../supergraph/AccessRules.js';
import type { Clock } from '../../util/Clock.js';
import { isRecord, ownValue } from '../../util/isRecord.js';
import type { AgencyOperation } from '../AgencyOperation.js';
import { ENTITIES_FIELD } from '../federationNames.js';
import type { CachingHeaders } from '../postToAgency.js';
import type { SubgraphRequest } from '../SubgraphRequest.js';
import { isPublicReference } from './isPublicReference.js';
import { readFreshness, type Freshness } from './readFreshness.js';
import { readReferenceSelection, type ReferenceSelection } from './readReferenceSelection.js';
import type { EarlierAnswer, Moment, StaleAnswers } from './StaleAnswers.js';

export interface StaleIfErrorOptions {
  readonly schema: GraphQLSchema;
  readonly rules: AccessRules;
  /** Outlives this. */
  readonly answers: StaleAnswers;
  /** How old an answer may be at most, whatever the agency allows. */
  readonly maxAgeMs: number;
  /** Compared with the agency's once for each answer, and asked how long ago that was. */
  readonly wallClock: Clock;
}

/** When a call was made, on the monotonic clock. */
export interface CallTimes {
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
}

/** What was put together of earlier answers. */
export interface RecalledData {
  /** As the agency would send it. Of a lookup, entities that are not known are undefined. */
  readonly data: Record<string, unknown>;
  /** True where nothing that was asked is missing. */
  readonly isComplete: boolean;
  /** Of the oldest part. */
  readonly ageMs: number;
  /** When the agency made that, by its own clock, in epoch milliseconds. */
  readonly madeAtMs: number;
}

export class StaleIfError {
  readonly #options: StaleIfErrorOptions;
  /** Null for an operation that is not about reference data alone, which nearly all are. */
  readonly #selections = new WeakMap<AgencyOperation, ReferenceSelection | null>();

  constructor(options: StaleIfErrorOptions) {
    this.#options = options;
  }

  /**
   * The agency has spoken: what it does not allow to be told again, and an entity that is not there any more, takes back what
   * was kept of the same before.
   * @param data whole, and without errors beside it.
   */
  keep(request: SubgraphRequest, data: Record<string, unknown>, caching: CachingHeaders, { sentAtMs, receivedAtMs }: CallTimes): void {
    const key = this.#keyOf(request);
    // Nearly all calls end here, by one look at a map: nothing of theirs is read.
    if (key === undefined) return;
    const now = this.#momentAt(receivedAtMs);
    const freshness = readFreshness(caching, { receivedAtMs: now.wallMs, delayMs: receivedAtMs - sentAtMs });
    const references = this.#referencesIn(request);
    if (references === undefined) {
      this.#replace(key, data, freshness, now);
      return;
    }
    const entities = ownValue(data, ENTITIES_FIELD);
    for (const [index, reference] of references.entries()) {
      if (reference !== undefined) this.#replace(`${key}${reference}`, Array.isArray(entities) ? entities[index] : undefined, freshness, now);
    }
  }

  /**
   * @param nowMs on the monotonic clock.
   * @returns undefined where nothing is known of what is asked.
   */
  recall(request: SubgraphRequest, nowMs: number): RecalledData | undefined {
    const key = this.#keyOf(request);
    if (key === undefined) return undefined;
    const { answers, maxAgeMs } = this.#options;
    const now = this.#momentAt(nowMs);
    const references = this.#referencesIn(request);
    if (references === undefined) {
      const earlier = answers.recall(key, maxAgeMs, now);
      return earlier && describe([earlier], JSON.parse(earlier.text) as Record<string, unknown>);
    }
    const found = references.map((reference) => (reference === undefined ? undefined : answers.recall(`${key}${reference}`, maxAgeMs, now)));
    return describe(found, { [ENTITIES_FIELD]: found.map((earlier) => earlier && (JSON.parse(earlier.text) as unknown)) });
  }

  #momentAt(monotonicMs: number): Moment {
    return { monotonicMs, wallMs: this.#options.wallClock.nowMs() };
  }

  #replace(key: string, said: unknown, freshness: Freshness | undefined, now: Moment): void {
    const { answers } = this.#options;
    // That there is no such entity is no name of it.
    if (freshness === undefined || !isRecord(said)) answers.forget(key);
    else answers.keep(key, JSON.stringify(said), freshness, now);
  }

  /** All but the entity. */
  #keyOf({ operation, variables }: SubgraphRequest): string | undefined {
    const selection = this.#selectionOf(operation);
    const values = selection?.valuesOf(variables);
    return selection && values && `${selection.text} ${values} `;
  }

  #selectionOf(operation: AgencyOperation): ReferenceSelection | undefined {
    let selection = this.#selections.get(operation);
    if (selection === undefined) {
      selection = readReferenceSelection(this.#options.schema, this.#options.rules, operation) ?? null;
      this.#selections.set(operation, selection);
    }
    return selection ?? undefined;
  }

  /** For each entity its text where it is public; undefined for a query. */
  #referencesIn({ representations }: SubgraphRequest): readonly (string | undefined)[] | undefined {
    if (representations === undefined) return undefined;
    const all = JSON.parse(representations.text) as readonly unknown[];
    return all.map((each) => (isPublicReference(this.#options.rules, each) ? JSON.stringify(each) : undefined));
  }
}

function describe(found: readonly (EarlierAnswer | undefined)[], data: Record<string, unknown>): RecalledData | undefined {
  let oldest: EarlierAnswer | undefined;
  for (const earlier of found) if (earlier !== undefined && (oldest === undefined || earlier.ageMs > oldest.ageMs)) oldest = earlier;
  return oldest && { data, isComplete: found.every((earlier) => earlier !== undefined), ageMs: oldest.ageMs, madeAtMs: oldest.madeAtMs };
}
