// A process that looks like an agency or the gateway from outside, and can misbehave. Its entry file
// (made by fakeDist.ts) gives it a name; FAKE_BEHAVIOUR says, by name, what it does wrong.

import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

export type FakeBehaviour =
  /** Does its work; dies of an uncaught error when somebody asks for /die. */
  | 'healthy'
  /** Says why and ends, before it listens. */
  | 'fails-to-start'
  /** Listens and is never ready. */
  | 'never-ready'
  /** Does not end on SIGTERM. */
  | 'ignores-sigterm';

export function runFake(name: string): void {
  const behaviours = JSON.parse(process.env['FAKE_BEHAVIOUR'] ?? '{}') as Record<string, FakeBehaviour>;
  const behaviour = behaviours[name] ?? 'healthy';
  if (behaviour === 'fails-to-start') {
    process.stderr.write(`(node:1) Warning: of no interest\n${name}: the register of ${name} is closed today\n`);
    process.exit(1);
  }
  process.stdout.write(`${JSON.stringify({ msg: `${name} is up`, seed: process.env['QAQPA_SEED'] ?? null })}\n`);
  // The order in which processes end is what the tests read from this file.
  const stop = (): void => {
    appendFileSync(path.join(process.env['QAQPA_DATA_DIR']!, 'stopped'), `${name}\n`);
    process.exit(0);
  };
  process.on('SIGTERM', behaviour === 'ignores-sigterm' ? () => undefined : stop);
  process.on('disconnect', stop);
  createServer((request, response) => {
    if (request.url === '/health/ready') response.writeHead(behaviour === 'never-ready' ? 503 : 200).end();
    else if (request.url === '/health/live') response.end();
    else if (request.url === '/dev/stories' && process.env['NODE_ENV'] !== 'production') response.end(JSON.stringify(STORIES));
    else if (request.url === '/die') setImmediate(die);
    else response.writeHead(404).end();
  }).listen({ host: process.env['HOST'], port: Number(process.env['PORT']) });
}

const STORIES = [
  { story: 'waiting', title: 'Waiting for one authority', applicationId: 'case-000002' },
  { story: 'cleared-and-ready', title: "it's all there", applicationId: 'case-000001' },
];

function die(): never {
  throw new Error('out of cheese');
}
