// Every rule of the house about schemas, in one list, run over the agencies' schemas together. The
// order is that of the reports: what makes later findings likely comes first.

import { isObjectType, type Subgraph } from '@apollo/federation-internals';
import { AGENCY_ANSWER } from '../contract/agencyAnswer.js';
import type { Ownership } from '../ownership.js';
import type { SchemaProblem } from './SchemaProblem.js';
import type { RuleInput, SchemaRule } from './SchemaRule.js';
import { answerFieldsNullable } from './rules/answerFieldsNullable.js';
import { answerInterfaceExact } from './rules/answerInterfaceExact.js';
import { answerIsNoEntity } from './rules/answerIsNoEntity.js';
import { answerStatusExact } from './rules/answerStatusExact.js';
import { contributionIsAnswer } from './rules/contributionIsAnswer.js';
import { entityHasOwner } from './rules/entityHasOwner.js';
import { federationTwo } from './rules/federationTwo.js';
import { foreignReferenceNullable } from './rules/foreignReferenceNullable.js';
import { guardedFieldNullable } from './rules/guardedFieldNullable.js';
import { interfaceNotReturned } from './rules/interfaceNotReturned.js';
import { personalDataTagged } from './rules/personalDataTagged.js';
import { referenceDataPlain } from './rules/referenceDataPlain.js';
import { rootFieldNullable } from './rules/rootFieldNullable.js';
import { stateHeldSpreads } from './rules/stateHeldSpreads.js';

export const SCHEMA_RULES: readonly SchemaRule[] = [
  federationTwo,
  entityHasOwner,
  answerInterfaceExact,
  answerStatusExact,
  answerIsNoEntity,
  answerFieldsNullable,
  interfaceNotReturned,
  contributionIsAnswer,
  foreignReferenceNullable,
  guardedFieldNullable,
  rootFieldNullable,
  personalDataTagged,
  stateHeldSpreads,
  referenceDataPlain,
];

/** Problems of all rules, in the order of the rules; empty where the schemas keep every one. */
export function checkSubgraphs(subgraphs: readonly Subgraph[], ownership: Ownership): SchemaProblem[] {
  const input: RuleInput = { subgraphs, ownership, answerTypes: findAnswerTypes(subgraphs) };
  return SCHEMA_RULES.flatMap((rule) => [...rule.check(input)]);
}

function findAnswerTypes(subgraphs: readonly Subgraph[]): ReadonlySet<string> {
  return new Set(
    subgraphs
      .flatMap((subgraph) => subgraph.schema.types())
      .filter((type) => isObjectType(type) && type.implementsInterface(AGENCY_ANSWER))
      .map((type) => type.name),
  );
}
