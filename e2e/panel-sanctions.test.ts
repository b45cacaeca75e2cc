import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { actOn, rowOf, shownIn, visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let ben: Roost;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  const olga = await server.addPerson("olga", "Olga Owner");
  ben = await server.addPerson("ben", "Ben Stone");
  roomId = (await olga.api.createRoom({ name: "bridge", kind: "public" })).id;
  await ben.api.joinRoom(roomId);
});

const composerOf = (page: Page) => page.getByRole("textbox", { name: "Message bridge" });

test("MOD-2: somebody is warned by keys, has to say that they have read it, and the page of them says so", async () => {
  const theirs = (await visitAs(browser, server, "ben", { path: `/rooms/${roomId}` })).page;
  await composerOf(theirs).fill("Half a thought");
  const { page } = await visitPanelAs(browser, server, "olga", `/people/${ben.me.get()?.id}`);
  await page.getByText("None so far.").waitFor();
  await page.getByRole("button", { name: "Actions", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Warn" }).waitFor();
  await page.keyboard.type("Warn");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Warn Ben Stone" });
  await dialog.getByLabel("What they are to know").focus();
  await page.keyboard.press("Enter");
  await dialog.getByText("Say what it is about.").waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.type("Please be kind");
  await page.keyboard.press("Enter");
  const list = page.getByRole("region", { name: "Warnings, mutes and suspensions" });
  await list.getByText("not read yet").waitFor();

  const warning = theirs.getByRole("alertdialog", { name: "A warning from the moderators" });
  await warning.getByText("Please be kind").waitFor();
  expect(await findings(theirs)).toEqual([]);
  await theirs.keyboard.press("Enter");
  await theirs.keyboard.press("Escape");
  await warning.getByText("Please be kind").waitFor();
  await theirs.reload();
  await warning.getByText("Please be kind").waitFor();
  await theirs.keyboard.press("Tab");
  await theirs.keyboard.press("Enter");
  await warning.waitFor({ state: "detached" });
  await expect.poll(() => composerOf(theirs).inputValue()).toBe("Half a thought");
  await page.reload();
  await list.getByText(/^By Olga Owner · read: /).waitFor();
});

test("MOD-1: who is muted is told why and until when where they would write, and writes again when it ends", async () => {
  const theirs = (await visitAs(browser, server, "ben", { path: `/rooms/${roomId}` })).page;
  await composerOf(theirs).waitFor();
  const { page } = await visitPanelAs(browser, server, "olga", "/people?q=ben");
  await actOn(page, "Ben Stone", "Mute");
  const dialog = page.getByRole("dialog", { name: "Mute Ben Stone" });
  await dialog.getByLabel("For how long").selectOption("One hour");
  await dialog.getByLabel("Reason").fill("Too loud");
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await shownIn(rowOf(page, "Ben Stone"), /^Muted until/).waitFor();
  await theirs.getByText(/^You are muted until .*: you may read, and not write\./).waitFor();
  await theirs.getByText("Reason: Too loud").waitFor();
  expect(await composerOf(theirs).count()).toBe(0);
  expect(await findings(theirs)).toEqual([]);

  await page.getByLabel("State").selectOption("Muted");
  await rowOf(page, "Ben Stone").getByRole("link", { name: "Ben Stone" }).click();
  await page.getByText("They were told: Too loud").waitFor();
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "End the mute" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End the mute" }).click();
  await composerOf(theirs).waitFor();
  const list = page.getByRole("region", { name: "Warnings, mutes and suspensions" });
  await list.getByText("Mute ended").waitFor();
});

test.each(["light", "dark"] as const)(
  "MOD-3: what was done to somebody fits a phone, in %s",
  async (theme) => {
    const path = `/people/${ben.me.get()?.id}`;
    const { page } = await visitPanelAs(browser, server, "olga", path, { theme, phone: true });
    await page.getByText("Please be kind").first().waitFor();
    expect(await findings(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBeLessThanOrEqual(0);
  },
);
