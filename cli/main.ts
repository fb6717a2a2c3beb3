// The `qaqpa` command line: which commands there are and what each takes. What they do stands in a file
// of its own. What a person can mend ends in one line on standard error and exit code 1.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { loadConfig } from '../gateway/config/loadConfig.js';
import { StartUpError } from '../gateway/errors/StartUpError.js';
import { AGENCY_NAMES } from '../schema/contract/AgencyName.js';
import { addBreachCommands } from './breach.js';
import { CliError } from './CliError.js';
import { gateway, type GatewayOptions } from './gateway.js';
import { addKeyCommands } from './keys.js';
import { systemKeys, type KeyedSystem } from './keys/systemKeys.js';
import { issuer } from './issuer.js';
import { DEFAULT_TTL_SECONDS, MAX_TTL_SECONDS } from './issuer/issueToken.js';
import { PERSONA_NAMES, PERSONAS } from './issuer/personas.js';
import { DIST, PACKAGE_ROOT } from './packageRoot.js';
import { seed } from './seed.js';
import { start } from './start.js';
import { subgraph } from './subgraph.js';
import { listParticipants } from './system/Participant.js';
import { listenForStop } from './system/stopSignals.js';
import { createToken } from './token.js';

const print = (line: string): void => console.log(line);

function createProgram(): Command {
  const program = new Command('qaqpa')
    .description('One GraphQL gate in front of the agencies that decide who may settle and work in Kazakhstan.')
    .version(readVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help, or that of a command')
    .showHelpAfterError('(qaqpa --help lists commands and options)')
    .addHelpText('after', HELP_AFTER);

  program
    .command('start')
    .description('run the four agencies and the gateway on this machine until Ctrl-C')
    .action(async () => {
      const signals = listenForStop(process);
      await start({ config: loadConfig({ env: process.env }), env: process.env, dist: DIST, signals, print });
    });

  program
    .command('subgraph')
    .argument('<name>', `one of ${AGENCY_NAMES.join(', ')}`)
    .description('run one agency alone')
    .action(async (name: string) => {
      process.exitCode = await subgraph(name, withSystemKeys(environmentConfig()));
    });

  program
    .command('gateway')
    .description('run the gateway alone')
    .option('--supergraph <file>', 'composed schema to serve (default: schema/supergraph.graphql)')
    .option('--port <n>', 'TCP port (default: 4000)')
    .action(async (options: GatewayOptions) => {
      process.exitCode = await gateway(options, withSystemKeys(loadConfig({ env: process.env })));
    });

  program
    .command('issuer')
    .description('run the development issuer of access tokens alone; start runs it where no other issuer is configured')
    .action(async () => {
      process.exitCode = await issuer(process.env);
    });

  program
    .command('token')
    .argument('<persona>', `one of ${PERSONA_NAMES.join(', ')}`)
    .description('print an access token of the development issuer')
    .option('--ttl <seconds>', `how long it is good, 1 to ${MAX_TTL_SECONDS}`, parseTtl, DEFAULT_TTL_SECONDS)
    .addHelpText('after', `\nPersonas\n${PERSONAS.map(({ name, title }) => `  ${name.padEnd(16)} ${title}`).join('\n')}`)
    .action(async (persona: string, { ttl }: { ttl: number }) => {
      print(await createToken(persona, ttl, loadConfig({ env: process.env })));
    });

  program
    .command('seed')
    .description('add synthetic cases to every agency, running or not')
    .requiredOption('--applicants <n>', 'how many applicants to add', parseCount)
    .action(async ({ applicants }: { applicants: number }) => {
      const config = loadConfig({ env: process.env });
      const agencies = listParticipants(config, DIST).filter(({ kind }) => kind === 'agency');
      const env = { ...process.env, QAQPA_DATA_DIR: path.resolve(config.dataDir) };
      await seed({ applicants, agencies, dist: DIST, env, print });
    });

  program
    .command('schema')
    .description('write the schema files that are committed: agencies, supergraph, public API, operation types')
    .option('--check', 'write nothing; fail when a file is out of date', false)
    .action(async ({ check }: { check: boolean }) => {
      // Composition and code generation are heavy, and the generator is not there in production.
      const { schema } = await import('./schema.js');
      await schema({ check, print });
    });

  addKeyCommands(program, print);
  addBreachCommands(program, print);
  return program;
}

/** One process alone uses the keys of the system in the same data folder, where there are any: else it could not talk to the others. */
function withSystemKeys(system: KeyedSystem): NodeJS.ProcessEnv {
  return { ...process.env, ...systemKeys(system, process.env, 'leave') };
}

/** An agency alone reads its environment only: a file of the gateway's settings must not keep it from starting. */
function environmentConfig(): KeyedSystem {
  const { QAQPA_DATA_DIR, NODE_ENV } = process.env;
  return { dataDir: QAQPA_DATA_DIR || '.qaqpa', environment: NODE_ENV === 'production' ? 'production' : 'development' };
}

const HELP_AFTER = `
Settings are environment variables; a file qaqpa.config.json (or the one that QAQPA_CONFIG names) holds the gateway's.
  PORT, HOST            where the gateway listens (4000 on 127.0.0.1)
  ADMIN_PORT, ADMIN_HOST
                        where its operators look, for /metrics (4001 on 127.0.0.1)
  APPLICANTS_URL, SECURITY_CHECKS_URL, LABOUR_DEMAND_URL, REGIONAL_QUOTAS_URL
                        where the agencies are (http://127.0.0.1:4101/graphql to 4104)
  QAQPA_DATA_DIR        folder of the embedded databases and the logs (./.qaqpa)
  DATABASE_URL          a PostgreSQL server to use instead, 15 or newer
  QAQPA_SEED            "synthetic" fills empty stores (what start does in development), "none" leaves them empty
  SIGNING_KEY_FILE, TRUSTED_KEYS_FILE
                        the keys with which calls to agencies are signed and checked (made by start in development)
  OIDC_ISSUER, OIDC_JWKS_URL, OIDC_AUDIENCE
                        whose access tokens the gateway accepts; without them start runs a development issuer
  ISSUER_PORT           where that one listens (4100 on 127.0.0.1)
  LOG_LEVEL, NODE_ENV   docs/configuration.md has them all

Examples
  $ qaqpa start
  $ PORT=5000 QAQPA_DATA_DIR=/tmp/qaqpa qaqpa start
  $ qaqpa token officer --ttl 600
  $ qaqpa seed --applicants 1000`;

function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}

function parseTtl(text: string): number {
  const seconds = parseCount(text);
  if (seconds > MAX_TTL_SECONDS) throw new InvalidArgumentError(`It must be ${MAX_TTL_SECONDS} or less: a day.`);
  return seconds;
}

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}

try {
  await createProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CliError || error instanceof StartUpError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
