// A subgraph for tests of the gateway: a real HTTP server over a real federated schema, which can be told
// to misbehave and remembers every request. Stopping and starting keeps its port.

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';

export type Behaviour =
  | { readonly kind: 'answer' }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Takes the request and closes the connection. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'reply'; readonly status?: number; readonly headers?: Record<string, string>; readonly body: string }
  /** Executes, and lets the test change the response, or hold it back, before it is sent. */
  | { readonly kind: 'rewrite'; readonly change: (response: GraphqlResponse) => unknown };

export interface GraphqlResponse {
  data?: Record<string, unknown> | null;
  errors?: unknown[];
}

export interface RecordedCall {
  readonly query: string;
  readonly operationName?: string;
  readonly variables: Record<string, unknown>;
  readonly headers: IncomingHttpHeaders;
}

export type Resolvers = Record<string, Record<string, unknown>>;

const ANSWER: Behaviour = { kind: 'answer' };

export class TestSubgraph {
  readonly calls: RecordedCall[] = [];
  behaviour: Behaviour = ANSWER;
  /** Header fields of every answer that it executes itself. */
  answerHeaders: Readonly<Record<string, string>> = {};
  /** Calls taken and neither answered nor given up by the gateway. */
  openCalls = 0;
  /** Calls whose connection the gateway closed before an answer was sent. */
  abandonedCalls = 0;
  readonly #schema: GraphQLSchema;
  #server: Server | undefined;
  #port = 0;

  constructor(sdl: string, resolvers: Resolvers) {
    this.#schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#take(request, response));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  /** From now on connections are refused, and those that stand are cut. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  /** Well again, with nothing remembered. */
  reset(): void {
    this.behaviour = ANSWER;
    this.calls.length = 0;
    this.abandonedCalls = 0;
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const call = { ...JSON.parse(Buffer.concat(chunks).toString('utf8')), headers: request.headers } as RecordedCall;
    this.calls.push(call);
    this.openCalls += 1;
    response.once('close', () => {
      this.openCalls -= 1;
      if (!response.writableFinished) this.abandonedCalls += 1;
    });
    await this.#behave(call, response);
  }

  async #behave(call: RecordedCall, response: ServerResponse): Promise<void> {
    const behaviour = this.behaviour;
    switch (behaviour.kind) {
      case 'hang':
        return;
      case 'reset':
        response.destroy();
        return;
      case 'reply':
        response.writeHead(behaviour.status ?? 200, { 'content-type': 'application/json', ...behaviour.headers }).end(behaviour.body);
        return;
      case 'answer':
      case 'rewrite': {
        const result = JSON.parse(JSON.stringify(await this.#execute(call))) as GraphqlResponse;
        const body = behaviour.kind === 'rewrite' ? await behaviour.change(result) : result;
        response.writeHead(200, { 'content-type': 'application/json', ...this.answerHeaders }).end(JSON.stringify(body));
      }
    }
  }

  #execute({ query, variables, operationName }: RecordedCall) {
    return graphql({ schema: this.#schema, source: query, variableValues: variables, operationName: operationName ?? null });
  }
}
