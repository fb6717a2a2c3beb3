// The configuration of one process: defaults, then the JSON file, then the environment, checked once
// and frozen. Nothing else reads a setting; what comes out of here is trusted inside.

import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Static } from 'typebox';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import { AGENCY_NAMES } from '../../schema/contract/AgencyName.js';
import { deepFreeze, type DeepReadonly } from '../util/deepFreeze.js';
import { isRecord } from '../util/isRecord.js';
import { PACKAGE_ROOT } from '../util/packageRoot.js';
import { ConfigError } from './ConfigError.js';
import { agencySchema, configSchema } from './configSchema.js';
import { contradictions } from './contradictions.js';
import { describeProblems } from './describeProblems.js';
import { readEnvironment, type Environment } from './readEnvironment.js';

export type GatewayConfig = DeepReadonly<Static<typeof configSchema>>;

/** Read when neither the argument nor QAQPA_CONFIG names a file, and only if it is there. */
const DEFAULT_FILE = 'qaqpa.config.json';

/** Where the four agencies listen when `npm start` runs them on one machine. */
const FIRST_AGENCY_PORT = 4101;

/** The file that is read, or would be if it were there. */
export function configFileOf(env: Environment): string {
  return namedFileOf(env) ?? DEFAULT_FILE;
}

function namedFileOf(env: Environment): string | undefined {
  return env['QAQPA_CONFIG'] === '' ? undefined : env['QAQPA_CONFIG'];
}

export interface ConfigSources {
  /** JSON file that must exist. Default: `env.QAQPA_CONFIG`, else ./qaqpa.config.json if there is one. */
  readonly file?: string;
  readonly env: Environment;
}

/**
 * @returns the frozen configuration; paths of files in it are absolute.
 * @throws {ConfigError} with every problem found, one line each.
 */
export function loadConfig({ file, env }: ConfigSources): GatewayConfig {
  const named = file ?? namedFileOf(env);
  const fromFile = readConfigFile(named ?? DEFAULT_FILE, named !== undefined);
  const raw = structuredClone(fromFile);
  const sources = new Map<string, string>();

  const agencies = agenciesOf(raw);
  const names = [...new Set([...AGENCY_NAMES, ...(isRecord(agencies) ? Object.keys(agencies) : [])])];
  for (const { variable, path, value } of readEnvironment(env, names)) {
    if (setAt(raw, path, value)) sources.set(`/${path.join('/')}`, variable);
  }
  const given = structuredClone(raw);
  applyDefaults(raw);

  Settings.Set({ maxErrors: 100 });
  const findings = Value.Errors(configSchema, raw);
  if (findings.length > 0) {
    const fallback = named ?? DEFAULT_FILE;
    throw new ConfigError(describeProblems(findings, given, (pointer) => sources.get(pointer) ?? fallback));
  }
  const config = raw as Static<typeof configSchema>;
  const wrong = contradictions(config);
  if (wrong.length > 0) {
    throw new ConfigError(wrong.map(({ place, expected, found }) => `${named ?? DEFAULT_FILE}: ${place}: expected ${expected}, found ${JSON.stringify(found)}`));
  }
  config.supergraphFile = fromPackage(config.supergraphFile);
  config.persistedOperations.manifestFile = fromPackage(config.persistedOperations.manifestFile);
  return deepFreeze(config);
}

function readConfigFile(file: string, required: boolean): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    if (code === 'ENOENT' && !required) return {};
    throw new ConfigError([`${file}: expected a readable JSON file, found ${code === 'ENOENT' ? 'no file' : code}`]);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : 'a syntax error';
    throw new ConfigError([`${file}: expected JSON, found: ${reason}`]);
  }
  if (!isRecord(value)) throw new ConfigError([`${file}: /: expected an object, found ${JSON.stringify(value).slice(0, 80)}`]);
  return value;
}

/** The file's `agencies`, with the four of this installation added where it does not name them. Mutates `raw`. */
function agenciesOf(raw: Record<string, unknown>): unknown {
  raw['agencies'] ??= {};
  const agencies = raw['agencies'];
  if (!isRecord(agencies)) return agencies;
  for (const [index, name] of AGENCY_NAMES.entries()) {
    agencies[name] ??= {};
    const agency = agencies[name];
    if (isRecord(agency)) agency['url'] ??= `http://127.0.0.1:${FIRST_AGENCY_PORT + index}/graphql`;
  }
  return agencies;
}

function fromPackage(file: string): string {
  return isAbsolute(file) ? file : join(PACKAGE_ROOT, file);
}

/** Fills in what neither source has set. Mutates `raw`. */
function applyDefaults(raw: Record<string, unknown>): void {
  // Value.Default fills in nothing below a record's free names, and throws at a name that does not fit.
  const { agencies: _byName, ...settings } = configSchema.properties;
  for (const [key, setting] of Object.entries(settings)) {
    const value = Value.Default(setting, raw[key]);
    if (value !== undefined) raw[key] = value;
  }
  const agencies = raw['agencies'];
  for (const agency of isRecord(agencies) ? Object.values(agencies) : []) Value.Default(agencySchema, agency);
  const isProduction = raw['environment'] === 'production';
  raw['graphiql'] ??= !isProduction;
  raw['introspection'] ??= isProduction ? 'off' : 'on';
  const { access, identity, load, persistedOperations, rateLimit } = raw;
  const knowsCallers = isRecord(identity) && Array.isArray(identity['issuers']) && identity['issuers'].length > 0;
  if (isRecord(access)) access['mode'] ??= isProduction || knowsCallers ? 'filter' : 'open';
  if (isRecord(persistedOperations)) persistedOperations['mode'] ??= isProduction ? 'only' : 'open';
  if (isRecord(load)) load['maxEventLoopDelayMs'] ??= isProduction ? 500 : 0;
  if (isRecord(rateLimit)) {
    // A person at a screen needs some ten a minute; a whole office may stand behind one address.
    rateLimit['perCaller'] ??= isProduction ? 600 : 0;
    rateLimit['perAddress'] ??= isProduction ? 6_000 : 0;
  }
}

/** @returns false where something on the way is neither object nor list: the schema will complain about that itself. */
function setAt(root: unknown, path: readonly string[], value: unknown): boolean {
  const [key, ...rest] = path;
  if (key === undefined || !(isRecord(root) || Array.isArray(root))) return false;
  const children = root as Record<string, unknown>;
  if (rest.length === 0) {
    children[key] = value;
    return true;
  }
  children[key] ??= rest[0] === '0' ? [] : {};
  return setAt(children[key], rest, value);
}
