// An enum of the schema whose names are its values, written once: what TypeScript, type-graphql and the
// reader of the schema each need of it is made from one list.

import { registerEnumType } from 'type-graphql';

/**
 * @param description null where another agency owns the enum and describes it
 * @param values with what each means, or the names alone where they say it
 * @returns the object that type-graphql takes for the enum: every name to itself
 */
export function createEnum<const Value extends string>(
  name: string,
  description: string | null,
  values: Readonly<Record<Value, string>> | readonly Value[],
): { readonly [Name in Value]: Name } {
  const meanings = new Map<string, string | undefined>(
    Array.isArray(values) ? values.map((value: Value) => [value, undefined]) : Object.entries<string>(values as Record<Value, string>),
  );
  const enumObject = Object.fromEntries([...meanings.keys()].map((value) => [value, value])) as { readonly [Name in Value]: Name };
  registerEnumType(enumObject, {
    name,
    ...(description !== null && { description }),
    valuesConfig: Object.fromEntries([...meanings].map(([value, meaning]) => [value, meaning === undefined ? {} : { description: meaning }])) as never,
  });
  return enumObject;
}
