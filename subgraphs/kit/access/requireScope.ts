// What a caller may do or see by a scope alone, whatever the row. Said as an error: neither null nor an empty list tells
// "you may not" from "there is none".

import { GraphQLError } from 'graphql';
import type { Scope } from '../../../schema/contract/scopes.js';
import type { Viewer } from './Viewer.js';

/**
 * Where nobody is told apart, everybody may.
 * @param anyOf one of them is enough.
 * @throws GraphQLError FORBIDDEN
 */
export function requireScope(viewer: Viewer, anyOf: readonly Scope[]): void {
  if (viewer.kind === 'everybody' || anyOf.some((scope) => viewer.caller?.scopes.includes(scope))) return;
  throw new GraphQLError(`this needs the scope ${anyOf.join(' or ')}`, { extensions: { code: 'FORBIDDEN' } });
}
