// `npm run fuzz`: random operations over random federated worlds, answered by the gateway and by graphql-js. See
// docs/fuzzing.md.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';
import { findSeededBugs } from './bugs/findSeededBugs.js';
import { GATEWAY_FOLDER } from './bugs/plantBug.js';
import { SEEDED_BUGS } from './bugs/SEEDED_BUGS.js';
import { FEATURE_NAMES } from './features/FEATURES.js';
import { complaintsOf } from './run/complaintsOf.js';
import { printWorld } from './world/printSubgraph.js';
import { runFuzz, type Find, type FuzzReport } from './run/runFuzz.js';
import { shrinkCase } from './shrink/shrinkCase.js';
import { loadGateway, type GatewayModules } from './subject/loadGateway.js';

interface Options {
  readonly seed?: number;
  readonly runs: number;
  readonly seededBugs?: boolean;
  readonly shrinkSeconds: number;
  readonly finds: number;
}

const program = new Command('npm run fuzz --')
  .description(
    'Asks the gateway random operations over random federated worlds, in-process, and compares every answer with that of graphql-js over the same data. Ends with 1 where an answer is wrong, or where a feature occurred too seldom for the run to mean anything.',
  )
  .option('--seed <number>', 'number of the first operation; each is the same in every run. Default: drawn, and printed', wholeNumber)
  .option('--runs <number>', 'operations', wholeNumber, 5_000)
  .option('--finds <number>', 'ends after so many wrong operations', wholeNumber, 5)
  .option('--shrink-seconds <number>', 'longest time for making one find smaller; 0: it is shown as it is', wholeNumber, 60)
  .option('--seeded-bugs', 'plants bugs in copies of the compiled gateway, one in each, and says after how many operations it is found')
  .action(run);

await program.parseAsync();

async function run({ seed = Math.floor(Math.random() * 1_000_000) * 25, runs, seededBugs, shrinkSeconds, finds }: Options): Promise<void> {
  say(`seed ${seed}, ${count(runs)} operations`);
  const startedAtMs = performance.now();
  const isGood = seededBugs ? await huntSeededBugs(seed, runs) : await fuzz({ seed, runs, finds, shrinkSeconds });
  say(`${isGood ? 'good' : 'NOT GOOD'}, after ${Math.round((performance.now() - startedAtMs) / 1_000)} s`);
  process.exitCode = isGood ? 0 : 1;
}

async function fuzz({ seed, runs, finds, shrinkSeconds }: Required<Pick<Options, 'seed' | 'runs' | 'finds' | 'shrinkSeconds'>>): Promise<boolean> {
  const gateway = await loadGateway(GATEWAY_FOLDER);
  let shownAt = 0;
  const onProgress = ({ operations, finds: found }: FuzzReport) => {
    if (operations - shownAt < 500 || operations === runs) return;
    shownAt = operations;
    say(`  ${count(operations)} operations, ${found.length} answered wrongly`);
  };
  const report = await runFuzz({ seed, runs, gateway, maxFinds: finds, onProgress });
  showReport(report);
  for (const find of report.finds) await showFind(gateway, find, shrinkSeconds);
  const complaints = complaintsOf(report);
  for (const complaint of complaints) say(complaint);
  return complaints.length === 0;
}

function showReport({ operations, requests, subgraphCalls, worlds, refusedWorlds, features, limits, finds }: FuzzReport): void {
  say(`${count(operations)} operations over ${count(worlds)} worlds (${refusedWorlds} more did not compose): ${count(requests)} requests, ${count(subgraphCalls)} calls of subgraphs`);
  for (const feature of FEATURE_NAMES) say(`  ${String(features.get(feature) ?? 0).padStart(6)}  ${feature}`);
  for (const [limit, times] of limits) say(`  ${String(times).padStart(6)}  known limit: ${limit}`);
  say(`${finds.length} operations answered wrongly`);
}

async function showFind(gateway: GatewayModules, { number, problem, fuzzCase }: Find, shrinkSeconds: number): Promise<void> {
  say(`\n── operation ${number} ── again: npm run fuzz -- --seed ${number} --runs 1\n${problem}`);
  const smallest = shrinkSeconds === 0 ? fuzzCase : await shrinkCase(gateway, fuzzCase, performance.now() + shrinkSeconds * 1_000);
  say(`\n${smallest.query}\n\nvariables ${JSON.stringify(smallest.variables)}\nrequests  ${JSON.stringify(smallest.round)}`);
  for (const [graph, { sdl }] of Object.entries(printWorld(smallest.world))) say(`\n# ${graph}\n${sdl.trim()}`);
  const folder = join(PACKAGE_ROOT, 'dist', 'fuzz');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${number}.json`);
  await writeFile(file, `${JSON.stringify(smallest, null, 2)}\n`);
  say(`\nfor the corpus: ${file}`);
}

async function huntSeededBugs(seed: number, runs: number): Promise<boolean> {
  await mkdir(join(PACKAGE_ROOT, 'dist'), { recursive: true });
  const folder = await mkdtemp(join(PACKAGE_ROOT, 'dist', 'seeded-bugs-'));
  try {
    const reports = await findSeededBugs({ bugs: SEEDED_BUGS, seed, runs, folder, onFound: ({ bug, foundAfter }) => say(`  found after ${foundAfter}: ${bug.name}`) });
    say('\noperations  seeded bug');
    for (const { bug, foundAfter } of reports) say(`${(foundAfter === undefined ? 'not found' : count(foundAfter)).padStart(10)}  ${bug.name}`);
    const found = reports.filter(({ foundAfter }) => foundAfter !== undefined).length;
    say(`${found} of ${reports.length} found`);
    return found === reports.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}
