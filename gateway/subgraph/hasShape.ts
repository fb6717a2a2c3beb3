// Whether a value an agency sent has the form its type says: lists where lists belong, objects of a type
// that can stand there, leaves their type can print, and no null where there is never one. What is inside
// an object is not looked at. A value of another form cannot be merged: an engine would fail over it, or
// make null of it without a word.

import {
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { isRecord, ownValue } from '../util/isRecord.js';
import { isWithinDepth } from '../util/isWithinDepth.js';

export function hasShape(schema: GraphQLSchema, type: GraphQLOutputType, value: unknown): boolean {
  if (isNonNullType(type)) return value !== null && hasShape(schema, type.ofType, value);
  if (value === null) return true;
  if (isListType(type)) return Array.isArray(value) && value.every((item) => hasShape(schema, type.ofType, item));
  if (isLeafType(type)) return canPrint(type, value);
  return isRecord(value) && isTypePossible(schema, type, ownValue(value, '__typename'));
}

/** Deeper values would exhaust the stack of whoever walks them, and so cost the whole operation. */
const MAX_SCALAR_DEPTH = 32;

/** GraphQL §6.4.3 CompleteValue, leaves. A scalar of an agency's own may be anything, but not of any depth. */
function canPrint(type: GraphQLLeafType, value: unknown): boolean {
  try {
    return isWithinDepth(value, MAX_SCALAR_DEPTH) && type.serialize(value) !== undefined;
  } catch {
    return false;
  }
}

/** @param typename what the object says of itself; needed only where its type is not known without it. */
export function isTypePossible(schema: GraphQLSchema, type: GraphQLNamedType, typename: unknown): boolean {
  if (typename === undefined) return isObjectType(type) || isInterfaceObject(type);
  if (typename === type.name) return !isUnionType(type);
  const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
  return isObjectType(named) && isAbstractType(type) && schema.isSubType(type, named);
}

/** An interface that some agency knows as an object (@interfaceObject), and so need not say what it is. */
function isInterfaceObject({ astNode }: GraphQLNamedType): boolean {
  return (
    astNode?.directives?.some(
      ({ name, arguments: given = [] }) => name.value === 'join__type' && given.some((argument) => argument.name.value === 'isInterfaceObject'),
    ) ?? false
  );
}
