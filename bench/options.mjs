// What can be said to `npm run bench`.

import { parseArgs } from 'node:util';
import { ENGINES } from './engines.mjs';

export const LOAD_NAMES = ['distinct', 'identical', 'case-file', 'case-queue', 'duties'];

export const HELP = `Compares gateways on the same work, in alternating rounds, and prints a table per load.

  npm run bench                      both engines on all loads; also the peers where "npm ci" was run in bench/
  npm run bench -- --quick           a short run: does everything work?
  npm run bench -- --load distinct,identical --engine compiled,hive-rust

  --load NAMES         of ${LOAD_NAMES.join(', ')}
                       distinct, identical: the gateway load, 50 connections, about 15 fetches and 85 KB per answer
                       case-file, case-queue: the product load on the running system, 8 connections
                       duties: case-file again, by our own engine with one duty more each time: identity, authorisation, signing
  --engine NAMES       of ${ENGINES.map(({ name }) => name).join(', ')}
  --rounds N           measured rounds per gateway (5)
  --seconds N          length of a round (8)
  --warm-up N          seconds per gateway before the first round (10); at least 1000 requests
  --connections N      instead of the load's own number
  --applicants N       synthetic cases added for the product load (2000)
  --profile BY         also tell where the time goes, by stages or files (profiling makes everything slower)
  --quick              2 rounds of 2 seconds, 2 (and 200 requests) to warm up, 200 cases; figures are then no more than a hint
  --help               this text

The main figure is CPU time of the gateway's process per request (user and system, from /proc, so Linux only): it
stays steady on a busy machine. Every answer is checked while it is measured. Only addresses of this machine are used.`;

const FULL = { rounds: 5, seconds: 8, 'warm-up': 10, applicants: 2_000, warmUpRequests: 1_000 };
const QUICK = { rounds: 2, seconds: 2, 'warm-up': 2, applicants: 200, warmUpRequests: 200 };

/**
 * @param {string[]} args
 * @throws {Error} that says what was expected
 */
export function readOptions(args) {
  const text = { type: 'string' };
  const flag = { type: 'boolean', default: false };
  const { values } = parseArgs({
    args,
    options: { load: text, engine: text, rounds: text, seconds: text, 'warm-up': text, connections: text, applicants: text, profile: text, quick: flag, help: flag },
  });
  const defaults = values.quick ? QUICK : FULL;
  const number = (name) => readNumber(name, values[name] ?? defaults[name]);
  return {
    help: values.help,
    profile: values.profile === undefined ? undefined : readNames('profile', values.profile, ['stages', 'files'])[0],
    loads: readNames('load', values.load, LOAD_NAMES),
    engines: values.engine === undefined ? undefined : readNames('engine', values.engine, ENGINES.map(({ name }) => name)),
    rounds: number('rounds'),
    roundMs: number('seconds') * 1000,
    warmUpMs: number('warm-up') * 1000,
    /** A gateway that is slow, or a machine that is busy, shall not be measured cold. */
    warmUpRequests: defaults.warmUpRequests,
    applicants: number('applicants'),
    connections: values.connections === undefined ? undefined : number('connections'),
  };
}

function readNames(option, text, known) {
  const names = text?.split(',') ?? known;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`--${option}: expected some of ${known.join(', ')}, found ${unknown}`);
  return names;
}

function readNumber(option, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${option}: expected a whole number, 1 or more, found ${text}`);
  return number;
}
