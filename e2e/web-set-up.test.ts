import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { signUpOn, visit } from "./browser.ts";
import { startTestServer, type TestServer } from "./server.ts";
import { browser, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

let fresh: TestServer;
beforeEach(async () => {
  fresh = await startTestServer({ IS_SET_UP: "" });
});
afterEach(() => fresh.close());

const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });

test("REG-10: the first owner sets up the server by the keyboard, and its first guest comes by the link, into its rooms", async () => {
  const { page, errors } = await visit(browser, fresh, { path: "/sign-up" });
  await signUpOn(page, "olga");
  await page.getByRole("heading", { name: "Your new server" }).waitFor();
  await page.keyboard.type("Olga's nest");
  await page.keyboard.press("Tab");
  await page.getByRole("radio", { name: /^Everybody/ }).waitFor();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowDown");
  expect(await page.getByRole("radio", { name: /^Who is invited/ }).isChecked()).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.type("Plans, Birds");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Everything is ready" }).waitFor();
  const link = await page.getByLabel("Link that invites").inputValue();
  await page.getByRole("button", { name: "Copy" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.getByRole("button", { name: "Go in" }).click();
  await rooms(page).getByText("Plans").waitFor();
  await page.reload();
  await rooms(page).getByText("Birds").waitFor();

  const guest = await visit(browser, fresh, { path: new URL(link).pathname });
  await guest.page.getByText("olga invites you to Olga's nest.").waitFor();
  await signUpOn(guest.page, "gus");
  for (const name of ["Plans", "Birds", "general"])
    await rooms(guest.page).getByText(name).waitFor();
  expect([...errors, ...guest.errors]).toEqual([]);
});

test("REG-10: the first steps are passed over once, and never come again", async () => {
  const { page } = await visit(browser, fresh, { path: "/sign-up", locale: "de-DE" });
  await page.getByLabel("Dein Name").fill("Olga");
  await page.getByLabel("E-Mail").fill("olga@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill("two nests of twigs");
  await page.getByRole("button", { name: "Konto anlegen" }).click();
  await page.getByRole("heading", { name: "Dein neuer Server" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Jetzt nicht" }).click();
  const list = page.getByRole("navigation", { name: "Räume" });
  await list.waitFor();
  await page.reload();
  await list.waitFor();
});
