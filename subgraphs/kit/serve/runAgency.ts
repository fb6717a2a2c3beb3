// The process edge of every agency: arguments, environment, signals. What a person can mend ends in
// one line on stderr and exit code 1; nothing else of an agency touches the process.
//
//   node dist/subgraphs/<agency>/main.js                     serve
//   node dist/subgraphs/<agency>/main.js sdl                 print the schema that composition reads
//   node dist/subgraphs/<agency>/main.js seed --applicants N add synthetic cases to a register nobody holds open

import { parseArgs } from 'node:util';
import pino, { type Logger } from 'pino';
import type { AgencyName } from '../../../schema/contract/AgencyName.js';
import type { Agency, RequestContext } from '../Agency.js';
import { readCallPolicy } from '../caller/readCallPolicy.js';
import { faultOf } from '../errors/faultOf.js';
import { buildAgencySchema } from '../schema/buildAgencySchema.js';
import { addCases, seedIfEmpty } from '../seed/addCases.js';
import { openAgencyStore } from '../store/openAgencyStore.js';
import { systemClock } from '../time/Clock.js';
import { readSettings } from './readSettings.js';
import { serveAgency } from './serveAgency.js';
import { UnfitForProduction } from './UnfitForProduction.js';

/** An agency with settings of its own: files it rests on, named by the environment. */
export interface ConfigurableAgency<Database, Context extends RequestContext> {
  readonly name: AgencyName;
  /** @throws Error in words for the operator when a setting cannot be used. */
  configure(env: NodeJS.ProcessEnv): Agency<Database, Context>;
}

export async function runAgency<Database, Context extends RequestContext>(
  source: Agency<Database, Context> | ConfigurableAgency<Database, Context>,
): Promise<void> {
  try {
    const agency = 'configure' in source ? source.configure(process.env) : source;
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { applicants: { type: 'string' } } });
    const [command = 'serve'] = positionals;
    switch (command) {
      case 'serve':
        return await serve(agency);
      case 'sdl':
        process.stdout.write((await buildAgencySchema(agency)).sdl);
        return;
      case 'seed':
        return await seed(agency, Number(values.applicants));
      default:
        throw new Error(`unknown command "${command}": it is serve (the default), sdl or seed --applicants N`);
    }
  } catch (error) {
    const lines = error instanceof UnfitForProduction ? error.lines : [explain(error)];
    process.stderr.write(lines.map((line) => `${source.name}: ${line}\n`).join(''));
    process.exit(1);
  }
}

async function serve<Database, Context extends RequestContext>(agency: Agency<Database, Context>): Promise<never> {
  const settings = readSettings(agency.name, process.env);
  const { madeUp = [] } = agency;
  if (!settings.development && madeUp.length > 0) throw new UnfitForProduction(madeUp);
  // From here on a wish to stop is kept until the start is over: what was opened is closed in order.
  const stop = askedToStop();
  // Written at once: lines that wait for a reader who has died make a process spin when it ends.
  const logger = pino(
    { level: settings.logLevel, base: { agency: agency.name }, serializers: { err: faultOf, error: faultOf } },
    pino.destination({ dest: 1, sync: true }),
  );
  endAtFault(agency.name, logger);
  const callPolicy = readCallPolicy(process.env, systemClock, {
    onReread: (reading) => {
      if (reading.kind === 'read') logger.info({ keyIds: [...reading.keys.keys()] }, 'trusted keys replaced');
      else logger.error({ reason: reading.problem }, 'trusted keys not replaced');
    },
  });
  const store = await openAgencyStore(agency, settings.store);
  try {
    if (settings.seed === 'synthetic') await seedIfEmpty(agency, store.db, systemClock);
    const served = await serveAgency({ agency, register: store, clock: systemClock, logger, callPolicy, ...settings });
    if (callPolicy.kind === 'open') logger.warn('calls need no signature: whoever reaches this port is believed; set TRUSTED_KEYS_FILE to change that');
    logger.info({ url: served.url, store: settings.store.kind }, 'agency is ready');
    await stop;
    await served.close();
  } finally {
    await store.close();
  }
  process.exit(0);
}

/**
 * A fault that nobody caught ends the process, as without this; but node would print its message, which can quote what
 * caused it, and whoever started the process would repeat it.
 */
function endAtFault(name: AgencyName, logger: Logger): void {
  process.on('uncaughtException', (thrown) => {
    const fault = faultOf(thrown);
    logger.fatal(fault, 'agency ends at a fault');
    process.stderr.write(`${name}: ended by a fault (${fault.fault} ${fault.stack[0] ?? ''})\n`);
    process.exit(1);
  });
}

/** Resolves at the first SIGTERM or SIGINT, or when the process of ours that started this one is gone: it must not stay behind. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    process.once('disconnect', () => resolve());
    const startedByOurs = process.send !== undefined;
    if (startedByOurs && !process.connected) resolve();
  });
}

async function seed<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  applicants: number,
): Promise<void> {
  const settings = readSettings(agency.name, process.env);
  if (!settings.development) throw new Error('seed is refused in production: synthetic persons must not stand in a real register');
  const store = await openAgencyStore(agency, settings.store);
  try {
    const { cases } = await addCases(agency, store.db, systemClock, { applicants });
    process.stdout.write(`${agency.name}: ${cases} synthetic cases\n`);
  } finally {
    await store.close();
  }
}

/** One line, whatever the error's own words. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is in use: stop what listens there, or choose another with PORT`;
  return error.message.replaceAll(/\s*\n\s*/g, ' ');
}
