// What isolation costs the gateway, in CPU time, user and system. First what each call pays that is let through:
// breaker, bulkhead and retry budget alone. Then a call that is refused because the agency's breaker is open, beside one
// that is served, both at the subgraph client with 50 under way at a time. The agency is a process of its own; the
// refused calls are the same calls, and their answers are written by the gateway. Of all rounds the least counts.
//
//   npm run build && NODE_ENV=production node bench/micro/isolation.ts

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buildSchema } from '../../node_modules/graphql/index.js';
import { Pool } from '../../node_modules/undici/index.js';
import { Exchange } from '../../dist/gateway/Exchange.js';
import { RollingBreaker } from '../../dist/gateway/subgraph/breaker/RollingBreaker.js';
import { Bulkhead } from '../../dist/gateway/subgraph/Bulkhead.js';
import { RetryPolicy } from '../../dist/gateway/subgraph/retry/RetryPolicy.js';
import { SubgraphClient } from '../../dist/gateway/subgraph/SubgraphClient.js';
import { systemClock } from '../../dist/gateway/util/Clock.js';

const CALLS = 20_000;
const CALLS_PER_REQUEST = 10;
const ROUNDS = 5;
/** What they cost is a matter of nanoseconds. */
const ADMISSIONS = 1_000_000;
const IN_FLIGHT = 50;
const SDL = 'type Query { application(id: ID!): Application } type Application { id: ID! stage: String applicant: Applicant score: Int } type Applicant { fullName: String citizenship: String }';
const QUERY = { text: 'query ($id: ID!) { application(id: $id) { id stage score applicant { fullName citizenship } } }' };
const ANSWER = '{"data":{"application":{"id":"case-000001","stage":"DECISION","score":412,"applicant":{"fullName":"A. Synthetic","citizenship":"KZ"}}}}';

if (process.send) {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length }).end(ANSWER));
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
  process.once('disconnect', () => process.exit(0));
} else {
  const agency = fork(import.meta.filename);
  const [port] = (await once(agency, 'message')) as [number];
  const pool = new Pool(`http://127.0.0.1:${port}`, { headersTimeout: 0, bodyTimeout: 0 });
  const breaker = new RollingBreaker({ minimumCalls: 10, failureRatio: 0.5, slowCallMs: 30_000, slowCallRatio: 0.8, windowMs: 10_000, openMs: 2_000, maxOpenMs: 30_000, probes: 3, name: 'bench', probeLeaseMs: 120_000, clock: systemClock });
  const bulkhead = new Bulkhead(500);
  const retries = new RetryPolicy({ maxRetries: 1, baseDelayMs: 50, budgetRatio: 0.2, floor: 3 });
  const client = new SubgraphClient({
    agency: 'applicants',
    url: new URL(`http://127.0.0.1:${port}/graphql`),
    timeoutMs: 60_000,
    maxResponseBytes: 1_000_000,
    retryAfterMs: 2_000,
    schema: buildSchema(SDL),
    dispatcher: pool,
    breakers: { lookup: breaker, query: breaker, mutation: breaker },
    bulkheads: { lookup: bulkhead, query: bulkhead, mutation: bulkhead },
    retries,
  });
  const operation = client.prepare(QUERY);
  let id = 0;
  /** As many calls as a request makes, one after the other. @returns how many were served. */
  const request = async (): Promise<number> => {
    const exchange = new Exchange({ clock: systemClock });
    exchange.limitTo(60_000);
    let served = 0;
    for (let call = 0; call < CALLS_PER_REQUEST; call += 1) {
      id += 1;
      const { errors } = await client.execute({ operation, variables: { id } }, exchange);
      if (errors.length === 0) served += 1;
    }
    exchange.close();
    return served;
  };
  const measure = async (isServed: boolean): Promise<number> => {
    const before = process.cpuUsage();
    let left = CALLS / CALLS_PER_REQUEST;
    let served = 0;
    const work = async () => {
      while (left-- > 0) {
        const more = await request();
        served += more;
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, work));
    if (served !== (isServed ? CALLS : 0)) throw new Error(`${served} calls were served`);
    return cpuUsSince(before) / CALLS;
  };
  let [admittedUs, servedUs, refusedUs] = [Infinity, Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    admittedUs = Math.min(admittedUs, admit(breaker, bulkhead, retries));
    servedUs = Math.min(servedUs, await measure(true));
    breaker.override({ kind: 'forcedOpen', reason: 'a measurement', forMs: 3_600_000 });
    refusedUs = Math.min(refusedUs, await measure(false));
    breaker.override({ kind: 'metricsOnly', reason: 'a measurement', forMs: 3_600_000 });
  }
  const line = (name: string, us: number) => process.stdout.write(`${name.padEnd(44)} ${us.toFixed(2).padStart(7)} µs  × ${(us / servedUs).toFixed(3)}\n`);
  line('a call that is served', servedUs);
  line('  breaker, bulkhead, retry budget of it', admittedUs);
  line('a call that is refused', refusedUs);
  await pool.destroy();
  agency.disconnect();
}

/** All that a call passes which is let through and succeeds. */
function admit(breaker: RollingBreaker, bulkhead: Bulkhead, retries: RetryPolicy): number {
  const reply = { kind: 'received', status: 200, retryAfter: undefined, body: ANSWER, isAscii: true } as const;
  const before = process.cpuUsage();
  for (let call = 0; call < ADMISSIONS; call += 1) {
    const permit = breaker.request();
    if (permit.kind === 'refused' || !bulkhead.enter()) throw new Error('a call was refused');
    retries.countCall(systemClock.nowMs());
    if (retries.delayBeforeRetry(reply, 0, systemClock, Number.MAX_VALUE) !== undefined) throw new Error('a call was asked again');
    bulkhead.leave();
    permit.settle('success');
  }
  return cpuUsSince(before) / ADMISSIONS;
}

function cpuUsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
