import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startServerProcess } from "@roost/server/testing/server-process.ts";
import { launchBrowser } from "@roost/stage/browser.ts";
import type { Page } from "playwright-core";
import { visitAs } from "../browser.ts";
import { settle, type Town } from "./town.ts";

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));

/** What is in the picture: the path of a page, and what one does there. */
const pictures: Record<
  string,
  {
    path: (town: Town) => string;
    /** With keys, which phones have none of. */
    act?: (page: Page) => Promise<void>;
  }
> = {
  room: { path: (town) => `/rooms/${town.roomId("harbour-survey")}` },
  thread: {
    path: (town) => `/rooms/${town.roomId("harbour-survey")}?panel=thread.${town.rootNumber}`,
  },
  threads: { path: () => "/threads" },
  mentions: { path: () => "/mentions" },
  settings: { path: () => "/settings/appearance" },
  switcher: {
    path: (town) => `/rooms/${town.roomId("harbour-survey")}`,
    async act(page) {
      await page.keyboard.press("Control+k");
      await page.getByRole("listbox").waitFor();
      await page.keyboard.type("ha");
    },
  },
};

const dataDir = await mkdtemp(path.join(os.tmpdir(), "roost-pictures-"));
const server = await startServerProcess({
  AUTH_ATTEMPTS_PER_MINUTE: "0",
  RATE_LIMIT_PERCENT: "0",
  HOST: "127.0.0.1",
  DATA_DIR: dataDir,
  LOG_LEVEL: "error",
});
const browser = await launchBrowser();
const town = await settle(server.url);
try {
  for (const theme of ["light", "dark"] as const) {
    for (const phone of [false, true]) {
      const { context } = await visitAs(browser, server, town.username, { theme, phone });
      for (const [name, { path: at, act }] of Object.entries(pictures)) {
        if (act && phone) continue;
        const page = await context.newPage();
        await page.goto(at(town));
        await page.waitForLoadState("networkidle");
        await act?.(page);
        const file = `${name}-${phone ? "phone" : "desktop"}-${theme}.png`;
        await page.screenshot({ path: path.join(folder, file), animations: "disabled" });
        await page.close();
      }
      await context.close();
    }
  }
} finally {
  town.close();
  await browser.close();
  server.kill("SIGTERM");
  await server.ended;
  await rm(dataDir, { recursive: true, force: true });
}
