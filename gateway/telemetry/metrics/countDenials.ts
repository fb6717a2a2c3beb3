// The answers that the gateway refuses a caller: known when the operation is read, before there are objects to count, so
// each place in the operation counts once.

import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { Operation } from '../../operation/Operation.js';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { Tallies } from './Tallies.js';

export function countDenials(tallies: Pick<Tallies, 'answerDenied'>, supergraph: Pick<Supergraph, 'schema' | 'agenciesOf'>, operation: Operation | undefined): void {
  if (operation?.asked === undefined) return;
  for (const { coordinate, isAnswer } of operation.asked.refusals) {
    if (!isAnswer) continue;
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = supergraph.schema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) continue;
    for (const agency of supergraph.agenciesOf(typeName, fieldName)) tallies.answerDenied(agency, getNamedType(field.type).name);
  }
}
