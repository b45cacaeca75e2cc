import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { acknowledged, composer, messages, send, signIn, visit, visitAs } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  await server.addPerson("kea", "Kea Moss");
  await server.addPerson("lou", "Lou Fern");
});

/** What the browser keeps of a page beside how it looks. */
const stored = (page: Page) =>
  page.evaluate(async () => [
    ...Object.keys(localStorage).filter((key) => !["roost.language", "roost.theme"].includes(key)),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(await caches.keys()),
  ]);

async function askToSignOut(page: Page) {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  return page.getByRole("alertdialog");
}
const door = (page: Page) => page.getByRole("heading", { name: "Sign in" });

test("WHO-4: nothing of a person stays in a browser, and their draft is on the server", async () => {
  const { page, errors } = await visitAs(browser, server, "kea");
  await send(page, "Kea was here");
  await acknowledged(page, "Kea was here");
  await composer(page).fill("Typed a moment ago");
  const asked = await askToSignOut(page);
  await asked.getByText("Nothing of yours stays in this browser.").waitFor();
  expect(await findings(page)).toEqual([]);
  await asked.getByRole("button", { name: "Sign out", exact: true }).click();
  await door(page).waitFor();
  expect(await stored(page)).toEqual([]);
  expect(errors).toEqual([]);
  const elsewhere = await visitAs(browser, server, "kea");
  await expect.poll(() => composer(elsewhere.page).inputValue()).toBe("Typed a moment ago");
});

test("WHO-4: what is not sent yet is told first, waited for, or lost by who wants to", async () => {
  const { page } = await visitAs(browser, server, "lou");
  const network = await networkOf(page);
  await page.reload();
  await composer(page).waitFor();
  await network.cut();
  await send(page, "Written while cut off");
  const asked = await askToSignOut(page);
  await asked.getByText("One message is not sent yet.").waitFor();
  // It goes out while the question stands, and there is nothing to lose any more.
  network.restore();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await asked.getByRole("button", { name: "Sign out", exact: true }).waitFor();
  await asked.getByRole("button", { name: "Cancel" }).click();
  await acknowledged(page, "Written while cut off");

  await network.cut();
  await send(page, "Not worth the wait");
  const again = await askToSignOut(page);
  await again.getByRole("button", { name: "Sign out and lose it" }).click();
  await door(page).waitFor();
  expect(await stored(page)).toEqual([]);
  network.restore();
  await signIn(page, "lou");
  await messages(page, "Written while cut off").waitFor();
  expect(await messages(page, "Not worth the wait").count()).toBe(0);
});

test("WHO-4: who is signed out from elsewhere keeps what they have not sent, and another person gets nothing of it", async () => {
  const { page, context } = await visitAs(browser, server, "lou");
  const network = await networkOf(page);
  await page.reload();
  await composer(page).waitFor();
  await network.cut();
  await send(page, "Kept for Lou");
  const desk = await visitAs(browser, server, "lou", { path: "/settings/sessions" });
  await desk.page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await desk.page.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
  network.restore();
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await door(page).waitFor();
  await signIn(page, "kea");
  await composer(page).waitFor();
  expect(await messages(page, "Kept for Lou").count()).toBe(0);
  const asked = await askToSignOut(page);
  await asked.getByText("Nothing of yours stays in this browser.").waitFor();
  await asked.getByRole("button", { name: "Sign out", exact: true }).click();
  await door(page).waitFor();
  await signIn(page, "lou");
  await acknowledged(page, "Kept for Lou");
  const witness = await visit(browser, server);
  await signIn(witness.page, "kea");
  await messages(witness.page, "Kept for Lou").getByText("Lou Fern").waitFor();
  await context.close();
});
