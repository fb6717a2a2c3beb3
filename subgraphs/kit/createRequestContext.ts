// What one request works with: its clock, signal and id, and a register that stops with the signal.

import type { Kysely } from 'kysely';
import type { Agency, RequestContext } from './Agency.js';
import { stopWhenAborted } from './store/stopWhenAborted.js';

export function createRequestContext<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  request: RequestContext,
  db: Kysely<Database>,
): Context {
  return agency.createContext(request, stopWhenAborted(db, request.signal));
}
