// The body of a response as JSON text. Errors stand first, so that a reader of a long response sees them
// (GraphQL §7.1).

import { JsonText } from './JsonText.js';
import type { ResponseBody } from './projectResponse.js';

export function printResponse({ errors, data, extensions }: ResponseBody): string {
  const parts: string[] = [];
  if (errors !== undefined) parts.push(`"errors":${JSON.stringify(errors)}`);
  if (data !== undefined) parts.push(`"data":${data instanceof JsonText ? data.text : JSON.stringify(data)}`);
  if (extensions !== undefined) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${parts.join(',')}}`;
}
