// Whether an operation asks for reference data and nothing else: every field in it, at any depth, carries the tag. Then, and
// only then, an agency lets its answer be given again while it cannot be asked.

import { Kind, OperationTypeNode, TypeInfo, visit, visitWithTypeInfo, type ConstDirectiveNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { REFERENCE_DATA_TAG } from '../../../schema/contract/tags.js';

/** Federation's own, which returns whatever the fragments below it say. */
const ENTITIES_FIELD = '_entities';

/**
 * @param schema with its directives, as `buildAgencySchema` makes it.
 * @param document valid, with one operation.
 */
export function selectsReferenceData(schema: GraphQLSchema, document: DocumentNode): boolean {
  if (document.definitions.some((definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation !== OperationTypeNode.QUERY)) return false;
  const types = new TypeInfo(schema);
  let taggedCount = 0;
  let isAllTagged = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const isEntities = name.value === ENTITIES_FIELD && types.getParentType() === schema.getQueryType();
        if (name.value === '__typename' || isEntities) return;
        if (isTagged(types.getFieldDef()?.astNode?.directives)) taggedCount += 1;
        else isAllTagged = false;
      },
    }),
  );
  return isAllTagged && taggedCount > 0;
}

function isTagged(directives: readonly ConstDirectiveNode[] = []): boolean {
  return directives.some(({ name, arguments: given = [] }) => name.value === 'tag' && given.some(({ value }) => value.kind === Kind.STRING && value.value === REFERENCE_DATA_TAG));
}
