// A value of a client's as it stands in a message to that client, in the form of graphql-js: `{ a: 1, b: ["x"] }`.
// Never longer than a line or two, whatever was sent: a message that repeats a megabyte helps nobody.

import { isRecord } from '../util/isRecord.js';

/** Entries of a list or an object that are shown. */
const MAX_ENTRIES = 10;

/** Lists and objects within each other that are shown. */
const MAX_DEPTH = 2;

const MAX_CHARACTERS = 200;

/** @param value JSON. */
export function showValue(value: unknown): string {
  return cut(show(value, 0));
}

function show(value: unknown, depth: number): string {
  if (typeof value === 'string') return cut(JSON.stringify(value.slice(0, MAX_CHARACTERS + 1)));
  if (Array.isArray(value)) return showList(value, depth);
  return isRecord(value) ? showObject(value, depth) : String(value);
}

function showList(list: readonly unknown[], depth: number): string {
  if (list.length === 0) return '[]';
  if (depth > MAX_DEPTH) return '[Array]';
  const shown = list.slice(0, MAX_ENTRIES).map((item) => show(item, depth + 1));
  const more = list.length - shown.length;
  if (more > 0) shown.push(`... ${more} more item${more === 1 ? '' : 's'}`);
  return `[${shown.join(', ')}]`;
}

function showObject(object: Readonly<Record<string, unknown>>, depth: number): string {
  const keys = Object.keys(object);
  if (keys.length === 0) return '{}';
  if (depth > MAX_DEPTH) return '[Object]';
  const shown = keys.slice(0, MAX_ENTRIES).map((key) => `${cut(key)}: ${show(object[key], depth + 1)}`);
  if (keys.length > shown.length) shown.push(`... ${keys.length - shown.length} more`);
  return `{ ${shown.join(', ')} }`;
}

function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
