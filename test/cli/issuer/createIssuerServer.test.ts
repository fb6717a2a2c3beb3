// The development issuer and a gateway's verifier together: what it hands out is what a gateway accepts.

import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createIssuerServer } from '../../../cli/issuer/createIssuerServer.js';
import { issuerVariables } from '../../../cli/issuer/issuerIdentity.js';
import { loadIssuerKey } from '../../../cli/issuer/loadIssuerKey.js';
import { PERSONA_NAMES, PERSONAS } from '../../../cli/issuer/personas.js';
import { createTokenVerifier } from '../../../gateway/admission/identity/createTokenVerifier.js';
import type { TokenVerifier } from '../../../gateway/admission/identity/TokenVerifier.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import { systemClock, wallClock } from '../../../gateway/util/Clock.js';
import { freePorts } from '../../kit/freePorts.js';

let folder: string;
let port: number;
let server: FastifyInstance;
let url: string;
let verifier: TokenVerifier;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qaqpa-issuer-'));
  [port] = (await freePorts(1)) as [number];
  server = createIssuerServer(await loadIssuerKey(folder), port);
  url = await server.listen({ host: '127.0.0.1', port });
  const { issuers, maxVerifiedTokens } = loadConfig({ env: issuerVariables(port) }).identity;
  verifier = createTokenVerifier({ issuers, maxVerifiedTokens, refuseDevelopmentKeys: false, clock: systemClock, wallClock });
});

afterAll(async () => {
  await verifier.close();
  await server.close();
  await rm(folder, { recursive: true });
});

async function askForToken(form: Record<string, string>) {
  const response = await fetch(`${url}/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('its metadata lead to its keys, which are public ones marked as of development', async () => {
  const metadata = (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as Record<string, string>;
  expect(metadata).toMatchObject({ issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` });
  const { keys } = (await (await fetch(metadata['jwks_uri']!)).json()) as { keys: Record<string, unknown>[] };
  expect(keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), alg: 'EdDSA', use: 'sig', kid: expect.stringMatching(/^dev-/) }]);
});

test.each(PERSONAS)('a gateway knows $name by the token that it gives', async ({ name, title: _title, ...claims }) => {
  const { status, body } = await askForToken({ grant_type: 'client_credentials', client_id: name });
  expect({ status, body }).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 43_200, scope: claims.scopes.join(' ') } });
  expect(await verifier.verify(String(body['access_token']))).toEqual({ kind: 'verified', caller: { issuer: url, subject: `persona-${name}`, ...claims } });
});

describe('refused', () => {
  test('a client that is no persona, with the names of those there are', async () => {
    expect(await askForToken({ grant_type: 'client_credentials', client_id: 'minister' })).toEqual({
      status: 401,
      body: { error: 'invalid_client', error_description: `client_id must be one of ${PERSONA_NAMES.join(', ')}` },
    });
  });

  test('another grant', async () => {
    expect(await askForToken({ grant_type: 'password', client_id: 'officer' })).toEqual({ status: 400, body: { error: 'unsupported_grant_type' } });
  });

  test('a name that was led to this machine', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: '/jwks', headers: { host: `evil.example:${port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(421);
  });
});
