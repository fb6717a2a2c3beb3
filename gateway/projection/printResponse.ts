// The body of a response as JSON text in UTF-8. Errors stand first, so that a reader of a long response sees
// them (GraphQL §7.1).
//
// The text of the data is a rope of thousands of pieces, and what counts is how often it is gone through. ASCII
// is written from the rope into the bytes, once. Any other text has to be made one first: by `join`, which is
// better at it than whoever reads what `+` has made.

import { JsonText } from './JsonText.js';
import type { ResponseBody } from './projectResponse.js';

export function printResponse({ errors, data, extensions }: ResponseBody): Buffer {
  const before = errors === undefined ? '{' : `{"errors":${JSON.stringify(errors)}`;
  const after = extensions === undefined ? '}' : `${separatorAfter(errors ?? data)}"extensions":${JSON.stringify(extensions)}}`;
  if (data === undefined) return Buffer.from(before + after);
  const start = `${before}${separatorAfter(errors)}"data":`;
  if (!(data instanceof JsonText)) return Buffer.from(start + JSON.stringify(data) + after);
  return data.isAscii ? printAscii(start, data.text, after) : Buffer.from([start, data.text, after].join(''));
}

function separatorAfter(previous: unknown): string {
  return previous === undefined ? '' : ',';
}

/** Only `data` is known to be ASCII. */
function printAscii(start: string, data: string, end: string): Buffer {
  const startLength = Buffer.byteLength(start);
  const bytes = Buffer.allocUnsafe(startLength + data.length + Buffer.byteLength(end));
  bytes.write(start);
  bytes.write(data, startLength, 'latin1');
  bytes.write(end, startLength + data.length);
  return bytes;
}
