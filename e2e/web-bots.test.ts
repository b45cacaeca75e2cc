import { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let ann: Roost;
setUpServerAndBrowser();
beforeAll(async () => {
  ann = await server.addPerson("ann", "Ann");
  await server.addPerson("ben", "Ben");
});

const path = "/settings/bots";
const dialog = (page: Page) => page.getByRole("dialog");

test("BOT-1, BOT-3: a bot is made by keyboard and gets a token, and its messages, its line and its card are marked", async () => {
  const { page, errors } = await visitAs(browser, server, "ann", { path });
  await page.getByRole("button", { name: "Make a bot" }).focus();
  await page.keyboard.press("Enter");
  const name = dialog(page).getByLabel("User name");
  await name.and(page.locator(":focus")).waitFor();
  await page.keyboard.type("ben");
  await page.keyboard.press("Enter");
  await dialog(page).getByText("Somebody has this user name already.").waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("ping");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Ping bot");
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByText("@ping · of Ann").waitFor();
  await page.getByRole("button", { name: "Tokens of Ping bot" }).focus();
  await page.keyboard.press("Enter");
  const tokens = page.getByRole("region", { name: "Tokens of Ping bot" });
  await tokens.getByRole("button", { name: "Make a token" }).focus();
  await page.keyboard.press("Enter");
  await dialog(page).getByLabel("Name").fill("Production");
  await page.keyboard.press("Enter");
  const secret = (await dialog(page).locator("code").textContent()) as string;
  await dialog(page).getByRole("button", { name: "I have kept it" }).click();
  await tokens.getByText("Good for: Read and Write").waitFor();
  expect(await findings(page)).toEqual([]);

  const bot = new Roost({ url: server.url, token: secret });
  const me = await bot.api.me();
  const room = await ann.api.createRoom({ name: "Deployments", kind: "private" });
  await ann.api.invite(room.id, [me.id]);
  await bot.connect();
  await bot.sent(bot.send(room.id, "It is out"));
  await page.goto(`/rooms/${room.id}`);
  const list = page.getByRole("main");
  await list.getByText("It is out").waitFor();
  // Beside its message, and in the list of members.
  const marks = list.getByText("Bot", { exact: true });
  await expect.poll(() => marks.count()).toBe(2);
  expect(await findings(page)).toEqual([]);
  await list.getByRole("button", { name: "Ping bot", exact: true }).click();
  await dialog(page).getByText("@ping").waitFor();
  await dialog(page).getByText("Bot", { exact: true }).waitFor();
  expect(await findings(page)).toEqual([]);
  bot.close();
  expect(errors).toEqual([]);
});

test("BOT-4, BOT-5: in the settings a bot is renamed and deleted by keyboard, and its card says so", async () => {
  const { page, errors } = await visitAs(browser, server, "ann", { path });
  const headers = { origin: server.url };
  const data = { username: "crier", displayName: "Crier" };
  const made = await page.request.post("/api/admin/bots", { data, headers });
  const { id } = await made.json();
  const room = await ann.api.createRoom({ name: "Square", kind: "private" });
  await ann.api.invite(room.id, [id]);
  const body = { name: "Production", scopes: ["read", "write"] };
  const token = await page.request.post(`/api/admin/bots/${id}/tokens`, { data: body, headers });
  const bot = new Roost({ url: server.url, token: (await token.json()).secret });
  await bot.connect();
  await bot.sent(bot.send(room.id, "Hear ye"));
  await page.reload();
  const actions = page.getByRole("button", { name: "Actions for Crier" });
  await actions.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Change" }).waitFor();
  await page.keyboard.type("Change");
  await page.keyboard.press("Enter");
  await dialog(page).getByLabel("Display name").and(page.locator(":focus")).waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Town Crier");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("ben");
  await page.keyboard.press("Enter");
  await dialog(page).getByText("Somebody has this user name already.").waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("town-crier");
  await page.keyboard.press("Enter");
  await page.getByText("@town-crier · of Ann").waitFor();

  await page.getByRole("button", { name: "Actions for Town Crier" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Delete “Town Crier”?" });
  await confirm.waitFor();
  expect(await findings(page)).toEqual([]);
  await confirm.getByRole("button", { name: "Delete the bot" }).press("Enter");
  await page.getByText("“Town Crier” is deleted.").waitFor();
  await expect.poll(() => page.getByText("@town-crier").count()).toBe(0);
  await expect
    .poll(() => bot.status.get())
    .toMatchObject({ state: "stopped", reason: "session-ended" });
  bot.close();
  await page.goto(`/rooms/${room.id}`);
  const main = page.getByRole("main");
  await main.getByText("Hear ye").waitFor();
  await main.getByRole("button", { name: "Town Crier", exact: true }).click();
  await dialog(page).getByText("This bot was deleted.").waitFor();
  expect(await findings(page)).toEqual([]);
  expect(errors).toEqual([]);
});

test("who may not look after bots is not offered them; on a phone, in German and in the dark theme", async () => {
  const options = { phone: true, locale: "de-DE", theme: "dark" } as const;
  const own = await visitAs(browser, server, "ben", { ...options, path: "/settings" });
  await own.page.getByRole("link", { name: "API-Token" }).waitFor();
  expect(await own.page.getByRole("link", { name: "Bots" }).count()).toBe(0);

  const { page, errors } = await visitAs(browser, server, "ann", { ...options, path });
  await page.getByRole("button", { name: "Bot erstellen" }).click();
  await dialog(page).getByLabel("Benutzername").fill("pong");
  expect(await findings(page)).toEqual([]);
  await dialog(page).getByRole("button", { name: "Erstellen" }).click();
  await page.getByText("Der Bot „pong“ ist erstellt.").waitFor();
  await page.getByRole("button", { name: "Token von pong" }).click();
  await page.getByRole("button", { name: "Token erstellen" }).waitFor();
  expect(await findings(page)).toEqual([]);
  expect(errors).toEqual([]);
});
