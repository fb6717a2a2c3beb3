// Type conditions over names that agencies sent. The schema is the composed one: it knows the types that
// clients may not see, and as an interface what one agency calls an object (@interfaceObject).

import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** True where an object that calls itself `typename` is of the type, interface or union `condition`. */
export function typeFits(schema: GraphQLSchema, typename: string, condition: string): boolean {
  if (typename === condition) return true;
  const type = schema.getType(typename);
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type);
}
