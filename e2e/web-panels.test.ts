import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let path: string;

setUpServerAndBrowser();
beforeAll(async () => {
  const runa = await server.addPerson("runa", "Runa Dahl");
  const sven = await server.addPerson("sven", "Sven Ek");
  const room = await runa.api.createRoom({ name: "pier", kind: "private" });
  await runa.api.invite(room.id, [sven.me.get()?.id ?? ""]);
  path = `/rooms/${room.id}`;
});
const members = (page: Page) => page.getByRole("complementary", { name: "Members" });
const button = (page: Page) => page.getByRole("button", { name: "2 members" });
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
const search = (page: Page) => new URL(page.url()).search;

test("where there is no space for it by itself, a panel is opened: it has the focus, and Escape gives that back", async () => {
  const { page, errors } = await visitAs(browser, server, "runa", { path });
  await page.setViewportSize({ width: 1100, height: 800 });
  await composer(page).and(page.locator(":focus")).waitFor();
  expect(await members(page).count()).toBe(0);

  await button(page).focus();
  await page.keyboard.press("Enter");
  await members(page).getByText("@sven").waitFor();
  expect(search(page)).toBe("?panel=members");
  await expect.poll(() => focused(page)).toBe("Members");
  expect(await button(page).getAttribute("aria-pressed")).toBe("true");
  await page.keyboard.press("Escape");
  await members(page).waitFor({ state: "detached" });
  await expect.poll(() => focused(page)).toBe("2 members");
  expect(search(page)).toBe("");
  expect(errors).toEqual([]);
});

test("Back closes a panel and Forward opens it; an address with a panel opens it at once", async () => {
  const { page } = await visitAs(browser, server, "runa", { path: `${path}?panel=members` });
  await page.setViewportSize({ width: 1100, height: 800 });
  await page.goto(`${path}?panel=members`);
  await members(page).getByText("@sven").waitFor();
  await composer(page).and(page.locator(":focus")).waitFor();
  await page.getByRole("button", { name: "Close the panel" }).click();
  await members(page).waitFor({ state: "detached" });

  await button(page).click();
  await members(page).waitFor();
  await page.goBack();
  await members(page).waitFor({ state: "detached" });
  await page.goForward();
  await members(page).waitFor();
  // What no panel is called is none.
  await page.goto(`${path}?panel=nothing`);
  await composer(page).waitFor();
  expect(await page.locator("[data-panel]").count()).toBe(0);
});

test("the members stand by themselves where there is space, until they are closed", async () => {
  const { page } = await visitAs(browser, server, "sven", { path });
  await members(page).getByText("@runa").waitFor();
  await composer(page).and(page.locator(":focus")).waitFor();
  await button(page).click();
  await members(page).waitFor({ state: "detached" });
  await page.reload();
  await composer(page).waitFor();
  expect(await members(page).count()).toBe(0);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("members");
  await page.getByRole("option", { name: /Members of this room/ }).waitFor();
  await page.keyboard.press("Enter");
  await members(page).getByText("@runa").waitFor();
  await expect.poll(() => focused(page)).toBe("Members");
  await page.keyboard.press("Escape");
  await members(page).waitFor({ state: "detached" });
  await button(page).click();
  await members(page).waitFor();
});

test("on a phone a panel is a page: nothing under it is reached or read, and Back leads to the messages", async () => {
  const runa = await visitAs(browser, server, "runa", { phone: true });
  await runa.page.getByRole("link", { name: /pier/ }).tap();
  await composer(runa.page).waitFor();
  await button(runa.page).tap();
  await members(runa.page).getByText("@sven").waitFor();
  const inert = runa.page.locator("[inert]").and(runa.page.getByRole("region", { name: "pier" }));
  await inert.waitFor();
  await expect.poll(() => focused(runa.page)).toBe("Members");
  const box = await members(runa.page).boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });

  const sven = await visitAs(browser, server, "sven", { path });
  await send(sven.page, "Are you there?");
  await acknowledged(sven.page, "Are you there?");
  await expect.poll(() => runa.page.title()).toMatch(/^\(1\)/);
  await runa.page.goBack();
  await messages(runa.page, "Are you there?").waitFor();
  await expect.poll(() => runa.page.title()).not.toMatch(/^\(/);
  expect(runa.errors).toEqual([]);
});
