// For tests: the browser that set-up brought or found, pages opened in it, and pictures of them kept.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { workspaceRoot } from './nixes.js';
import { browserProgram, startBrowser } from './start-browser.js';

const screenshots = join(workspaceRoot, '.nx/screenshots');

export interface OpenedPage {
  readonly page: Page;
  /** Addresses of all that it asked for, itself left out. */
  readonly requests: readonly string[];
  /** What went wrong within it. */
  readonly faults: readonly string[];
  /** Keeps a picture, as PNG, of that name. */
  readonly keep: (name: string) => Promise<void>;
}

export type OpenPage = (place: string, options?: BrowserContextOptions) => Promise<OpenedPage>;

/** The suite is given what opens a file or an address. Without a browser it is a test that fails in CI, and says so elsewhere. */
export function describeWithBrowser(name: string, suite: (open: OpenPage) => void): void {
  describe(name, () => {
    if (!existsSync(browserProgram)) {
      test(`NOT RUN: ${browserProgram} is missing; npm run set-up -- --for-tests`, failInCi);
      return;
    }
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    }, 60_000);
    afterAll(() => browser?.close());
    suite((place, options) => openPage(browser, place, options));
  });
}

async function openPage(
  browser: Browser,
  place: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const [requests, faults]: [string[], string[]] = [[], []];
  const address = place.startsWith('/') ? pathToFileURL(place).href : place;
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(address, { waitUntil: 'load' });
  return {
    page,
    requests,
    faults,
    keep: async (name) => {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
  };
}

function failInCi(): void {
  const fact = `${browserProgram} is missing, so its tests did not run`;
  if (process.env.CI) throw new Error(fact);
  process.stderr.write(`\nNOT RUN: ${fact}\n`);
}
