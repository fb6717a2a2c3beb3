// The environment of an agency's process, read once and checked. An empty variable counts as left out.

import { AGENCY_NAMES, type AgencyName } from '../../../schema/contract/AgencyName.js';
import { needsSignatures } from '../caller/readCallPolicy.js';
import { readStoreTarget, type StoreTarget } from '../store/StoreTarget.js';

export interface AgencySettings {
  /** HOST, default 127.0.0.1: reachable from this machine only. */
  readonly host: string;
  /** PORT, 0 to 65535; default 4101 for the first agency, then upwards. */
  readonly port: number;
  /** DATABASE_URL (PostgreSQL), else QAQPA_DATA_DIR (a folder). */
  readonly store: StoreTarget;
  /** QAQPA_SEED=synthetic fills an empty register with synthetic cases. Refused in production. */
  readonly seed: 'none' | 'synthetic';
  /** ROW_SECURITY: `callers` shows each caller what it may see, `off` shows everybody everything. Default: callers where calls must be signed, and production takes no other; off where nobody vouches for who calls. */
  readonly rowSecurity: 'callers' | 'off';
  /** True unless NODE_ENV is production. */
  readonly development: boolean;
  /** LOG_LEVEL, pino's names; default info. */
  readonly logLevel: string;
}

const FIRST_PORT = 4101;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** @throws Error that names the variable, what it may be, and what it is. */
export function readSettings(agency: AgencyName, env: NodeJS.ProcessEnv): AgencySettings {
  const development = env['NODE_ENV'] !== 'production';
  const seed = readOneOf(env, 'QAQPA_SEED', ['none', 'synthetic'], 'none') as 'none' | 'synthetic';
  if (!development && seed === 'synthetic') {
    throw new Error('QAQPA_SEED=synthetic is refused in production: synthetic persons must not stand in a real register');
  }
  const rowSecurity = readOneOf(env, 'ROW_SECURITY', ['callers', 'off'], needsSignatures(env) ? 'callers' : 'off') as 'callers' | 'off';
  if (!development && rowSecurity === 'off') throw new Error('ROW_SECURITY=off is refused in production: every caller would see every row');
  return {
    rowSecurity,
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env, FIRST_PORT + AGENCY_NAMES.indexOf(agency)),
    store: readStoreTarget(env),
    seed,
    development,
    logLevel: readOneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
  };
}

function readPort(env: NodeJS.ProcessEnv, fallback: number): number {
  const text = env['PORT'] || String(fallback);
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`PORT must be a whole number from 0 to 65535, got "${text}"`);
  return port;
}

function readOneOf(env: NodeJS.ProcessEnv, name: string, allowed: readonly string[], fallback: string): string {
  const value = env[name] || fallback;
  if (!allowed.includes(value)) throw new Error(`${name} must be one of ${allowed.join(', ')}, got "${value}"`);
  return value;
}
