import type { Browser, BrowserContext, Page } from "playwright-core";
import { password, type TestServer } from "./server.ts";

export interface VisitOptions {
  /** The address inside of the client. */
  path?: string;
  theme?: "light" | "dark";
  phone?: boolean;
  /** The browser's language. */
  locale?: string;
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
  server: Pick<TestServer, "url">,
  options: VisitOptions = {},
): Promise<Visit> {
  return open(await contextFor(browser, server, options), options);
}

/** Opens the client as a person whom `addPerson` made, and who has signed in before. */
export async function visitAs(
  browser: Browser,
  server: Pick<TestServer, "url">,
  username: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const context = await contextFor(browser, server, options);
  const answer = await context.request.post("/api/auth/sign-in/username", {
    data: { username, password },
    headers: { origin: server.url },
  });
  if (!answer.ok()) throw new Error(`${username} cannot sign in: ${await answer.text()}`);
  const opened = await open(context, options);
  // On a phone one of the two is shown.
  const { page } = opened;
  await page
    .getByRole("navigation", { name: "Rooms" })
    .or(page.getByRole("main"))
    .first()
    .waitFor();
  return opened;
}

async function contextFor(
  browser: Browser,
  server: Pick<TestServer, "url">,
  { context: given, theme = "light", phone = false, locale = "en-GB" }: VisitOptions,
): Promise<BrowserContext> {
  const context =
    given ??
    (await browser.newContext({
      baseURL: server.url,
      colorScheme: theme,
      locale,
      permissions: ["clipboard-read", "clipboard-write"],
      viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
      ...(phone ? { hasTouch: true, isMobile: true } : {}),
    }));
  // The pause before an attempt to reconnect may be 30 s, where a server was slow to come back.
  context.setDefaultTimeout(45_000);
  return context;
}

async function open(context: BrowserContext, { path = "/" }: VisitOptions): Promise<Visit> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(path);
  return { page, context, errors };
}

/** Signs in on the page that asks for it. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel("User name or e-mail").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
}

/** Fills in the page to sign up, and sends it. */
export async function signUpOn(
  page: Page,
  username: string,
  email = `${username}@example.org`,
): Promise<void> {
  await page.getByLabel("Your name").fill(username);
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
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

/** Opens the menu of all that can be done with a message. */
export async function openMessageMenu(page: Page, text: string): Promise<void> {
  await messages(page, text).hover();
  await messages(page, text).getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menu", { name: "More", exact: true }).waitFor();
}
