// Puts one agency's answer into the tree that all agencies fill. Own properties only, and only where the two
// agree on the form: what does not fit is left out and reported, and nothing else changes.
//
//   what is there      what comes         then
//   nothing, null      anything           it is taken over, by reference
//   anything           null               what is there stays: another agency has answered
//   object             object             merged, unless their types contradict each other
//   list               list               item by item, where both have the same length
//   a plain value      a plain value      the later one
//   two of different form                 a problem

import type { GraphQLSchema } from 'graphql';
import { isRecord } from '../util/isRecord.js';
import { locate, type Problem } from './Problem.js';
import { typeFits } from './typeFits.js';

const TYPENAME = '__typename';

/**
 * Mutates `target`; parts of `source` become parts of it.
 * @param problems receives the places, from `target` on, where the two cannot be merged.
 */
export function mergeObject(schema: GraphQLSchema, target: Record<string, unknown>, source: Record<string, unknown>, problems: Problem[]): void {
  if (target === source) return;
  const typename = typeOfBoth(schema, target, source);
  if (typename === null) {
    problems.push([]);
    return;
  }
  for (const key in source) {
    const sent = source[key];
    const held = Object.hasOwn(target, key) ? target[key] : undefined;
    if (held === undefined || held === null) {
      if (sent !== undefined) target[key] = sent;
    } else if (sent !== null && sent !== undefined) {
      const before = problems.length;
      target[key] = mergeValue(schema, held, sent, problems);
      if (problems.length > before) locate(problems, before, key);
    }
  }
  if (typename !== undefined) target[TYPENAME] = typename;
}

/** Neither is null. Returns what stands there from now on. */
function mergeValue(schema: GraphQLSchema, held: unknown, sent: unknown, problems: Problem[]): unknown {
  if (typeof held !== 'object' && typeof sent !== 'object') return sent;
  if (isRecord(held) && isRecord(sent)) mergeObject(schema, held, sent, problems);
  else if (Array.isArray(held) && Array.isArray(sent) && held.length === sent.length) mergeItems(schema, held, sent, problems);
  else problems.push([]);
  return held;
}

function mergeItems(schema: GraphQLSchema, held: unknown[], sent: readonly unknown[], problems: Problem[]): void {
  if (held === sent) return;
  for (let index = 0; index < held.length; index += 1) {
    const item = sent[index];
    if (held[index] === null || held[index] === undefined) held[index] = item;
    else if (item !== null && item !== undefined) {
      const before = problems.length;
      held[index] = mergeValue(schema, held[index], item, problems);
      if (problems.length > before) locate(problems, before, index);
    }
  }
}

/**
 * The narrower of two type names; undefined where not both are given, null where no object is of both. An
 * agency that knows only an interface names that, and another then names the type.
 */
function typeOfBoth(schema: GraphQLSchema, target: Record<string, unknown>, source: Record<string, unknown>): string | undefined | null {
  const sent = Object.hasOwn(source, TYPENAME) ? source[TYPENAME] : undefined;
  if (typeof sent !== 'string') return undefined;
  const held = Object.hasOwn(target, TYPENAME) ? target[TYPENAME] : undefined;
  if (typeof held !== 'string') return undefined;
  if (held === sent || typeFits(schema, held, sent)) return held;
  return typeFits(schema, sent, held) ? sent : null;
}
