import { launchBrowser } from "@roost/stage/browser.ts";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { startTestServer, type TestServer } from "./server.ts";

/** One for all tests of a file. */
export let server: TestServer;
export let browser: Browser;

/** Gives the tests of a file what is above. @param start starts another server than the usual one. */
export function setUpServerAndBrowser(start: () => Promise<TestServer> = startTestServer): void {
  beforeAll(async () => {
    [server, browser] = await Promise.all([start(), launchBrowser()]);
  });
  let kept: readonly BrowserContext[] = [];
  beforeEach(() => {
    kept = browser.contexts();
  });
  // What a test leaves open goes on drawing all that the later ones do.
  afterEach(async () => {
    const opened = browser.contexts().filter((context) => !kept.includes(context));
    await Promise.all(opened.map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
}
