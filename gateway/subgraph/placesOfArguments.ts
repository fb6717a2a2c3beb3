// What an agency may say is wrong with what it was told: the arguments of a document, and what lies in those that are
// objects: `first`, `input`, `input/dataKinds`. Names of the schema alone, so that no place can hold what somebody is called.

import { getNamedType, isInputObjectType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLInputType, type GraphQLSchema } from 'graphql';

/** Deeper, the place is told no nearer: objects may hold themselves. */
const MAX_DEPTH = 4;

export function placesOfArguments(document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
  const places = new Set<string>();
  const types = new TypeInfo(schema);
  const addAll = (place: string, type: GraphQLInputType | undefined, depth: number): void => {
    places.add(place);
    const named = getNamedType(type);
    if (!isInputObjectType(named) || depth === MAX_DEPTH) return;
    for (const field of Object.values(named.getFields())) addAll(`${place}/${field.name}`, field.type, depth + 1);
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ arguments: given = [] }) {
        const known = types.getFieldDef()?.args ?? [];
        for (const { name } of given) addAll(name.value, known.find((argument) => argument.name === name.value)?.type, 1);
      },
    }),
  );
  return places;
}
