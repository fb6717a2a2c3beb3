// An access token for the GraphiQL page, from the development issuer (RFC 6749 §4.4): each view of the page gets a new
// one, so that a page opened the next morning works as well. Without the issuer the page opens all the same, as nobody.

import { request } from 'undici';
import { isRecord, ownValue } from '../util/isRecord.js';

/** The page waits for it. */
const TIMEOUT_MS = 1_000;

/**
 * @param tokenUrl token endpoint of the development issuer.
 * @param persona whom the token is for.
 * @returns undefined where there is no token to be had.
 */
export async function fetchDevelopmentToken(tokenUrl: string, persona: string): Promise<string | undefined> {
  try {
    const { statusCode, body } = await request(tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: persona }).toString(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // One call in a long time: no connection is kept for the next.
      reset: true,
    });
    const answer: unknown = await body.json();
    const token = isRecord(answer) ? ownValue(answer, 'access_token') : undefined;
    return statusCode === 200 && typeof token === 'string' ? token : undefined;
  } catch {
    return undefined;
  }
}
