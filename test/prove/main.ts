// `npm run prove`: the long measurements that the tests only sample. Each prints a table and says whether what is
// promised holds; one that does not ends the command with 1.

import { parseArgs } from 'node:util';
import { provePlanning } from './provePlanning.js';
import { proveMemory } from './proveMemory.js';
import { proveReload } from './proveReload.js';
import type { Prove } from './Proof.js';
import { ALL_CELLS, proveSick, type SickOptions } from './sick/proveSick.js';
import { readSickOptions } from './sick/readSickOptions.js';

const proofs = (sick: SickOptions): Readonly<Record<string, Prove>> => ({
  planning: provePlanning,
  memory: proveMemory,
  reload: proveReload,
  sick: (options) => proveSick(options, sick),
});
const NAMES = Object.keys(proofs(ALL_CELLS));

const HELP = `Proves by long measurements what the tests sample.

  npm run prove                  all of them
  npm run prove -- reload        one of ${NAMES.join(', ')}

  planning   known operations keep their latency while new ones are planned: 10 paired rounds, some 6 minutes
  memory     100,000 different operations leave no more behind than the caches may hold, some 10 minutes
  reload     1,000 supergraphs one after the other, under load, refuse nobody and leave nothing behind, about an hour
  sick       each of twelve faults at each of four agencies, under load, harms nobody else, about an hour

  --share N  part of the full length, above 0 to 1 (1): a hint instead of a proof
  --help     this text

For sick alone:
  --agency NAME  one agency; may be repeated (all): ${ALL_CELLS.agencies.join(', ')}
  --fault NAME   one fault; may be repeated (all): ${ALL_CELLS.faults.join(', ')}
  --rounds N     pairs of a healthy and a sick run in each cell, 1 to 100 (${ALL_CELLS.rounds})
  --rate N       arrivals a second, 1 to 10000, instead of 60 % of what the system answers at most
  --write        put the rows into docs/one-sick-agency.md, in the place of older ones of the same cells`;

const print = (line: string) => process.stdout.write(`${line}\n`);
const tell = (line: string) => process.stderr.write(`${line}\n`);

async function main(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { share: { type: 'string', default: '1' }, help: { type: 'boolean' }, agency: { type: 'string', multiple: true }, fault: { type: 'string', multiple: true }, rounds: { type: 'string' }, rate: { type: 'string' }, write: { type: 'boolean' } },
  });
  const share = Number(values.share);
  const sick = readSickOptions(values);
  const unknown = positionals.find((name) => !NAMES.includes(name));
  if (values.help === true || unknown !== undefined || sick === undefined || !(share > 0 && share <= 1)) {
    print(HELP);
    return values.help === true ? 0 : 1;
  }
  let allHold = true;
  for (const name of positionals.length > 0 ? positionals : NAMES) {
    const proof = await proofs(sick)[name]?.({ share, tell });
    if (proof === undefined) continue;
    print(`\n### ${proof.title}\n\n${proof.table}\n\n${proof.holds ? 'holds' : 'DOES NOT HOLD'}: ${proof.finding}`);
    allHold &&= proof.holds;
  }
  return allHold ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
