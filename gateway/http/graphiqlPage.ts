// The GraphiQL page: one self-contained document, opened with a query and variables to try. Its content
// security policy makes the browser itself refuse any request but those to this gateway.

import { readFileSync } from 'node:fs';
import { StartUpError } from '../errors/StartUpError.js';

export interface GraphiqlOptions {
  /** File with the operation the page opens with. */
  readonly operationFile: string;
  /** Filled in beside it. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Scripts and styles stand inside the page, workers are made from blobs, fonts and icons are data URLs. */
export const GRAPHIQL_POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Renders on first use: the page holds 9 MB of script that a gateway without browsers never loads. */
export function createGraphiqlPage({ operationFile, variables }: GraphiqlOptions): () => Promise<Buffer> {
  const query = readOperationFile(operationFile);
  let page: Promise<Buffer> | undefined;
  return () => {
    page ??= render(query, variables);
    return page;
  };
}

async function render(query: string, variables: Readonly<Record<string, unknown>>): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  // `query` and `variables` reach the editor although the package's types name only `defaultQuery`, which
  // would leave the variables pane empty.
  const options = { title: 'Qaqpa', endpoint: '/graphql', query, variables: JSON.stringify(variables, null, 2) };
  return Buffer.from(renderGraphiQL(options), 'utf8');
}

function readOperationFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartUpError(`${file}: the operation that GraphiQL opens with cannot be read`, { cause: error });
  }
}
