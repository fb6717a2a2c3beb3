// An agency's register: its own migrations on top of what the kit keeps in every store.

import { readerRole } from '../access/rowSecurity.js';
import type { Agency, RequestContext } from '../Agency.js';
import { SEED_STATE_MIGRATION } from '../seed/seedState.js';
import { openStore, type Store } from './openStore.js';
import type { StoreTarget } from './StoreTarget.js';

/** @param onStatement called with the text of every statement: tests count them. */
export function openAgencyStore<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  target: StoreTarget,
  onStatement?: (sql: string) => void,
): Promise<Store<Database>> {
  return openStore<Database>({
    target,
    name: agency.name,
    migrations: { '0000_kit_seed_state': SEED_STATE_MIGRATION, ...agency.migrations },
    readerRole: readerRole(agency.name),
    ...(onStatement && { onStatement }),
  });
}
