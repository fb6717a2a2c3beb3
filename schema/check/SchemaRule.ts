// A rule of the house about schemas, beyond what GraphQL and federation demand: a function from the
// agencies' schemas to the problems it finds. Rules only read; their order is in checkSubgraphs.ts.

import type { Subgraph } from '@apollo/federation-internals';
import type { Ownership } from '../ownership.js';
import type { SchemaProblem } from './SchemaProblem.js';

export interface RuleInput {
  /** One per agency, each valid in itself. */
  readonly subgraphs: readonly Subgraph[];
  readonly ownership: Ownership;
  /** Names of the object types that implement AgencyAnswer in at least one agency. */
  readonly answerTypes: ReadonlySet<string>;
}

export interface SchemaRule {
  /** The rule's file name; it stands in every problem the rule reports. */
  readonly name: string;
  readonly check: (input: RuleInput) => Iterable<SchemaProblem>;
}
