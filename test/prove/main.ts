// `npm run prove`: the long measurements that the tests only sample. Each prints a table and says whether what is
// promised holds; one that does not ends the command with 1.

import { parseArgs } from 'node:util';
import { provePlanning } from './provePlanning.js';
import { proveMemory } from './proveMemory.js';
import { proveReload } from './proveReload.js';
import type { Prove } from './Proof.js';

const PROOFS: Readonly<Record<string, Prove>> = { planning: provePlanning, memory: proveMemory, reload: proveReload };

const HELP = `Proves by long measurements what the tests sample.

  npm run prove                  all of them
  npm run prove -- reload        one of ${Object.keys(PROOFS).join(', ')}

  planning   known operations keep their latency while new ones are planned: 10 paired rounds, some 6 minutes
  memory     100,000 different operations leave no more behind than the caches may hold, some 10 minutes
  reload     1,000 supergraphs one after the other, under load, refuse nobody and leave nothing behind, some 20 minutes

  --share N  part of the full length, above 0 to 1 (1): a hint instead of a proof
  --help     this text`;

const print = (line: string) => process.stdout.write(`${line}\n`);
const tell = (line: string) => process.stderr.write(`${line}\n`);

async function main(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { share: { type: 'string', default: '1' }, help: { type: 'boolean' } } });
  const share = Number(values.share);
  const unknown = positionals.find((name) => !Object.hasOwn(PROOFS, name));
  if (values.help === true || unknown !== undefined || !(share > 0 && share <= 1)) {
    print(HELP);
    return values.help === true ? 0 : 1;
  }
  let allHold = true;
  for (const name of positionals.length > 0 ? positionals : Object.keys(PROOFS)) {
    const proof = await PROOFS[name]?.({ share, tell });
    if (proof === undefined) continue;
    print(`\n### ${proof.title}\n\n${proof.table}\n\n${proof.holds ? 'holds' : 'DOES NOT HOLD'}: ${proof.finding}`);
    allHold &&= proof.holds;
  }
  return allHold ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
