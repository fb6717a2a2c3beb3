// The process edge of every agency: arguments, environment, signals. What a person can mend ends in
// one line on stderr and exit code 1; nothing else of an agency touches the process.
//
//   node dist/subgraphs/<agency>/main.js                     serve
//   node dist/subgraphs/<agency>/main.js sdl                 print the schema that composition reads
//   node dist/subgraphs/<agency>/main.js seed --applicants N add synthetic cases to a register nobody holds open

import { parseArgs } from 'node:util';
import pino from 'pino';
import type { Agency, RequestContext } from '../Agency.js';
import { buildAgencySchema } from '../schema/buildAgencySchema.js';
import { addCases, seedIfEmpty } from '../seed/addCases.js';
import { openAgencyStore } from '../store/openAgencyStore.js';
import { systemClock } from '../time/Clock.js';
import { readSettings } from './readSettings.js';
import { serveAgency } from './serveAgency.js';

export async function runAgency<Database, Context extends RequestContext>(agency: Agency<Database, Context>): Promise<void> {
  try {
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
    process.stderr.write(`${agency.name}: ${explain(error)}\n`);
    process.exit(1);
  }
}

async function serve<Database, Context extends RequestContext>(agency: Agency<Database, Context>): Promise<void> {
  const settings = readSettings(agency.name, process.env);
  const logger = pino({ level: settings.logLevel, base: { agency: agency.name } });
  const store = await openAgencyStore(agency, settings.store);
  if (settings.seed === 'synthetic') await seedIfEmpty(agency, store.db, systemClock);
  const served = await serveAgency({ agency, db: store.db, clock: systemClock, logger, ...settings });
  logger.info({ url: served.url, store: settings.store.kind }, 'agency is ready');

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await served.close();
    await store.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
  // Started by another process of ours: when that one is killed, this one must not stay behind.
  process.once('disconnect', () => void stop());
}

async function seed<Database, Context extends RequestContext>(
  agency: Agency<Database, Context>,
  applicants: number,
): Promise<void> {
  const store = await openAgencyStore(agency, readSettings(agency.name, process.env).store);
  try {
    const { cases } = await addCases(agency, store.db, systemClock, { applicants });
    process.stdout.write(`${agency.name}: ${cases} synthetic cases\n`);
  } finally {
    await store.close();
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is in use: stop what listens there, or choose another with PORT`;
  if (code === 'ECONNREFUSED') return `the database of DATABASE_URL refuses connections: ${error.message}`;
  return error.message;
}
