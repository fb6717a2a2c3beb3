import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seed } from '../../cli/seed.js';
import { listParticipants } from '../../cli/system/Participant.js';
import { freePorts } from '../kit/freePorts.js';

let dist: string;
let servers: Server[];

beforeEach(async () => {
  dist = await mkdtemp(path.join(tmpdir(), 'qaqpa-seed-'));
  servers = [];
});

afterEach(async () => {
  for (const server of servers) server.close();
  await rm(dist, { recursive: true, force: true });
});

/** A running agency that answers /dev/seed; resolves to its port and the bodies it receives. */
async function serveAgency(answer: { status: number; body: string }) {
  const received: string[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/health/live') return void response.end();
    received.push(`${request.method} ${request.url} ${await text(request)}`);
    response.writeHead(answer.status).end(answer.body);
  };
  const server = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, received };
}

/** Seeds one agency only; the others are said to be elsewhere. */
async function seedApplicants(port: number): Promise<string[]> {
  const agencies = { applicants: { url: `http://127.0.0.1:${port}/graphql` } };
  const addresses = { host: '127.0.0.1', port: 1, admin: { host: '127.0.0.1', port: 3 }, agencies, environment: 'development', identity: { issuers: [], developmentIssuerPort: 2 } } as const;
  const participants = listParticipants(addresses, dist).filter(({ kind }) => kind === 'agency');
  const lines: string[] = [];
  await seed({ applicants: 3, agencies: participants, dist, env: process.env, print: (line) => lines.push(line) });
  return lines;
}

describe('seeding', () => {
  test('an agency that runs is asked', async () => {
    const { port, received } = await serveAgency({ status: 200, body: '{"seededOn":"2026-03-02","cases":203}' });
    expect(await seedApplicants(port)).toEqual([
      `applicants: its part of 203 synthetic cases (running at http://127.0.0.1:${port})`,
    ]);
    expect(received).toEqual(['POST /dev/seed {"applicants":3}']);
  });

  test("an agency's refusal is repeated", async () => {
    const { port } = await serveAgency({ status: 400, body: 'too many' });
    await expect(seedApplicants(port)).rejects.toThrow('applicants refused: too many');
  });

  test('an agency in production mode is left alone, and the reason told', async () => {
    const { port } = await serveAgency({ status: 404, body: '' });
    await expect(seedApplicants(port)).rejects.toThrow('applicants runs in production mode, where nothing synthetic may be added');
  });

  test('the store of an agency that does not run is opened for the purpose', async () => {
    await writeSeedScript(`if (process.argv.slice(2).join(' ') !== 'seed --applicants 3') process.exit(1); console.log('applicants: 203 synthetic cases');`);
    const [port] = await freePorts(1);
    expect(await seedApplicants(port!)).toEqual(['applicants: 203 synthetic cases (not running; its store was opened)']);
  });

  test('what the opened store complains about is repeated', async () => {
    await writeSeedScript(`console.error('applicants: the folder is in use'); process.exit(1);`);
    const [port] = await freePorts(1);
    await expect(seedApplicants(port!)).rejects.toThrow(/^applicants: the folder is in use$/);
  });

});

async function writeSeedScript(code: string): Promise<void> {
  await mkdir(path.join(dist, 'subgraphs/applicants'), { recursive: true });
  await writeFile(path.join(dist, 'subgraphs/applicants/main.js'), code);
}
