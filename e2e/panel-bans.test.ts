import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { actOn, visitPanelAs } from "./panel.ts";
import { startTestServer } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser(() => startTestServer({ TRUST_PROXY: "true" }));
beforeAll(async () => {
  // The first account owns the server.
  await server.addPerson("olga", "Olga Owner");
  await server.addPerson("ben", "Ben Stone");
});

test("MOD-4: a network is banned by keys, found, and let in again", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/bans");
  await page.getByText("No network is banned").waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole("button", { name: "New ban" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "New ban" });
  const field = dialog.getByLabel("Address or network");
  await field.fill("everywhere");
  await page.keyboard.press("Enter");
  await dialog.getByText(/^This is no network/).waitFor();
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill("0.0.0.0/0");
  await page.keyboard.press("Enter");
  await dialog.getByText(/^You are in this network yourself/).waitFor();
  expect(await findings(page)).toEqual([]);
  await field.fill("198.51.100.7/24");
  await dialog.getByLabel("Reason").fill("Spam");
  await page.keyboard.press("Enter");
  const table = page.getByRole("table", { name: "Bans" });
  const row = table.getByRole("row").filter({ hasText: "198.51.100.0/24" });
  await row.getByText("Spam").filter({ visible: true }).waitFor();

  await page.getByLabel("Address or network").fill("198.51.100.200");
  await row.waitFor();
  await page.getByLabel("Address or network").fill("203.0.113.1");
  await page.getByText("Nothing fits that").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await row.getByRole("button", { name: "End the ban of 198.51.100.0/24" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "End the ban" }).click();
  await page.getByText("No network is banned").waitFor();
});

test("MOD-4: who comes from a network that is banned is told so, and is in again when it ends", async () => {
  const theirs = (await visitAs(browser, server, "ben")).page;
  const rooms = theirs.getByRole("navigation", { name: "Rooms" });
  await theirs.setExtraHTTPHeaders({ "x-forwarded-for": "203.0.113.50" });
  await theirs.reload();
  await rooms.waitFor();
  const { page } = await visitPanelAs(browser, server, "olga", "/bans");
  await page.getByRole("button", { name: "New ban" }).click();
  const dialog = page.getByRole("dialog", { name: "New ban" });
  await dialog.getByLabel("Address or network").fill("203.0.113.50");
  await dialog.getByLabel("Reason").fill("Spam");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "Bans" }).getByText("203.0.113.50/32").waitFor();
  await theirs.reload();
  const told = /^Nobody uses this server from your address until .* The reason given: Spam/;
  await theirs.getByText(told).waitFor();
  expect(await findings(theirs)).toEqual([]);
  await page.getByRole("button", { name: "End the ban of 203.0.113.50/32" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End the ban" }).click();
  await page.getByText("No network is banned").waitFor();
  await theirs.getByRole("button", { name: "Try again" }).click();
  await rooms.waitFor();
});

test("MOD-5: a suspension with the addresses of somebody does not lock out who does it", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/people?q=ben");
  await actOn(page, "Ben Stone", "Suspend");
  const dialog = page.getByRole("dialog", { name: "Suspend Ben Stone" });
  await dialog.getByLabel(/^Ban the addresses, too/).check();
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await dialog.getByText(/^You are in this network yourself/).waitFor();
});

test.each(["light", "dark"] as const)("the bans fit a phone, in %s", async (theme) => {
  const { page } = await visitPanelAs(browser, server, "olga", "/bans", { theme, phone: true });
  await page.request.post("/api/admin/address-bans", {
    data: { network: "2001:db8:1:2:3:4:5:6", reason: "Registered forty accounts in an hour" },
    headers: { origin: server.url },
  });
  await page.reload();
  await page.getByText("2001:db8:1:2::/64").waitFor();
  expect(await findings(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBeLessThanOrEqual(0);
});
