// The product load: what case officers ask, over the real agencies with embedded stores and thousands of
// synthetic cases. The agencies take most of the machine here, so few connections already keep it busy.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startSystem } from './startSystem.mjs';

const ROOT = path.dirname(path.dirname(import.meta.dirname));
const OPERATIONS = path.join(ROOT, 'schema', 'operations');

/** Queues beyond this many pages would only repeat the same work. */
const MAX_PAGES = 200;

/** @param {{ operation: 'CaseFile' | 'CaseQueue', applicants: number, engines?: object[] }} options `applicants` to add to the first world; `engines` instead of all */
export function productLoad({ operation, applicants, engines }) {
  return {
    title: `Product load, ${operation} over distinct ${operation === 'CaseFile' ? 'cases' : 'pages of regions'}`,
    connections: 8,
    peers: false,
    engines,
    // Production takes no token of the issuer that runs here.
    caller: { environment: 'development', config: ({ issuer }) => ({ identity: { issuers: [issuer] } }), headers: ({ caller }) => caller },
    async start() {
      const system = await startSystem(applicants);
      try {
        const { caseIds, pages } = await readQueues(system);
        const query = readOperation(operation);
        const variables = operation === 'CaseFile' ? caseIds.map((id) => ({ id })) : pages;
        return {
          supergraphSdl: readFileSync(path.join(ROOT, 'schema', 'supergraph.graphql'), 'utf8'),
          ...system,
          samples: variables.slice(0, 20).map((each) => JSON.stringify({ query, variables: each })),
          requestsOf: (round) => ({ requests: 'product', parameters: { query, variables, from: round * 37 } }),
        };
      } catch (error) {
        await system.stop();
        throw error;
      }
    },
  };
}

function readOperation(name) {
  return readFileSync(path.join(OPERATIONS, `${name}.graphql`), 'utf8');
}

/** Every case, and every page of every region's queue that is not empty, by asking for them as a client does. */
async function readQueues({ gatewayUrl: url, caller }) {
  const { regions } = await ask(url, caller, '{ regions { code } }');
  const caseIds = [];
  const pages = [];
  const query = readOperation('CaseQueue');
  for (const { code } of regions) {
    let after = null;
    do {
      const page = { region: code, after };
      const { nodes, pageInfo } = (await ask(url, caller, query, page)).applications;
      if (nodes.length > 0) pages.push(page);
      caseIds.push(...nodes.map(({ id }) => id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null && pages.length < MAX_PAGES);
  }
  return { caseIds, pages };
}

async function ask(url, caller, query, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...caller },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(`the system answers with errors: ${JSON.stringify(errors).slice(0, 300)}`);
  return data;
}
