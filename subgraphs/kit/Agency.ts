// What an agency is made of, as data: the kit serves it, prints its schema, seeds and tests it.

import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { NonEmptyArray } from 'type-graphql';
import type { AgencyName } from '../../schema/contract/AgencyName.js';
import type { Viewer } from './access/Viewer.js';
import type { CallIdentity } from './caller/CallIdentity.js';
import type { Reference } from './schema/buildAgencySchema.js';
import type { SyntheticWorld } from './synthetic/SyntheticWorld.js';
import type { Clock } from './time/Clock.js';

/** What every resolver of every agency can rely on; agencies add their loaders and readers. */
export interface RequestContext extends CallIdentity {
  readonly clock: Clock;
  /** Aborted when the caller's time has passed or the caller has gone. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** With whose eyes the request sees the register. */
  readonly viewer: Viewer;
}

export interface Agency<Database, Context extends RequestContext> {
  readonly name: AgencyName;
  /** type-graphql resolver classes. */
  readonly resolvers: NonEmptyArray<Function>;
  /** Types that nothing reachable from Query names: entities that only a reference returns, and answer types. */
  readonly orphanedTypes: Function[];
  /** How a representation of each entity becomes the entity. */
  readonly references: Readonly<Record<string, Reference<Context>>>;
  readonly migrations: Record<string, Migration>;
  /**
   * How old an answer of nothing but reference data (kit/schema/referenceData) may be when the gateway gives it because the
   * agency cannot be asked: whole seconds, 1 or more, told in each such answer (`stale-if-error`, RFC 5861). Default: it may not.
   */
  readonly referenceDataMaxAgeSeconds?: number;
  /** What of it is simulated or illustrative, a line each: production does not start with any. Default: nothing. */
  readonly madeUp?: readonly string[];
  /**
   * Loaders and readers of one request.
   * @param seen what the caller may see of the register: all that is shown comes from it.
   * @param register all of it, for facts that rules judge by and nobody is shown.
   */
  createContext(request: RequestContext, seen: Kysely<Database>, register: Kysely<Database>): Context;
  /** Writes the agency's part of a synthetic world into the register; all or nothing. */
  seed(db: Kysely<Database>, world: SyntheticWorld): Promise<void>;
}
