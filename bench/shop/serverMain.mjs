// The subgraphs' own process: tells its parent where they are, then, as often as it is asked, how many
// requests they have had; ends with its parent.

import { SUBGRAPH_NAMES } from './answer.mjs';
import { startShopServer } from './server.mjs';

const server = await startShopServer();
process.send(Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, server.urlOf(name)])));
process.on('message', () => process.send(server.requestCount()));
process.once('disconnect', () => process.exit(0));
