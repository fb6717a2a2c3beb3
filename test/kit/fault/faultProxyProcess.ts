// A FaultProxy in a process of its own, so that a flood of it takes no time from who measures.
// Arguments: endpoint of the agency, port. Says where it listens, then does what it is told, and ends with its parent.

import { FaultProxy } from './FaultProxy.js';
import type { Behaviour } from './WireFault.js';

const [target, port] = process.argv.slice(2) as [string, string];
const proxy = new FaultProxy(new URL(target));
process.on('message', (behaviour: Behaviour) => {
  proxy.behave(behaviour);
  process.send?.({ calls: proxy.calls, floodBytes: proxy.floodBytes });
});
process.once('disconnect', () => process.exit(0));
process.send?.({ url: await proxy.listen(Number(port)) });
