// `npm run bench`: measures the loads one after the other and prints a table for each.

import { ENGINES, PEERS_INSTALLED } from './engines.mjs';
import { measure } from './measure.mjs';
import { HELP, readOptions } from './options.mjs';
import { DUTIES } from './product/duties.mjs';
import { productLoad } from './product/productLoad.mjs';
import { describeMachine, formatProblems, formatProfiles, formatTable } from './report.mjs';
import { shopLoad } from './shop/shopLoad.mjs';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interrupted.abort(new Error('interrupted')));

const print = (line) => process.stdout.write(`${line}\n`);
/** Progress; kept apart from the tables, which can so be sent to a file. */
const tell = (line) => process.stderr.write(`${line}\n`);

async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    print(HELP);
    return;
  }
  const loads = {
    distinct: shopLoad({ distinct: true }),
    identical: shopLoad({ distinct: false }),
    'case-file': productLoad({ operation: 'CaseFile', applicants: options.applicants }),
    'case-queue': productLoad({ operation: 'CaseQueue', applicants: options.applicants }),
    duties: productLoad({ operation: 'CaseFile', applicants: options.applicants, engines: DUTIES }),
  };
  print(describeMachine());
  if (!PEERS_INSTALLED) tell('Peers are left out: to compare with them, run "npm ci" in bench/.');
  for (const name of options.loads) {
    interrupted.signal.throwIfAborted();
    const load = loads[name];
    const outcomes = await measure(load, enginesFor(load, options.engines), { ...options, tell, signal: interrupted.signal });
    const bytes = Math.max(...outcomes.map(({ answerBytes }) => answerBytes));
    const connections = options.connections ?? load.connections;
    print(`\n### ${load.title}\n`);
    print(`${connections} connections, ${options.rounds} rounds of ${options.roundMs / 1000} s, ${(bytes / 1000).toFixed(1)} KB per answer. Median (least–most).\n`);
    print(formatTable(outcomes));
    for (const table of formatProfiles(outcomes)) print(`\n${table}`);
    for (const problem of formatProblems(outcomes)) {
      print(`\nNot measured: ${problem}`);
      process.exitCode = 1;
    }
  }
}

/** Those that were named; else all that are there and can do the load. */
function enginesFor(load, names) {
  if (load.engines !== undefined) return load.engines;
  const able = ENGINES.filter(({ isPeer }) => !isPeer || load.peers);
  if (names !== undefined) return able.filter(({ name }) => names.includes(name));
  return able.filter(({ isPeer }) => !isPeer || PEERS_INSTALLED);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  tell(interrupted.signal.aborted ? 'Interrupted; everything that was started is stopped.' : error.message);
  process.exitCode = 1;
}
