// The GraphiQL page in a real browser: it opens with the CaseFile query, a story case and the headers of an officer,
// answers at the first click, and asks nobody but the gateway. Runs where Debian's Chromium is installed.

import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSystem, type TestSystem } from '../kit/system.js';

const CHROMIUM = '/usr/bin/chromium';

/** Chromium itself looks for updates and accounts; none of it is the page's doing. */
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

describe.runIf(existsSync(CHROMIUM))('the GraphiQL page', () => {
  let system: TestSystem;
  let browser: Browser;

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), chromium.launch({ executablePath: CHROMIUM, args: QUIET })]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  it('answers the query it opens with at the first click, and reaches for nothing outside', async () => {
    const page = await browser.newPage();
    const outside: string[] = [];
    const tokens: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.postData()?.includes('CaseFile') === true) {
        const headers = request.headers();
        tokens.push(headers['authorization']);
        expect(headers).toMatchObject({ 'x-purpose': 'case-work', 'x-case-id': 'case-000001', 'x-consent': 'simulated-consent-0001' });
      }
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(system.gatewayUrl).origin) outside.push(request.url());
    });
    // The second visit finds what the browser has kept of the first, which no token is part of.
    for (let visit = 1; visit <= 2; visit += 1) {
      await page.goto(system.gatewayUrl);
      await page.click('.graphiql-execute-button');
      const answer = page.locator('.result-window');
      await answer.getByText('"case-000001"').waitFor();
      await answer.getByText('"DECISION"').waitFor();
      expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('Bearer');
    }
    expect(tokens).toEqual([expect.stringMatching(/^Bearer ey/), expect.stringMatching(/^Bearer ey/)]);
    expect(tokens[0]).not.toBe(tokens[1]);
    expect(outside).toEqual([]);
  }, 60_000);
});
