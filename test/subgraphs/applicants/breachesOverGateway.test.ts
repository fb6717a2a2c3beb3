// The record of breaches through a gateway with each engine: the real agency on a port, signed in by tokens.

import pino from 'pino';
import { planInPlace } from '../../kit/gateway/planInPlace.js';
import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { createGateway, type Gateway } from '../../../gateway/createGateway.js';
import { createLogger } from '../../../gateway/telemetry/createLogger.js';
import { BreachesDocument, RecordBreachDocument } from '../../../schema/generated/operations.js';
import { applicants } from '../../../subgraphs/applicants/agency.js';
import type { Database } from '../../../subgraphs/applicants/store/Database.js';
import { serveAgency, type ServedAgency } from '../../../subgraphs/kit/serve/serveAgency.js';
import { openAgencyStore } from '../../../subgraphs/kit/store/openAgencyStore.js';
import type { Store } from '../../../subgraphs/kit/store/openStore.js';
import { ENGINES } from '../../kit/federation.js';
import { ask } from '../../kit/gateway/ask.js';
import { TestIssuer } from '../../kit/gateway/TestIssuer.js';

const NOW = new Date('2026-11-27T09:00:00.000Z');

const INPUT = {
  idempotencyKey: 'key-1',
  detectedAt: '2026-11-27T08:30:00.000Z',
  description: 'A list was sent to a wrong office.',
  dataKinds: ['NAME'],
  personsConcerned: 12,
  contactOffice: 'Office of data protection',
};

describe.each(ENGINES)('through the engine %s', (engine) => {
  let issuer: TestIssuer;
  let store: Store<Database>;
  let agency: ServedAgency;
  let gateway: Gateway;

  beforeAll(async () => {
    [issuer, store] = await Promise.all([TestIssuer.start(), openAgencyStore(applicants, { kind: 'memory' })]);
    agency = await serveAgency({
      agency: applicants,
      register: store,
      host: '127.0.0.1',
      port: 0,
      clock: { now: () => NOW },
      logger: pino({ level: 'silent' }),
      callPolicy: { kind: 'open' },
      rowSecurity: 'callers',
      development: false,
    });
    const config = loadConfig({ env: { APPLICANTS_URL: agency.url, PORT: '0' } });
    const identity = { issuers: [issuer.config()], maxVerifiedTokens: 10, developmentIssuerPort: 4100 };
    const logger = createLogger({ name: 'gateway', level: 'silent', destination: { write: () => undefined } });
    gateway = await createGateway({ startPlanning: planInPlace, config: { ...config, engine, identity }, logger });
  });
  afterAll(async () => {
    await gateway?.close();
    await agency?.close();
    await Promise.all([store?.close(), issuer?.stop()]);
  });

  const askAs = async (scope: string, query: string, variables = {}, headers = {}) =>
    ask(gateway.url, query, { variables, headers: { authorization: `Bearer ${await issuer.sign({ claims: { scope } })}`, ...headers } });

  it('who runs the gate records a breach, once for its key, and whoever audits it reads it', async () => {
    const query = print(RecordBreachDocument);
    const first = await askAs('ops', query, { input: INPUT });
    expect(first.errors).toBeUndefined();
    expect(first.data).toEqual({ recordBreach: { breach: { id: expect.any(String) as string, state: 'OPEN', notifyBy: '2026-11-30' }, refusals: [] } });
    const together = await Promise.all([1, 2, 3].map(() => askAs('ops', query, { input: INPUT })));
    for (const { data } of together) expect(data).toEqual(first.data);
    expect((await askAs('ops', query, { input: { ...INPUT, dataKinds: ['PERSONAL_NUMBER'] } })).data).toMatchObject({ recordBreach: { breach: null, refusals: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] } });
    const read = await askAs('audit:read', print(BreachesDocument));
    const { idempotencyKey: _key, ...said } = INPUT;
    expect(read.data).toMatchObject({ breaches: { nodes: [{ ...said, state: 'OPEN', notice: null }], pageInfo: { hasNextPage: false } } });
  });

  it('nobody else does either', async () => {
    const answer = await askAs('case:read', `mutation ($input: RecordBreachInput!) { a: recordBreach(input: $input) { breach { id } } }`, { input: { ...INPUT, idempotencyKey: 'key-2' } });
    expect(answer).toMatchObject({ status: 200, data: { a: null }, errors: [{ path: ['a'], extensions: { code: 'FORBIDDEN', agency: 'applicants' } }] });
    expect((await askAs('case:read', print(BreachesDocument))).data).toEqual({ breaches: null });
    expect(await store.db.selectFrom('breach').select('id').execute()).toHaveLength(1);
  });

  it('nor does who runs the gate, where they say that they look at their own data', async () => {
    expect((await askAs('ops', print(BreachesDocument))).errors).toBeUndefined();
    expect(await askAs('ops', print(BreachesDocument), {}, { 'x-purpose': 'own-data' })).toMatchObject({ data: { breaches: null }, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('what is not well formed is refused, with its place', async () => {
    const answer = await askAs('ops', print(RecordBreachDocument), { input: { ...INPUT, idempotencyKey: 'key-3', dataKinds: [] } });
    expect(answer).toMatchObject({ data: { recordBreach: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT', agency: 'applicants', argument: 'input/dataKinds' } }] });
  });
});
