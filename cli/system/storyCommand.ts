// A command to paste: the whole case of one story person, over all agencies.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
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

/** The curl command that asks CaseFile about the story, as one line for a POSIX shell. */
export async function storyCommand(graphqlUrl: string, story: Story): Promise<string> {
  const operation = await readFile(path.join(PACKAGE_ROOT, 'schema', 'operations', 'CaseFile.graphql'), 'utf8');
  const body = JSON.stringify({ query: onOneLine(operation), variables: { id: story.applicationId } });
  return `curl -s ${graphqlUrl} -H 'content-type: application/json' -d ${quote(body)}`;
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
