// A GraphQL client for tests of the gateway: sends one operation and hands back the whole response.

import type { GraphQLFormattedError } from 'graphql';
import type { AgencyReport } from '../../../gateway/Exchange.js';

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: { readonly agencies?: readonly AgencyReport[]; readonly warnings?: readonly { readonly message: string }[] };
}

export interface AskOptions {
  /** Of a persisted document. */
  readonly documentId?: string;
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** @param query undefined where `documentId` stands for it. */
export async function ask(gatewayUrl: string, query: string | undefined, { documentId, variables, headers = {}, signal }: AskOptions = {}): Promise<GatewayAnswer> {
  const response = await fetch(`${gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify({ query, documentId, variables }),
    ...(signal !== undefined && { signal }),
  });
  const body = (await response.json()) as Pick<GatewayAnswer, 'data' | 'errors' | 'extensions'>;
  return { status: response.status, headers: response.headers, ...body };
}

/** What became of one agency, without the time it took. */
export function reportOf(answer: GatewayAnswer, agency: string): Omit<AgencyReport, 'latencyMs'> | undefined {
  const report = answer.extensions?.agencies?.find((candidate) => candidate.agency === agency);
  if (report === undefined) return undefined;
  const { latencyMs: _latencyMs, ...rest } = report;
  return rest;
}
