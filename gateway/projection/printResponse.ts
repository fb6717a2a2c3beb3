// The body of a response as JSON text. Errors stand first, so that a reader of a long response sees them
// (GraphQL §7.1). Put together by one `join`: the text of the data is a rope of thousands of pieces, and adding
// to it by `+` costs a fifth of the whole request once somebody reads it.

import { JsonText } from './JsonText.js';
import type { ResponseBody } from './projectResponse.js';

export function printResponse({ errors, data, extensions }: ResponseBody): string {
  const parts: string[] = ['{'];
  const add = (key: string, value: string) => {
    parts.push(parts.length === 1 ? `"${key}":` : `,"${key}":`, value);
  };
  if (errors !== undefined) add('errors', JSON.stringify(errors));
  if (data !== undefined) add('data', data instanceof JsonText ? data.text : JSON.stringify(data));
  if (extensions !== undefined) add('extensions', JSON.stringify(extensions));
  parts.push('}');
  return parts.join('');
}
