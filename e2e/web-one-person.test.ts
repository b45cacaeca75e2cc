import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, signIn, visit } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  await server.addPerson("gil", "Gil Okafor");
  await server.addPerson("hal", "Hal Nyström");
});

/** Two tabs of one browser, both at the door. */
async function twoTabs() {
  const left = await visit(browser, server);
  const right = await visit(browser, server, { context: left.context });
  return { left: left.page, right: right.page, context: left.context };
}

const stopped = (page: Page) =>
  page.getByRole("heading", { name: "Hal Nyström has signed in with this browser" });

/** Who wrote what, as somebody sees it who has just come. */
async function authorsOf(text: string): Promise<string[]> {
  const witness = await visit(browser, server);
  await signIn(witness.page, "hal");
  await messages(witness.page).first().waitFor();
  const authors = await messages(witness.page, text).evaluateAll((rows) =>
    rows.map((row) => row.getAttribute("aria-label") ?? row.textContent ?? ""),
  );
  await witness.context.close();
  return authors;
}

test("WHO-2, WHO-3: a tab stops and says so when somebody else signs in in another one", async () => {
  const { left, right, context } = await twoTabs();
  await signIn(left, "gil");
  await send(left, "Gil was here");
  await acknowledged(left, "Gil was here");
  await composer(left).fill("Half a thought of Gil’s");
  await signIn(right, "hal");
  await stopped(left).waitFor();
  expect(await left.getByText("Gil Okafor’s, and has stopped").isVisible()).toBe(true);
  await send(right, "Hal is here");
  await acknowledged(right, "Hal is here");

  // A reload, or the button, goes on as the one who is signed in, with nothing of the first.
  await left.getByRole("button", { name: "Go on as Hal Nyström" }).click();
  await left.getByRole("navigation", { name: "Rooms" }).waitFor();
  await messages(left, "Hal is here").waitFor();
  expect(await composer(left).inputValue()).toBe("");
  await context.close();
});

test("WHO-3: what waits in a tab that is cut off is sent once, by who wrote it", async () => {
  const { left, right, context } = await twoTabs();
  const network = await networkOf(left);
  await left.reload();
  await signIn(left, "gil");
  await right.reload();
  await network.cut();
  await send(left, "Written by Gil while cut off");

  await right.getByRole("button", { name: "Account of Gil Okafor" }).click();
  await right.getByRole("menuitem", { name: "Sign out" }).click();
  await right.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
  await signIn(right, "hal");

  network.restore();
  await left.evaluate(() => window.dispatchEvent(new Event("online")));
  await stopped(left).waitFor();
  expect(await authorsOf("Written by Gil while cut off")).toEqual([]);

  await left.getByRole("button", { name: "Sign in as Gil Okafor" }).click();
  await signIn(left, "gil");
  await acknowledged(left, "Written by Gil while cut off");
  const authors = await authorsOf("Written by Gil while cut off");
  expect(authors).toHaveLength(1);
  expect(authors[0]).toContain("Gil Okafor");
  await context.close();
});

test("signing in as the same person in another tab leaves the first one connected", async () => {
  const { left, right, context } = await twoTabs();
  await signIn(left, "gil");
  await signIn(right, "gil");
  await send(right, "From the second tab");
  await messages(left, "From the second tab").waitFor();
  await send(left, "From the first tab");
  await acknowledged(left, "From the first tab");
  await context.close();
});

test("what a stopped tab still asks of the account is refused: it signs nobody else out", async () => {
  const { left, right, context } = await twoTabs();
  await signIn(left, "gil");
  // This tab does not hear that its session is over.
  await left.routeWebSocket(/\/ws$/, () => {});
  await left.reload();
  await left.getByRole("button", { name: "Account of Gil Okafor" }).click();
  await left.getByRole("menuitem", { name: "Sign out" }).click();
  await signIn(right, "hal");
  await left.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
  await left.getByLabel("User name or e-mail").waitFor();
  await right.reload();
  await right.getByRole("navigation", { name: "Rooms" }).waitFor();
  await context.close();
});
