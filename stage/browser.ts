import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The shell has no windows and menus, and takes half as long to open a page. */
const executablePath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

/** A name of this machine that a browser trusts as little as one in a home network. */
export const plainHost = "roost.test";

const flags = [
  `--host-resolver-rules=MAP ${plainHost} 127.0.0.1`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Debian's Chromium, or the one that `CHROMIUM` names. */
export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) {
    throw new Error("There is no Chromium: install chromium-headless-shell, or set CHROMIUM.");
  }
  return chromium.launch({ executablePath, args: flags, headless: true });
}
