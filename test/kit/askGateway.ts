// One typed operation against a running gateway, and what a client reads of the answer.

import { print } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { CallerHeaders } from './callerHeaders.js';

export interface GatewayResult<Data> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: { readonly agencies?: readonly AskedAgency[] };
}

/** An entry of `extensions.agencies`. */
export interface AskedAgency {
  readonly agency: string;
  readonly status: string;
  readonly code?: string;
  readonly retryAt?: string | null;
  readonly calls: number;
}

export async function askGateway<Data, Variables>(
  url: string,
  document: TypedDocumentNode<Data, Variables> | string,
  variables?: Variables,
  caller: CallerHeaders = {},
): Promise<GatewayResult<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...caller },
    body: JSON.stringify({ query: typeof document === 'string' ? document : print(document), variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<GatewayResult<Data>, 'status'>) };
}

/** Calls to agencies that the operation took, all agencies together. */
export function countCalls(result: GatewayResult<unknown>): number {
  return (result.extensions?.agencies ?? []).reduce((sum, { calls }) => sum + calls, 0);
}
