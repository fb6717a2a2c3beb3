import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '../../../gateway/createGateway.js';
import { StartUpError } from '../../../gateway/errors/StartUpError.js';
import { createGraphiqlPage } from '../../../gateway/http/graphiqlPage.js';
import { startTestGateway } from '../../kit/gateway/startTestGateway.js';
import { CASE_FILE, startTestWorld, stopTestWorld, type TestWorld } from '../../kit/gateway/testWorld.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

let world: TestWorld;

beforeAll(async () => {
  world = await startTestWorld();
});

afterAll(async () => {
  await stopTestWorld(world);
});

async function withGateway<T>(config: Parameters<typeof startTestGateway>[1], use: (gateway: Gateway) => Promise<T>): Promise<T> {
  const gateway = await startTestGateway(world, config);
  try {
    return await use(gateway);
  } finally {
    await gateway.close();
  }
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
  await withGateway({ config: { environment: 'production', graphiql: false } }, async ({ url }) => {
    const response = await fetch(`${url}/graphql`, { headers: BROWSER });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
  });
});

describe('the operation it opens with', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'qaqpa-graphiql-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('can be any', async () => {
    const operationFile = join(folder, 'Mine.graphql');
    writeFileSync(operationFile, '{ mine }');
    expect((await createGraphiqlPage({ operationFile, variables: {} })()).includes('"query":"{ mine }"')).toBe(true);
  });

  it('must be there', () => {
    expect(() => createGraphiqlPage({ operationFile: join(folder, 'None.graphql'), variables: {} })).toThrow(StartUpError);
  });
});
