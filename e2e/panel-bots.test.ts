import { Roost } from "@roost/sdk";
import { pngOf } from "@roost/server/testing/images.ts";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { shownIn, visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let olga: Roost;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  olga = await server.addPerson("olga", "Olga Owner");
});

const rowOf = (page: Page, name: string) =>
  page.getByRole("table", { name: "Bots" }).getByRole("row", { name });
const focused = (page: Page) => page.getByRole("textbox").and(page.locator(":focus"));

test("BOT-4 to BOT-6: by keys, a bot is made, gets a token, is renamed, suspended and deleted, and its messages stay under its name", async () => {
  const { page, errors } = await visitPanelAs(browser, server, "olga", "/bots");
  await page.getByText("There are no bots yet").waitFor();
  await page.getByRole("button", { name: "Make a bot" }).focus();
  await page.keyboard.press("Enter");
  await focused(page).waitFor();
  await page.keyboard.type("herald");
  await page.keyboard.press("Enter");
  await shownIn(rowOf(page, "herald"), "No token").waitFor();
  await shownIn(rowOf(page, "herald"), "Olga Owner").waitFor();

  await rowOf(page, "herald").getByRole("link", { name: "herald" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "herald", level: 1 }).waitFor();
  const tokens = page.getByRole("region", { name: "API tokens" });
  await tokens.getByRole("button", { name: "Make a token" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Name").fill("Production");
  await page.keyboard.press("Enter");
  const secret = (await page.getByRole("dialog").locator("code").textContent()) as string;
  await page.getByRole("button", { name: "I have kept it" }).press("Enter");
  await tokens.getByText("Good for: Read and Write").waitFor();
  await page.getByText("One token", { exact: true }).waitFor();

  const bot = new Roost({ url: server.url, token: secret });
  const room = await olga.api.createRoom({ name: "Deployments", kind: "private" });
  await olga.api.invite(room.id, [(await bot.api.me()).id]);
  await bot.connect();
  await bot.sent(bot.send(room.id, "It is out"));

  const actions = page.getByRole("button", { name: "Actions", exact: true });
  await actions.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Change" }).waitFor();
  await page.keyboard.type("Change");
  await page.keyboard.press("Enter");
  const change = page.getByRole("dialog", { name: "Change “herald”" });
  await focused(page).waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Town Crier");
  await change.getByLabel("What it says of itself").fill("Says what is out.");
  await change.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByRole("heading", { name: "Town Crier", level: 1 }).waitFor();
  await page.getByText("Says what is out.").first().waitFor();
  await page.getByText(/changed the bot/).waitFor();

  await actions.click();
  await page.getByRole("menuitem", { name: "Suspend" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await page.getByText("Suspended", { exact: true }).first().waitFor();
  await actions.click();
  await page.getByRole("menuitem", { name: "End the suspension" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End the suspension" }).click();
  await page.getByText("Not suspended", { exact: true }).waitFor();

  await tokens.getByRole("button", { name: "Revoke “Production”" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText("No token", { exact: true }).waitFor();
  await expect
    .poll(() => bot.status.get())
    .toMatchObject({ state: "stopped", reason: "session-ended" });
  bot.close();

  await actions.click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: "Delete the bot" })
    .press("Enter");
  await page.getByText("There are no bots yet").waitFor();
  await page.goto(`${server.url}/rooms/${room.id}`);
  const list = page.getByRole("main");
  await list.getByText("It is out").waitFor();
  await list.getByRole("button", { name: "Town Crier", exact: true }).first().waitFor();
  expect(errors).toEqual([]);
});

test("PAN-1: the list is found, filtered, sorted and linked to, and a bot gets a picture, on a phone in German", async () => {
  const accounts = await visitPanelAs(browser, server, "olga", "/bots");
  const headers = { origin: server.url };
  for (const name of ["auk", "bittern", "crow"]) {
    const data = { username: `${name}-bot`, displayName: name };
    const made = await accounts.page.request.post("/api/admin/bots", { data, headers });
    expect(made.status()).toBe(201);
  }
  const { page, errors } = await visitPanelAs(browser, server, "olga", "/bots?sort=newest", {
    ...{ phone: true, locale: "de-DE", theme: "dark" },
  });
  const table = page.getByRole("table", { name: "Bots" });
  const names = () => table.getByRole("link").allTextContents();
  await expect.poll(names).toEqual(["crow", "bittern", "auk"]);
  await page.getByLabel("Reihenfolge").selectOption({ label: "Nach Namen" });
  await expect.poll(names).toEqual(["auk", "bittern", "crow"]);
  await page.getByRole("searchbox").fill("cro");
  await expect.poll(names).toEqual(["crow"]);
  expect(page.url()).toContain("q=cro");
  expect(await findings(page, "dark")).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Als CSV exportieren" }).tap(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bots-.*\.csv$/);

  const row = table.getByRole("row", { name: "crow" });
  const button = row.getByRole("button", { name: "Aktionen für crow" });
  await button.tap();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("menuitem", { name: "Bild wählen" }).tap(),
  ]);
  await chooser.setFiles({ name: "crow.png", mimeType: "image/png", buffer: pngOf(64) });
  await page.getByRole("dialog").getByRole("button", { name: "Speichern" }).tap();
  await row.locator("img").waitFor();
  await button.tap();
  await page.getByRole("menuitem", { name: "Bild entfernen" }).tap();
  await expect.poll(() => row.locator("img").count()).toBe(0);
  expect(errors).toEqual([]);
});
