// What an HTTP request says of who asks and why, for admission to judge.

import type { IncomingMessage } from 'node:http';
import { CASE_HEADER, CONSENT_HEADER, PURPOSE_HEADER } from '../../schema/contract/headers.js';
import type { StatedIdentity } from '../admission/StatedIdentity.js';

export function statedIdentityOf({ headers, rawHeaders }: IncomingMessage): StatedIdentity {
  return {
    // Of several `authorization` headers node keeps the first and is silent about the others.
    authorizations: headers.authorization === undefined ? [] : valuesOf('authorization', rawHeaders),
    purpose: textOf(headers[PURPOSE_HEADER]),
    caseId: textOf(headers[CASE_HEADER]),
    consent: textOf(headers[CONSENT_HEADER]),
  };
}

/** @param rawHeaders names and values by turns, as they were sent. */
function valuesOf(name: string, rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

/** Node joins what was sent several times. */
function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
