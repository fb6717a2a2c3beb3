import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIssuerServer } from '../../../cli/issuer/createIssuerServer.js';
import { loadIssuerKey } from '../../../cli/issuer/loadIssuerKey.js';
import { loadConfig } from '../../../gateway/config/loadConfig.js';
import type { Gateway } from '../../../gateway/createGateway.js';
import { StartUpError } from '../../../gateway/errors/StartUpError.js';
import { createGraphiqlPage } from '../../../gateway/http/graphiqlPage.js';
import { PACKAGE_ROOT } from '../../../gateway/util/packageRoot.js';
import { startTestGateway, UNREACHED_ISSUER } from '../../kit/gateway/startTestGateway.js';
import { CASE_FILE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

let world: TestWorld;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qaqpa-graphiql-'));
  world = await startTestWorld();
});

afterAll(async () => {
  await stopTestWorld(world);
  rmSync(folder, { recursive: true });
});

/** As a browser that knows the gateway by any name; fetch would name it as it is. */
function getPage(port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/graphql', headers: { ...BROWSER, host } }, (response) => void text(response).then(resolve, reject)).on('error', reject);
  });
}

async function withGateway<T>(config: Parameters<typeof startTestGateway>[1], use: (gateway: Gateway) => Promise<T>): Promise<T> {
  const gateway = await startTestGateway(world, config);
  try {
    return await use(gateway);
  } finally {
    await gateway.close();
  }
}

/** As the page hands headers to its editor. */
function filledIn(headers: object): string {
  return `"initialHeaders":${JSON.stringify(JSON.stringify(headers, null, 2))},"shouldPersistHeaders":false`;
}

describe('in development', () => {
  it('a browser gets the page, also with a query in the address; a client gets data', async () => {
    await withGateway({}, async ({ url }) => {
      for (const search of ['', '?query={__typename}']) {
        const response = await fetch(`${url}/graphql${search}`, { headers: BROWSER });
        expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
        await response.body?.cancel();
      }
      const data = await fetch(`${url}/graphql?query={__typename}`, { headers: { accept: 'application/json', 'apollo-require-preflight': 'true' } });
      expect(await data.json()).toEqual({ data: { __typename: 'Query' } });
    });
  });

  it('it opens with the CaseFile operation and a case filled in', async () => {
    await withGateway({}, async ({ url }) => {
      const page = await (await fetch(`${url}/graphql`, { headers: BROWSER })).text();
      expect(page).toContain(JSON.stringify({ query: CASE_FILE }).slice(1, -1));
      expect(page).toContain(JSON.stringify({ variables: JSON.stringify({ id: 'case-000001' }, null, 2) }).slice(1, -1));
    });
  });

  it('it opens with the headers of an officer at work on that case, and the browser keeps none of them', async () => {
    let asked = 0;
    const fetchToken = async () => `token-${(asked += 1)}`;
    const headers = { 'x-purpose': 'case-work', 'x-case-id': 'case-000001' };
    const operationFile = join(PACKAGE_ROOT, 'schema/operations/CaseFile.graphql');
    const page = createGraphiqlPage({ operationFile, variables: {}, headers, fetchToken });
    expect((await page(true)).includes(filledIn({ authorization: 'Bearer token-1', ...headers }))).toBe(true);
    // A token ends: who opens the page again gets another.
    expect((await page(true)).includes(filledIn({ authorization: 'Bearer token-2', ...headers }))).toBe(true);
    expect((await page(false)).includes(filledIn(headers))).toBe(true);
    expect(asked).toBe(2);
  });

  it.each([
    ['this machine, by its address', '127.0.0.1', true],
    ['this machine, by its name', 'localhost', true],
    ['a name that was led here', 'evil.example', false],
  ])('it holds a token for who asks %s: %s', async (_who, name, expected) => {
    const issuer = createIssuerServer(await loadIssuerKey(folder), 4100);
    const tokenUrl = `${await issuer.listen({ host: '127.0.0.1', port: 0 })}/token`;
    await withGateway({ config: { graphiqlTokenUrl: tokenUrl } }, async ({ url }) => {
      const { port } = new URL(url);
      const page = await getPage(Number(port), `${name}:${port}`);
      expect(page.includes('authorization\\": \\"Bearer ey')).toBe(expected);
      expect(page).toContain('x-case-id\\": \\"case-000001');
    });
    await issuer.close();
  });

  it('it opens without a token where the issuer is down', async () => {
    await withGateway({ config: { graphiqlTokenUrl: 'http://127.0.0.1:1/token' } }, async ({ url }) => {
      const page = await getPage(Number(new URL(url).port), 'localhost');
      expect(page).not.toContain('Bearer ey');
      expect(page).toContain('x-case-id\\": \\"case-000001');
    });
  });

  it('it loads nothing from elsewhere, and the browser is told to refuse it', async () => {
    await withGateway({}, async ({ url }) => {
      const response = await fetch(`${url}/graphql`, { headers: BROWSER });
      const page = await response.text();
      // Markup outside the scripts is all that a browser would load by itself.
      const markup = page.replaceAll(/<script>[\s\S]*<\/script>/g, '');
      expect(markup.match(/(?:src|href|action|srcset)\s*=\s*["']?(?:https?:)?\/\/[^"'\s>]*/gi)).toBeNull();
      expect(markup.match(/url\(\s*["']?(?!data:|#)[^)]*\)|@import/gi)).toBeNull();
      expect(page.match(/<script[^>]+src=/gi)).toBeNull();
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).not.toMatch(/https?:|\*/);
    });
  });
});

it('in production a browser gets no page', async () => {
  const { access, environment, graphiql, identity } = loadConfig({ env: { NODE_ENV: 'production', ...UNREACHED_ISSUER } });
  await withGateway({ config: { access, environment, graphiql, identity } }, async ({ url }) => {
    const response = await fetch(`${url}/graphql`, { headers: BROWSER });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
  });
});

describe('the operation it opens with', () => {
  it('can be any', async () => {
    const operationFile = join(folder, 'Mine.graphql');
    writeFileSync(operationFile, '{ mine }');
    expect((await createGraphiqlPage({ operationFile, variables: {}, headers: {} })(false)).includes('"query":"{ mine }"')).toBe(true);
  });

  it('must be there', () => {
    expect(() => createGraphiqlPage({ operationFile: join(folder, 'None.graphql'), variables: {}, headers: {} })).toThrow(StartUpError);
  });
});
