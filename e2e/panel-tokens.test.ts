import { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { shownIn, visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let secret: string;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  await server.addPerson("olga", "Olga Owner");
  await server.addPerson("ben", "Ben Stone");
  const { page } = await visitAs(browser, server, "ben");
  const headers = { origin: server.url };
  for (const name of ["Backup", "Mirror", "Report"]) {
    const data = { name, scopes: ["read"] };
    const made = await page.request.post("/api/me/tokens", { data, headers });
    ({ secret } = await made.json());
  }
  await page.context().close();
});

const table = (page: Page) => page.getByRole("table", { name: "API tokens" });
const rowOf = (page: Page, name: string) => table(page).getByRole("row", { name });

test("TOK-7, TOK-8: by keys, the tokens of people are found, and one or several are revoked", async () => {
  const program = new Roost({ url: server.url, token: secret });
  await program.connect();
  const { page, errors } = await visitPanelAs(browser, server, "olga", "/tokens");
  await rowOf(page, "Backup").waitFor();
  expect(await table(page).getByRole("row").count()).toBe(4);
  expect(await page.content()).not.toContain(secret);

  await page.getByRole("searchbox").focus();
  await page.keyboard.type("rep");
  await expect.poll(() => table(page).getByRole("row").count()).toBe(2);
  expect(page.url()).toContain("q=rep");
  await page.getByRole("button", { name: "Revoke Report of Ben Stone" }).focus();
  await page.keyboard.press("Enter");
  const confirm = page.getByRole("alertdialog", { name: "Revoke this token?" });
  await confirm.getByText("Report of Ben Stone").waitFor();
  await confirm.getByRole("button", { name: "Revoke" }).press("Enter");
  await page.getByText("The token is revoked").waitFor();
  await expect
    .poll(() => program.status.get())
    .toMatchObject({ state: "stopped", reason: "session-ended" });
  program.close();
  await page.getByText("Nothing fits that").waitFor();
  await page.getByRole("button", { name: "Show all" }).press("Enter");

  await page.getByRole("checkbox", { name: "Select all that are shown" }).focus();
  await page.keyboard.press("Space");
  const bar = page.getByRole("region", { name: "What to do with them" });
  await bar.getByText("2 selected").waitFor();
  await bar.getByRole("button", { name: "Revoke" }).press("Enter");
  await page
    .getByRole("alertdialog", { name: "Revoke 2 tokens?" })
    .getByRole("button", { name: "Revoke" })
    .press("Enter");
  await page.getByText("2 tokens are revoked").waitFor();
  await page.getByText("Nobody has made a token yet").waitFor();

  await page.getByRole("link", { name: "Audit log" }).click();
  await page.getByText(/Olga Owner revoked the API token Mirror of Ben Stone/).waitFor();
  expect(errors).toEqual([]);
});

test("what is not mine to revoke is said, for each, on a phone in German", async () => {
  const { page: own } = await visitAs(browser, server, "olga");
  const headers = { origin: server.url };
  const { page: his } = await visitAs(browser, server, "ben");
  for (const [page, name] of [
    [own, "Meins"],
    [his, "Seins"],
  ] as const) {
    const data = { name, scopes: ["read", "write", "account", "admin"] };
    await page.request.post("/api/me/tokens", { data, headers });
  }
  const { page, errors } = await visitPanelAs(browser, server, "olga", "/tokens", {
    ...{ phone: true, locale: "de-DE", theme: "dark" },
  });
  const of = (name: string) => page.getByRole("table").getByRole("row", { name });
  await shownIn(of("Seins"), /Seins/).first().waitFor();
  expect(await findings(page, "dark")).toEqual([]);
  await page.getByRole("checkbox", { name: "Alle gezeigten auswählen" }).check();
  await page.getByRole("button", { name: "Widerrufen", exact: true }).tap();
  await page.getByRole("alertdialog").getByRole("button", { name: "Widerrufen" }).tap();
  const results = page.getByRole("dialog", { name: "Ein Token ist nicht widerrufen" });
  await results.getByText("Meins von Olga Owner").waitFor();
  await results.getByText("Das andere schon.").waitFor();
  expect(await findings(page, "dark")).toEqual([]);
  expect(errors).toEqual([]);
});
