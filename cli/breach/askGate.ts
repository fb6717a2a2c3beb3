// One named operation, asked of a running gateway. What is sent is the text of the manifest, so production runs it too.

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { CliError } from '../CliError.js';

export interface Gate {
  /** Of /graphql. */
  readonly url: string;
  /** Access token; undefined asks as nobody. */
  readonly token: string | undefined;
}

interface Reply<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A mutation takes ten seconds at most unless configured; whoever waits longer waits for nothing. */
const PATIENCE_MS = 60_000;

/** @throws CliError where there is no gateway, or it answers with an error. */
export async function askGate<Data, Variables>({ url, token }: Gate, document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
  const { data, errors } = await post<Data>({ url, token }, JSON.stringify({ query: print(document), variables }));
  if (errors !== undefined && errors.length > 0) {
    throw new CliError(errors.map(({ message, extensions }) => `the gateway answers ${extensions?.code ?? 'an error'}: ${message}`).join('\n'));
  }
  if (data == null) throw new CliError(`${url} gives no GraphQL answer`);
  return data;
}

async function post<Data>({ url, token }: Gate, body: string): Promise<Reply<Data>> {
  const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) }).catch((error: Error) => {
    throw new CliError(`no gateway answers at ${url} (${error.message}): start it, or name another with --url. The same command again does nothing twice`);
  });
  return response.json().catch(() => ({})) as Promise<Reply<Data>>;
}
