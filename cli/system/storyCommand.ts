// A command to paste: the whole case of one story person, over all agencies.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CASE_HEADER, CONSENT_HEADER, PURPOSE_HEADER } from '../../schema/contract/headers.js';
import type { Purpose } from '../../schema/contract/purposes.js';
import { PACKAGE_ROOT } from '../packageRoot.js';

/** A case of the synthetic data that is worth looking at; `GET /dev/stories` of the applicants agency lists them. */
export interface Story {
  readonly story: string;
  readonly title: string;
  readonly applicationId: string;
}

/** The story that shows an answer from every agency. */
const SHOWN_STORY = 'cleared-and-ready';

/** The story to show, or null where the agency has none: production, or a store that was not seeded. */
export async function fetchStory(applicantsOrigin: string, signal: AbortSignal): Promise<Story | null> {
  const response = await fetch(`${applicantsOrigin}/dev/stories`, { signal }).catch(() => null);
  if (!response?.ok) return null;
  const stories = (await response.json()) as readonly Story[];
  return stories.find(({ story }) => story === SHOWN_STORY) ?? stories[0] ?? null;
}

/** Why the shown command asks. */
const PURPOSE: Purpose = 'case-work';

/** No consent of anybody stands behind it, and it says so. */
const CONSENT = 'simulated-consent-0001';

/**
 * The curl command that asks CaseFile about the story, as one line for a POSIX shell.
 * @param token undefined to ask as nobody.
 */
export async function storyCommand(graphqlUrl: string, story: Story, token: string | undefined): Promise<string> {
  const operation = await readFile(path.join(PACKAGE_ROOT, 'schema', 'operations', 'CaseFile.graphql'), 'utf8');
  const body = JSON.stringify({ query: onOneLine(operation), variables: { id: story.applicationId } });
  const headers = [
    'content-type: application/json',
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
    `${PURPOSE_HEADER}: ${PURPOSE}`,
    `${CASE_HEADER}: ${story.applicationId}`,
    `${CONSENT_HEADER}: ${CONSENT}`,
  ];
  return [`curl -s ${graphqlUrl}`, ...headers.map((header) => `-H ${quote(header)}`), `-d ${quote(body)}`].join(' ');
}

/** Comments out, blanks folded. The operation holds no string literal, in which a blank or # would count. */
function onOneLine(operation: string): string {
  return operation
    .replaceAll(/#.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Single-quoted for a POSIX shell, where only the quote itself ends the text. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
