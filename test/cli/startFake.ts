// `qaqpa start` over a fake dist, as a process of its own, for tests that kill it or press Ctrl-C.
// Argument: the JSON of `{ dist, config }`.

import { start, type SystemConfig } from '../../cli/start.js';
import { listenForStop } from '../../cli/system/stopSignals.js';

const { dist, config } = JSON.parse(process.argv[2]!) as { dist: string; config: SystemConfig };

await start({
  config,
  dist,
  env: process.env,
  signals: listenForStop(process),
  print: (line) => void process.stdout.write(`${line}\n`),
});
