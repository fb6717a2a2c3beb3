// Apollo's planner, with every plan checked before it is used. What the planner cannot answer it leaves out
// without a word, and in some circles of @requires it asks an agency for what the agency has to be told:
// executed, either would be a null which says "there is none".
//
// A plan that is wrong is made again over the schema in another form (supergraph/requirersApart.ts), and where that does not
// help, or the planner fails, once more for the operation in other words (openFragments.ts). One that is wrong then is none.

import { operationFromDocument, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph as ComposedSchema, type Schema } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type QueryPlan, type QueryPlanSelectionNode } from '@apollo/query-planner';
import { GraphQLError, Kind, parse, print, type DocumentNode, type SelectionSetNode } from 'graphql';
import type { PreparedSupergraph } from '../supergraph/prepareForPlanning.js';
import { ENTITIES_FIELD } from '../subgraph/federationNames.js';
import { fetchesOf } from './fetchesOf.js';
import { mapFetches } from './mapFetches.js';
import { openFragments } from './openFragments.js';

/** As composition names them, whatever the agencies do. */
const ROOT_TYPES = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

interface Form {
  readonly apiSchema: Schema;
  readonly planner: QueryPlanner;
  /** By the names that this form gives them, where it does. */
  readonly agencies: ReadonlyMap<string, string>;
}

export class CheckedPlanner {
  readonly #prepared: PreparedSupergraph;
  readonly #plain: Form;
  /** Made for the first operation that needs it: it takes as long as the plain one. */
  #apart: Form | undefined;

  /** @throws where the schema is no supergraph. */
  constructor(prepared: PreparedSupergraph) {
    this.#prepared = prepared;
    this.#plain = formOver(prepared.sdl, new Map());
  }

  /**
   * @param operation valid, under data keys.
   * @returns a plan over the prepared schema.
   * @throws {GraphQLError} where the operation is larger than the planner takes.
   * @throws where no right plan is found.
   */
  plan(operation: DocumentNode, overrideConditions: Map<string, boolean>): QueryPlan {
    try {
      return this.#planInForms(operation, overrideConditions);
    } catch (error) {
      try {
        return this.#planInForms(openFragments(this.#plain.apiSchema, operation), overrideConditions);
      } catch {
        // What was wrong with the operation as it came says more.
        throw error;
      }
    }
  }

  /** @throws as `plan`. */
  #planInForms(operation: DocumentNode, overrideConditions: Map<string, boolean>): QueryPlan {
    try {
      return this.#planIn(this.#plain, operation, overrideConditions);
    } catch (error) {
      const { apart } = this.#prepared;
      if (apart === undefined || error instanceof GraphQLError) throw error;
      this.#apart ??= formOver(print(apart.document), apart.agencies);
      return this.#planIn(this.#apart, operation, overrideConditions);
    }
  }

  /** @throws where the plan is wrong, or the planner itself finds that it goes in a circle. */
  #planIn({ planner, apiSchema, agencies }: Form, operation: DocumentNode, overrideConditions: Map<string, boolean>): QueryPlan {
    const planned = planner.buildQueryPlan(operationFromDocument(apiSchema, operation, { validate: false }), { overrideConditions });
    const plan = agencies.size === 0 ? planned : mapFetches(planned, (fetch) => ({ ...fetch, serviceName: agencies.get(fetch.serviceName) ?? fetch.serviceName }));
    const faults = this.#faultsOf(operation, plan);
    if (faults.length > 0) throw new Error(`no agency answers ${faults.join(', ')}`);
    return plan;
  }

  #faultsOf(operation: DocumentNode, plan: QueryPlan): string[] {
    const fetches = fetchesOf(plan);
    return [...unansweredFields(operation, fetches), ...fetches.flatMap((fetch) => this.#wronglyAsked(fetch))];
  }

  /** What a fetch asks of an agency that has to be told it, or that has to be told something else first. */
  #wronglyAsked({ serviceName, operation, operationKind, requires = [] }: FetchNode): string[] {
    const { externalFields, requirements } = this.#prepared;
    const rootType = ROOT_TYPES[operationKind];
    const told = toldBy(requires, `${ENTITIES_FIELD}/`);
    return selectionSetsOf(parse(operation)).flatMap((selectionSet) => [
      ...externalFields.unanswerableIn(serviceName, selectionSet, rootType),
      ...requirements.unmetIn(serviceName, selectionSet, rootType, told),
    ]);
  }
}

function formOver(sdl: string, agencies: ReadonlyMap<string, string>): Form {
  // Composition has validated it; over what is made of it there is nothing to be said to anybody.
  const composed = ComposedSchema.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, validateSupergraph: agencies.size === 0 });
  // Finding fragments again in what they were expanded to costs more than it saves between servers.
  return { apiSchema: composed.apiSchema(), planner: new QueryPlanner(composed, { reuseQueryFragments: false }), agencies };
}

/** Names of fields, each behind those around it. */
function toldBy(selections: readonly QueryPlanSelectionNode[], around: string, told = new Set<string>()): Set<string> {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') toldBy(selection.selections, around, told);
    else {
      told.add(around + selection.name);
      toldBy(selection.selections ?? [], `${around}${selection.name}/`, told);
    }
  }
  return told;
}

/** Root fields that no fetch asks for. */
function unansweredFields(operation: DocumentNode, fetches: readonly FetchNode[]): string[] {
  const asked = new Set(fetches.filter(({ requires }) => requires === undefined).flatMap((fetch) => [...rootKeysOf(parse(fetch.operation))]));
  return [...rootKeysOf(operation, true)].filter((key) => !asked.has(key));
}

/**
 * Response keys at the root of a document's operation.
 * @param unconditional leaves out what stands under a condition: it may be one that never holds.
 */
function rootKeysOf(document: DocumentNode, unconditional = false): Set<string> {
  const keys = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD || (unconditional && selection.directives?.length !== 0)) continue;
      if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value);
      else collect(selection.selectionSet);
    }
  };
  selectionSetsOf(document).forEach(collect);
  return keys;
}

function selectionSetsOf({ definitions }: DocumentNode): SelectionSetNode[] {
  return definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition.selectionSet] : []));
}
