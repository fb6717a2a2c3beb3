// Mutual TLS with an agency, with an authority of the test's own.

import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import type { AgencyConfig } from '../../../gateway/config/configSchema.js';
import { Exchange } from '../../../gateway/Exchange.js';
import { AgencyLines } from '../../../gateway/subgraph/AgencyLines.js';
import { SubgraphClient } from '../../../gateway/subgraph/SubgraphClient.js';
import { systemClock } from '../../../gateway/util/Clock.js';
import { collectFailed, type FailedCall } from '../../kit/gateway/failedCalls.js';

// An authority that signs in one step needs version 3.
const hasOpenssl = /^OpenSSL [3-9]/.test(spawnSync('openssl', ['version']).stdout?.toString() ?? '');

const folder = mkdtempSync(path.join(tmpdir(), 'qaqpa-tls-'));
const at = (name: string): string => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

/** `name.key` and `name.crt`: self-signed, or signed by `issuer`. */
function certify(name: string, issuer?: string): void {
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', `/CN=${name}`,
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', `${name}.key`, '-out', `${name}.crt`,
    ...(issuer === undefined ? [] : ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`, '-addext', 'basicConstraints=critical,CA:FALSE'])];
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
}

function agencyAt(url: string, tls: AgencyConfig['tls']): AgencyConfig {
  const file = at('qaqpa.config.json');
  writeFileSync(file, JSON.stringify({ agencies: { applicants: { url, timeoutMs: 10_000, tls } } }));
  return loadConfig({ file, env: {} }).agencies['applicants']!;
}

describe.skipIf(!hasOpenssl)('an agency that wants to see a certificate', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    certify('authority');
    certify('agency', 'authority');
    certify('gateway', 'authority');
    certify('stranger');
    server = createServer(
      { ca: readFileSync(at('authority.crt')), cert: readFileSync(at('agency.crt')), key: readFileSync(at('agency.key')), requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        const { subject } = (request.socket as TLSSocket).getPeerCertificate();
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ data: { hello: subject.CN } }));
      },
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `https://localhost:${(server.address() as AddressInfo).port}/graphql`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const ask = async (tls: AgencyConfig['tls']) => {
    const failedCalls: FailedCall[] = [];
    const lines = new AgencyLines({ clock: systemClock });
    const config = agencyAt(url, tls);
    const client = new SubgraphClient({
      agency: 'applicants',
      url: new URL(url),
      timeoutMs: config.timeoutMs,
      maxResponseBytes: config.maxResponseBytes,
      retryAfterMs: 1_000,
      schema: buildSchema('type Query { hello: String }'),
      ...lines.lineTo('applicants', config),
      onCallEnded: collectFailed(failedCalls),
    });
    const { data } = await client.execute({ operation: client.prepare({ text: '{ hello }' }), variables: {} }, new Exchange({ clock: systemClock }));
    await lines.close();
    return { data, failures: failedCalls.map(({ code }) => code) };
  };

  it('answers the gateway that shows it', async () => {
    const tls = { caFile: at('authority.crt'), certFile: at('gateway.crt'), keyFile: at('gateway.key') };
    expect(await ask(tls)).toEqual({ data: { hello: 'gateway' }, failures: [] });
  });

  it.each([
    ['a gateway that shows none', () => ({ caFile: at('authority.crt') })],
    ['a gateway that shows one of another authority', () => ({ caFile: at('authority.crt'), certFile: at('stranger.crt'), keyFile: at('stranger.key') })],
    ['a gateway that does not know the agency’s authority', () => ({ certFile: at('gateway.crt'), keyFile: at('gateway.key') })],
  ])('is not asked anything by %s', async (_who, tls) => {
    expect(await ask(tls())).toEqual({ data: { hello: null }, failures: ['SUBGRAPH_REQUEST_FAILED'] });
  });
});

describe('there is no line', () => {
  it.each<[string, string, AgencyConfig['tls'], string]>([
    ['a file that is missing', 'https://localhost/', { caFile: '/nowhere/ca.crt' }, 'agencies.applicants.tls.caFile: /nowhere/ca.crt: expected a readable file, found no file'],
    ['a certificate without its key', 'https://localhost/', { certFile: 'x' }, 'agencies.applicants.tls: certFile and keyFile belong together; one of them is missing'],
    ['certificates for an address without TLS', 'http://localhost/', {}, "agencies.applicants.tls: the agency's url is http://, where no certificate is shown; it must be https://"],
  ])('with %s', async (_what, url, tls, message) => {
    const lines = new AgencyLines({ clock: systemClock });
    const before = lines.lineTo('applicants', agencyAt('http://localhost:81/', undefined));
    expect(lines.currentTo('applicants')).toBe(before);
    expect(() => lines.lineTo('applicants', agencyAt(url, tls))).toThrow(expect.objectContaining({ message }));
    expect([lines.currentTo('applicants'), lines.linesTo('applicants')]).toEqual([undefined, [before]]);
    await lines.close();
  });
});
