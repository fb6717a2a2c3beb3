// What in a request's headers an answer may depend on, as one text: who asks, for which purpose, about which
// case, in which language. Requests share work only where it is equal to the letter.

import type { IncomingHttpHeaders } from 'node:http';

const ASKER_HEADERS = ['authorization', 'cookie', 'x-purpose', 'x-case-id', 'accept-language'] as const;

/** Empty where none of them was sent. Holds credentials: not for logs. */
export function askerOf(headers: IncomingHttpHeaders): string {
  const sent = ASKER_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]));
  return sent.length === 0 ? '' : JSON.stringify(sent);
}
