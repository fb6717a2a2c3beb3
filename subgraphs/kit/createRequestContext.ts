// What one request works with: its clock, signal and id, and the register, as its caller may see it and as a whole,
// which both stop with the signal.

import type { Agency, RequestContext } from './Agency.js';
import type { Store } from './store/openStore.js';
import { stopWhenAborted } from './store/stopWhenAborted.js';

export function createRequestContext<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  request: RequestContext,
  { db, seenBy }: Pick<Store<Database>, 'db' | 'seenBy'>,
): Context {
  return agency.createContext(request, stopWhenAborted(seenBy(request.viewer), request.signal), stopWhenAborted(db, request.signal));
}
