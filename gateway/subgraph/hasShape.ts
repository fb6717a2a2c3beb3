// Whether a value an agency sent has the form its type says: lists where lists belong, objects where
// objects belong, and objects of a type that can stand there. What is inside an object is not looked at.
// A value of another form cannot be merged: an engine would fail over it, and with it the whole operation.

import {
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { isRecord, ownValue } from '../util/isRecord.js';

/** Null has every shape: whether it may stand there is a question of its own. */
export function hasShape(schema: GraphQLSchema, type: GraphQLOutputType, value: unknown): boolean {
  if (value === null) return true;
  const nullable = getNullableType(type);
  if (isListType(nullable)) return Array.isArray(value) && value.every((item) => hasShape(schema, nullable.ofType, item));
  // A scalar of an agency's own may be anything; a built-in one and an enum are never lists or objects.
  if (isScalarType(nullable)) return !isSpecifiedScalarType(nullable) || typeof value !== 'object';
  if (isEnumType(nullable)) return typeof value === 'string';
  return isRecord(value) && isTypePossible(schema, nullable, ownValue(value, '__typename'));
}

/** @param typename what the object says of itself; needed only where its type is not known without it. */
export function isTypePossible(schema: GraphQLSchema, type: GraphQLNamedType, typename: unknown): boolean {
  if (typename === undefined) return isObjectType(type);
  if (typename === type.name) return true;
  const named = typeof typename === 'string' ? schema.getType(typename) : undefined;
  return isObjectType(named) && isAbstractType(type) && schema.isSubType(type, named);
}
