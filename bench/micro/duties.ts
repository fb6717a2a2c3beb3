// What identity and authorisation cost one request: CPU microseconds of admission with a token that is remembered, and of
// the operation stage's decision what of CaseFile the caller may see. Beside `npm run bench -- --load duties`, where a
// request's other work hides so little. What signing costs a call tells signCall.ts; CaseFile makes five.
//
//   npm run build && node bench/micro/duties.ts

import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SignJWT } from '../../node_modules/jose/dist/webapi/index.js';
import { createAdmission } from '../../dist/gateway/admission/admit.js';
import { createTokenVerifier } from '../../dist/gateway/admission/identity/createTokenVerifier.js';
import { loadConfig } from '../../dist/gateway/config/loadConfig.js';
import { Exchange } from '../../dist/gateway/Exchange.js';
import { createAccessControl } from '../../dist/gateway/operation/access/createAccessControl.js';
import { OperationManifest } from '../../dist/gateway/operation/persisted/OperationManifest.js';
import { PersistedOperations } from '../../dist/gateway/operation/persisted/PersistedOperations.js';
import { createOperationReader } from '../../dist/gateway/operation/readOperation.js';
import { loadSupergraph } from '../../dist/gateway/supergraph/loadSupergraph.js';
import { systemClock, wallClock } from '../../dist/gateway/util/Clock.js';

const REQUESTS = 50_000;
const ROOT = path.dirname(path.dirname(import.meta.dirname));

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const server = createServer((_request, response) => response.end(JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'EdDSA', use: 'sig' }] })));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const config = loadConfig({ env: { OIDC_ISSUER: issuer, OIDC_JWKS_URL: `${issuer}/jwks`, OIDC_AUDIENCE: 'qaqpa' } });
const tokenVerifier = createTokenVerifier({ ...config.identity, refuseDevelopmentKeys: false, clock: systemClock, wallClock });
await tokenVerifier.begin();
const token = await new SignJWT({ scope: 'case:read', regions: ['35', '19'], client_id: 'bench' })
  .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'bench' })
  .setIssuer(issuer).setAudience('qaqpa').setSubject('officer').setIssuedAt().setExpirationTime('1h').setJti('1')
  .sign(privateKey);

const admit = createAdmission({ tokenVerifier, requestsPerCaller: 0, clock: systemClock });
const stated = { authorizations: [`Bearer ${token}`], purpose: 'case-work', caseId: 'case-000001', consent: 'simulated-consent-0001' };
const { apiSchema, accessRules: rules, costs } = loadSupergraph(path.join(ROOT, 'schema/supergraph.graphql'));
const controlAccess = createAccessControl({ apiSchema, rules, policies: new Map(), mode: 'filter', purposesWithoutConsent: new Set(['own-data']) });
const reader = createOperationReader({
  apiSchema,
  costs,
  limits: config.limits,
  persistedOperations: new PersistedOperations('open', OperationManifest.EMPTY),
  introspection: 'on',
  answerStatusRule: 'require',
});
const operation = reader.readAtOnce({ query: readFileSync(path.join(ROOT, 'schema/operations/CaseFile.graphql'), 'utf8'), variables: { id: 'case-000001' } });

const exchange = new Exchange({ clock: systemClock });
await admit(stated, exchange);
if (controlAccess(operation, exchange) !== operation) throw new Error('the caller is refused a part');

await measure('making an exchange', () => void new Exchange({ clock: systemClock }));
await measure('the same, and admitting it', () => admit(stated, new Exchange({ clock: systemClock })));
await measure('deciding what may be seen', () => void controlAccess(operation, exchange));
await tokenVerifier.close();
server.close();

async function measure(name: string, run: () => void | Promise<void>): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const before = process.cpuUsage();
    for (let index = 0; index < REQUESTS; index += 1) await run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / REQUESTS);
  }
  process.stdout.write(`${name.padEnd(28)}${least.toFixed(2).padStart(8)} µs\n`);
}
