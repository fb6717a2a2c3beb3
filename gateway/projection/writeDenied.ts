// What is written of an AgencyAnswer that the caller may not see: who would have spoken, that the answer is denied,
// and nothing of what it is. So a refusal can be read neither as silence nor as "there is none".

import { getNullableType, isObjectType, type FieldNode, type GraphQLField } from 'graphql';
import { isAnswerType } from '../supergraph/Supergraph.js';
import type { SelectionContext } from './compileSelection.js';

/**
 * @param nodes all that ask for the field under one response key.
 * @returns undefined for a field that is no answer.
 */
export function writeDenied(
  { schema, collector, agenciesOf }: SelectionContext,
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): string | undefined {
  const type = getNullableType(field.type);
  if (!isObjectType(type) || !isAnswerType(schema, type)) return undefined;
  const values = new Map([
    ['__typename', type.name],
    ['status', 'DENIED'],
    ['agency', agenciesOf(typeName, field.name).join(', ')],
  ]);
  const members = Array.from(collector.fieldsOf(type, nodes), ([responseKey, [{ name }]]) => `"${responseKey}":${JSON.stringify(values.get(name.value) ?? null)}`);
  return `{${members.join(',')}}`;
}
