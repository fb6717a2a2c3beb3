// What the gateway knows of one composed schema, worked out once when it is loaded: the API that
// clients see, the whole schema that agencies are asked by, and who stands behind each field.
// Immutable; a request uses one Supergraph from start to end.

import { isInterfaceType, isObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { AGENCY_ANSWER } from '../../schema/contract/agencyAnswer.js';
import type { AccessRules } from './AccessRules.js';
import type { CostTable } from './CostTable.js';

export interface SupergraphParts {
  readonly sdl: string;
  readonly engineSdl: string;
  readonly apiSchema: GraphQLSchema;
  readonly schema: GraphQLSchema;
  readonly accessRules: AccessRules;
  readonly agencies: readonly string[];
  readonly quarantined: ReadonlyMap<string, string>;
  readonly fieldOwners: ReadonlyMap<string, readonly string[]>;
  /** By agency. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly costs: CostTable;
}

export class Supergraph {
  /** The composed schema as it was given. */
  readonly sdl: string;
  /** The same as engines take it: without what is broken in it, and without the rules on who may see what, which are kept before they are asked. */
  readonly engineSdl: string;
  /** What clients may ask: without the machinery of composition and without inaccessible parts. */
  readonly apiSchema: GraphQLSchema;
  /** Everything that any agency can be asked, the inaccessible parts included; its directives are those that engines see. */
  readonly schema: GraphQLSchema;
  readonly accessRules: AccessRules;
  /** Names of the subgraphs, as the supergraph has them. */
  readonly agencies: readonly string[];
  /** Those that must not be asked, since their part of the schema cannot be used; each with the reason, one line. */
  readonly quarantined: ReadonlyMap<string, string>;
  /** What agencies say of the cost of their fields. */
  readonly costs: CostTable;
  readonly #fieldOwners: ReadonlyMap<string, readonly string[]>;
  readonly #addresses: ReadonlyMap<string, string>;

  constructor(parts: SupergraphParts) {
    this.sdl = parts.sdl;
    this.engineSdl = parts.engineSdl;
    this.accessRules = parts.accessRules;
    this.apiSchema = parts.apiSchema;
    this.schema = parts.schema;
    this.agencies = parts.agencies;
    this.quarantined = parts.quarantined;
    this.costs = parts.costs;
    this.#fieldOwners = parts.fieldOwners;
    this.#addresses = parts.addresses;
  }

  /** Where the composed schema says that an agency is: whatever was given to composition, so perhaps no address. */
  addressOf(agency: string): string | undefined {
    return this.#addresses.get(agency);
  }

  /** Agencies that resolve a field, several where it is shareable; empty for an unknown field. */
  agenciesOf(typeName: string, fieldName: string): readonly string[] {
    return this.#fieldOwners.get(`${typeName}.${fieldName}`) ?? [];
  }

  /** Names of the object types in which agencies answer. */
  answerTypes(): string[] {
    return Object.values(this.schema.getTypeMap())
      .filter((type) => isObjectType(type) && isAnswerType(this.schema, type))
      .map((type) => type.name);
  }
}

/** True for the interface of all answers and for every object type or interface that implements it. */
export function isAnswerType(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  const answer = schema.getType(AGENCY_ANSWER);
  if (!isInterfaceType(answer)) return false;
  return type === answer || ((isObjectType(type) || isInterfaceType(type)) && schema.isSubType(answer, type));
}
