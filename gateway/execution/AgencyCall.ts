// What every request of one fetch has in common, worked out once: whom to ask, the operation, and which of
// the client's variables go along.

import type { FetchNode } from '@apollo/query-planner';
import { CLIENT_REPRESENTATIONS_VARIABLE } from '../plan/renameForPlanning.js';
import type { AgencyOperation } from '../subgraph/AgencyOperation.js';
import { REPRESENTATIONS_VARIABLE } from '../subgraph/federationNames.js';
import type { SubgraphClient } from '../subgraph/SubgraphClient.js';

/** Where a request to an agency goes: its subgraph client, which answers whatever happens. */
export type Agency = Pick<SubgraphClient, 'execute' | 'prepare'>;

export interface AgencyCall {
  readonly agency: string;
  readonly client: Agency;
  readonly operation: AgencyOperation;
  readonly laterWaves: number;
  readonly variables: readonly UsedVariable[];
}

interface UsedVariable {
  /** As the agency's operation calls it. */
  readonly name: string;
  /** As the client calls it. */
  readonly clientName: string;
}

export interface AgencyCallOptions {
  readonly client: Agency;
  /** The client's name for the operation; null where it has none. */
  readonly operationName: string | null;
  readonly laterWaves: number;
}

export function describeCall(fetch: FetchNode, { client, operationName, laterWaves }: AgencyCallOptions): AgencyCall {
  // The same at every place of the plan, so that equal fetches stay equal texts.
  const name = operationName === null ? undefined : `${operationName}__${fetch.serviceName.replaceAll(/\W/g, '_')}`;
  const text = name === undefined ? fetch.operation : withName(fetch.operation, name);
  return {
    agency: fetch.serviceName,
    client,
    operation: client.prepare({ text, ...(name !== undefined && { operationName: name }) }),
    laterWaves,
    variables: (fetch.variableUsages ?? []).map((used) => ({ name: used, clientName: clientNameOf(used) })),
  };
}

export function clientNameOf(variable: string): string {
  return variable === CLIENT_REPRESENTATIONS_VARIABLE ? REPRESENTATIONS_VARIABLE : variable;
}

/** The variables that the call takes from the request; one without a value is left out. */
export function usedVariables({ variables }: AgencyCall, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const { name, clientName } of variables) {
    const value = Object.hasOwn(given, clientName) ? given[clientName] : undefined;
    if (value !== undefined) used[name] = value;
  }
  return used;
}

/** `{a}` → `query Name{a}`, `query($v:ID!){a}` → `query Name($v:ID!){a}`. The text is the planner's, without a name. */
function withName(text: string, name: string): string {
  if (text.startsWith('{')) return `query ${name}${text}`;
  return text.replace(/^(query|mutation)\s*/, `$1 ${name}`);
}
