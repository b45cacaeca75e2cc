import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { password, type TestServer } from "./server.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

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

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags, headless: true });
}

export interface VisitOptions {
  /** The address inside of the client. */
  path?: string;
  theme?: "light" | "dark";
  phone?: boolean;
  /** Keeps the account of another visit: the same browser, another tab. */
  context?: BrowserContext;
}

/** A page of a browser of its own, and what went wrong in it. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Errors that the page did not catch. */
  errors: string[];
}

/** Opens the client as somebody who is not signed in. */
export async function visit(
  browser: Browser,
  server: TestServer,
  options: VisitOptions = {},
): Promise<Visit> {
  const { path = "/", theme = "light", phone = false } = options;
  const context =
    options.context ??
    (await browser.newContext({
      baseURL: server.url,
      colorScheme: theme,
      locale: "en-GB",
      permissions: ["clipboard-read", "clipboard-write"],
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
      ...(phone ? { hasTouch: true, isMobile: true } : {}),
    }));
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(path);
  return { page, context, errors };
}

/** Opens the client as a person whom `addPerson` made. */
export async function visitAs(
  browser: Browser,
  server: TestServer,
  username: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const opened = await visit(browser, server, options);
  await signIn(opened.page, username);
  return opened;
}

/** Signs in on the page that asks for it. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel("User name or e-mail").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
}

/** The composer of the open room. */
export function composer(page: Page) {
  return page.getByRole("textbox", { name: /^Message / });
}

/** The messages of the open room that contain a text. */
export function messages(page: Page, text?: string | RegExp) {
  const rows = page.getByRole("log").getByRole("article");
  return text === undefined ? rows : rows.filter({ hasText: text });
}

export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Waits until a message of one's own is acknowledged: only then it has a number. */
export function acknowledged(page: Page, text: string): Promise<void> {
  return messages(page, text).and(page.locator("[data-number]")).waitFor();
}
