// askForPlaces in a process of its own: it opens the store, says so, and asks when it is told to.
// Arguments: address of the PostgreSQL database, prefix, sizes of the families with commas between them.

import { once } from 'node:events';
import { openAgencyStore } from '../../subgraphs/kit/store/openAgencyStore.js';
import { regionalQuotas } from '../../subgraphs/regional-quotas/agency.js';
import { askForPlaces } from './askForPlaces.js';

const [url, prefix, sizes] = process.argv.slice(2) as [string, string, string];
const store = await openAgencyStore(regionalQuotas, { kind: 'postgres', url });
process.send!('ready');
await once(process, 'message');
await askForPlaces(store.db, { prefix, families: sizes.split(',').map(Number) });
await store.close();
process.send!('done', () => process.disconnect());
