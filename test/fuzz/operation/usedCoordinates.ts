// Fields that an operation selects, on every object type that a selection can meet.

import { getNamedType, isAbstractType, isInterfaceType, isObjectType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { WorldIndex } from '../world/World.js';

/** `Type.field`, as the world names them. */
export function usedCoordinates(index: WorldIndex, schema: GraphQLSchema, document: DocumentNode): string[] {
  const used = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        const parent = typeInfo.getParentType();
        if (parent == null || name.value === '__typename') return;
        const named = getNamedType(parent);
        const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
        if (!isInterfaceType(named) && !isObjectType(named)) return;
        for (const type of possible) used.add(index.coordinate(type.name, name.value));
      },
    }),
  );
  return [...used].toSorted();
}
