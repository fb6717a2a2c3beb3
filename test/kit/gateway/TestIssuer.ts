// An issuer of access tokens for tests: its key set over HTTP, and tokens signed with its keys or with any other.
// Keys can be changed, and the issuer can be made to fail, while a gateway uses it.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTHeaderParameters, type JWTPayload } from 'jose';
import type { GatewayConfig } from '../../../gateway/config/loadConfig.js';

export const AUDIENCE = 'gateway-under-test';

type IssuerConfig = GatewayConfig['identity']['issuers'][number];

export interface IssuerKey {
  readonly algorithm: 'EdDSA' | 'ES256' | 'RS256';
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK & { readonly kid: string };
}

export async function createIssuerKey(kid: string, algorithm: IssuerKey['algorithm'] = 'EdDSA'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  return { algorithm, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } };
}

/** What a token says unless a test says otherwise; undefined leaves a claim out. */
export interface TokenOptions {
  readonly key?: IssuerKey;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly claims?: JWTPayload;
}

export class TestIssuer {
  /** Keys that it offers. The first signs. */
  keys: IssuerKey[];
  /** How its key set is answered: a status other than 200, or another body. */
  behaviour: { readonly status?: number; readonly body?: string; readonly location?: string; readonly hang?: boolean } = {};
  fetchCount = 0;
  readonly #server: Server;

  private constructor(keys: IssuerKey[]) {
    this.keys = keys;
    this.#server = createServer((_request, response) => {
      this.fetchCount += 1;
      const { status = 200, body, location, hang = false } = this.behaviour;
      if (hang) return;
      response.writeHead(status, { 'content-type': 'application/jwk-set+json', ...(location !== undefined && { location }) });
      response.end(body ?? JSON.stringify({ keys: this.keys.map(({ publicJwk }) => publicJwk) }));
    });
  }

  static async start(kid = 'key-1'): Promise<TestIssuer> {
    const issuer = new TestIssuer([await createIssuerKey(kid)]);
    issuer.#server.listen(0, '127.0.0.1');
    await once(issuer.#server, 'listening');
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How a gateway is told of it. */
  config(overrides: Partial<IssuerConfig> = {}): IssuerConfig {
    return {
      issuer: this.url,
      jwksUrl: `${this.url}/jwks`,
      audience: AUDIENCE,
      algorithms: ['EdDSA', 'ES256', 'RS256'],
      clockToleranceMs: 5_000,
      jwksMaxAgeMs: 600_000,
      jwksMaxStaleMs: 3_600_000,
      claims: { scopes: 'scope', regions: 'regions', applicantId: 'applicant_id', employerBin: 'employer_bin', authority: 'authority' },
      ...overrides,
    };
  }

  async sign({ key = this.keys[0]!, header = {}, claims = {} }: TokenOptions = {}): Promise<string> {
    const nowSeconds = Math.floor(Date.now() / 1000);
    const payload: JWTPayload = {
      iss: this.url,
      aud: AUDIENCE,
      sub: 'account-1',
      client_id: 'client-1',
      jti: 'token-1',
      iat: nowSeconds,
      exp: nowSeconds + 600,
      ...claims,
    };
    return new SignJWT(payload).setProtectedHeader({ alg: key.algorithm, typ: 'at+jwt', kid: key.publicJwk.kid, ...header }).sign(key.privateKey);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
