import { launchBrowser } from "@roost/stage/browser.ts";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { startTestServer, type TestServer } from "./server.ts";

/** One for all tests of a file. */
export let server: TestServer;
export let browser: Browser;

/** Gives the tests of a file what is above. @param start starts another server than the usual one. */
export function setUpServerAndBrowser(start: () => Promise<TestServer> = startTestServer): void {
  beforeAll(async () => {
    [server, browser] = await Promise.all([start(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
}
