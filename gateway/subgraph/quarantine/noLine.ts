// The line to an agency that is quarantined: none. Its client refuses every call before it would be used; whoever tried to send
// something through it all the same would be told.

import { Dispatcher } from 'undici';
import type { Breaker } from '../breaker/Breaker.js';

class NoDispatcher extends Dispatcher {
  override dispatch(): never {
    throw new Error('an agency that is quarantined is not called');
  }
}

const REFUSING: Breaker = { state: 'forcedOpen', request: () => ({ kind: 'refused', retryAt: new Date(0) }) };

export const NO_LINE = {
  dispatcher: new NoDispatcher(),
  breakers: { lookup: REFUSING, query: REFUSING, mutation: REFUSING },
} as const;
