// The GraphiQL page: one self-contained document, opened with a query, variables and headers to try. Its content
// security policy makes the browser itself refuse any request but those to this gateway.

import { readFileSync } from 'node:fs';
import { StartUpError } from '../errors/StartUpError.js';

export interface GraphiqlOptions {
  /** File with the operation the page opens with. */
  readonly operationFile: string;
  /** Filled in beside it. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Filled in beside it, without what says who asks. */
  readonly headers: Readonly<Record<string, string>>;
  /** An access token to fill in as well, a new one for each view of the page. Undefined: none. */
  readonly fetchToken?: () => Promise<string | undefined>;
}

/** @param isTrusted whether who asks for the page may have a token with it. */
export type GraphiqlPage = (isTrusted: boolean) => Promise<Buffer>;

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

/** Rendered on first use: the page holds 9 MB of script that a gateway without browsers never loads. */
export function createGraphiqlPage(options: GraphiqlOptions): GraphiqlPage {
  const query = readOperationFile(options.operationFile);
  let withoutToken: Promise<Buffer> | undefined;
  return async (isTrusted) => {
    const token = isTrusted ? await options.fetchToken?.() : undefined;
    if (token !== undefined) return render(query, options, { authorization: `Bearer ${token}`, ...options.headers });
    withoutToken ??= render(query, options, options.headers);
    return withoutToken;
  };
}

async function render(query: string, { variables }: GraphiqlOptions, headers: Readonly<Record<string, string>>): Promise<Buffer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const filledIn = JSON.stringify(headers, null, 2);
  // More reaches the editors than the package's types name: `query` and `variables`, without which the variables pane
  // would be empty; `initialHeaders`, which go before those of an earlier visit, where `headers` are for new tabs; and
  // `shouldPersistHeaders`, without which the browser would keep the token and come back with it when it has expired.
  const options = {
    title: 'Qaqpa',
    endpoint: '/graphql',
    query,
    variables: JSON.stringify(variables, null, 2),
    headers: filledIn,
    initialHeaders: filledIn,
    shouldPersistHeaders: false,
  };
  return Buffer.from(renderGraphiQL(options), 'utf8');
}

function readOperationFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartUpError(`${file}: the operation that GraphiQL opens with cannot be read`, { cause: error });
  }
}
