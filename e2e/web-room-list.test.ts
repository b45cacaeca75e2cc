import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { composer, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let ida: Roost;
let ben: Roost;
/** Two devices of one person, who is another one in each test. */
let laptop: Page;
let tablet: Page;
let name: string;
let ids: Record<string, string>;

setUpServerAndBrowser();
beforeAll(async () => {
  ben = await server.addPerson("ben", "Ben Carver");
});

let count = 0;
beforeEach(async () => {
  count += 1;
  name = `ida${count}`;
  ida = await server.addPerson(name, `Ida ${count}`);
  ids = {};
  for (const room of ["garden", "kitchen", "attic"]) {
    ids[room] = (await ida.api.createRoom({ name: `${room} ${count}`, kind: "public" })).id;
    await ben.api.joinRoom(ids[room]);
  }
  const [path, devices] = ["/saved", [1, 2]];
  const visits = await Promise.all(devices.map(() => visitAs(browser, server, name, { path })));
  [laptop, tablet] = visits.map(({ page }) => page) as [Page, Page];
  await row(laptop, "garden").waitFor();
  await row(tablet, "garden").waitFor();
  // Menus, drags and keys of the list come with a part of it.
  await laptop.waitForLoadState("networkidle");
});

const rooms = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const row = (page: Page, room: string) => rooms(page).getByRole("link", { name: new RegExp(room) });
const section = (page: Page, title: string) =>
  rooms(page).getByRole("region", { name: title, exact: true });
const titles = (page: Page) =>
  rooms(page)
    .getByRole("region")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
const order = (page: Page, title: string) =>
  section(page, title)
    .getByRole("link")
    .evaluateAll((all) =>
      all.flatMap((one) => one.textContent?.match(/(?:garden|kitchen|attic)/)?.[0] ?? []),
    );
const say = (room: string, body: string) => ben.sent(ben.send(ids[room] ?? "", body));
const unreadOf = (page: Page, room: string) => row(page, room).getByText(/unread$/);

async function choose(page: Page, room: string, item: string): Promise<void> {
  await row(page, room).click({ button: "right" });
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

async function makeSection(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Sort and arrange" }).click();
  await page.getByRole("menuitem", { name: "New section" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(title);
  await page.keyboard.press("Enter");
  await section(page, title).waitFor();
}

test("LST-3: a muted room is grey on all devices, without what is unread, but with mentions", async () => {
  await say("garden", "One");
  await unreadOf(laptop, "garden").waitFor();
  await expect.poll(() => laptop.title()).toBe("(1) Roost");
  await choose(laptop, "garden", "Mute");
  for (const page of [laptop, tablet]) {
    await row(page, "garden").getByRole("img", { name: "Muted" }).waitFor();
    await unreadOf(page, "garden").waitFor({ state: "detached" });
    await expect.poll(() => page.title()).toBe("Roost");
  }
  // The way through what is unread passes by it.
  await say("attic", "Two");
  await unreadOf(laptop, "attic").waitFor();
  await laptop.keyboard.press("Alt+Shift+ArrowDown");
  await laptop.waitForURL(`**/rooms/${ids.attic}`);
  await laptop.keyboard.press("Alt+Shift+ArrowDown");
  await laptop.waitForURL(`**/rooms/${ids.attic}`);
  await say("garden", `@${name} come`);
  await row(tablet, "garden").getByText("mentions you once").waitFor();
  await expect.poll(() => tablet.title()).toBe("(1) Roost");
  await choose(tablet, "garden", "Mark as read");
  await row(laptop, "garden").getByText("mentions you once").waitFor({ state: "detached" });
  await choose(laptop, "garden", "Unmute");
  await row(tablet, "garden").getByRole("img", { name: "Muted" }).waitFor({ state: "detached" });
});

test("LST-4: a change that is refused is undone, and that is said", async () => {
  await laptop.route("**/api/rooms/*/section", (route) => route.abort());
  await choose(laptop, "garden", "Add to favourites");
  await laptop.getByText(/^Your list was not changed/).waitFor();
  await row(laptop, "garden").waitFor();
  expect(
    await section(laptop, "Rooms")
      .getByRole("link", { name: /garden/ })
      .count(),
  ).toBe(1);
});

test("favourites are added in the header's menu, stand first on each device, and go again", async () => {
  await row(laptop, "kitchen").click();
  await composer(laptop).waitFor();
  await laptop.getByRole("button", { name: "More about this room" }).click();
  await laptop.getByRole("menuitem", { name: "Add to favourites" }).click();
  await section(tablet, "Favourites")
    .getByRole("link", { name: /kitchen/ })
    .waitFor();
  expect((await titles(tablet))[0]).toBe("Favourites");
  await choose(tablet, "kitchen", "Remove from favourites");
  await section(laptop, "Rooms")
    .getByRole("link", { name: /kitchen/ })
    .waitFor();
  await section(laptop, "Favourites").waitFor({ state: "hidden" });
});

test("LST-2: a section is made, filled, renamed, collapsed and taken away, with two devices", async () => {
  await choose(laptop, "garden", "Move to section…");
  await laptop.getByRole("dialog").getByRole("button", { name: "New section" }).click();
  await laptop.getByRole("dialog").getByLabel("Name").fill("Outdoors");
  await laptop.keyboard.press("Enter");
  await section(tablet, "Outdoors")
    .getByRole("link", { name: /garden/ })
    .waitFor();
  await choose(tablet, "attic", "Move to section…");
  await tablet.getByRole("dialog").getByRole("button", { name: "Outdoors" }).click();
  await section(laptop, "Outdoors").getByRole("link", { name: /attic/ }).waitFor();

  await section(laptop, "Outdoors").getByRole("button", { name: "Outdoors", exact: true }).click();
  await row(laptop, "garden").waitFor({ state: "detached" });
  await say("garden", "Rain");
  await unreadOf(laptop, "garden").waitFor();
  await row(laptop, "attic").waitFor({ state: "detached" });

  await section(tablet, "Outdoors").hover();
  await tablet.getByRole("button", { name: "About Outdoors" }).click();
  await tablet.getByRole("menuitem", { name: "Rename section" }).click();
  await tablet.getByRole("dialog").getByLabel("Name").fill("Outside");
  await tablet.keyboard.press("Enter");
  await section(laptop, "Outside").waitFor();
  await section(laptop, "Outside")
    .getByRole("button", { name: "Outside", exact: true })
    .click({ button: "right" });
  await laptop.getByRole("menuitem", { name: "Remove section" }).click();
  await section(tablet, "Outside").waitFor({ state: "detached" });
  for (const room of ["garden", "attic"]) {
    await section(tablet, "Rooms")
      .getByRole("link", { name: new RegExp(room) })
      .waitFor();
  }
});

test("rooms are dragged into sections, and sections by their headings", async () => {
  await makeSection(laptop, "Work");
  await makeSection(laptop, "Home");
  expect(await titles(laptop)).toEqual(["Work", "Home", "Rooms", "Direct messages"]);
  await row(laptop, "garden").dragTo(section(laptop, "Work"));
  await section(tablet, "Work")
    .getByRole("link", { name: /garden/ })
    .waitFor();
  const heading = (title: string) =>
    section(laptop, title).getByRole("button", { name: title, exact: true });
  await heading("Home").dragTo(heading("Work"), { targetPosition: { x: 5, y: 1 } });
  const moved = ["Home", "Work", "Rooms", "Direct messages"];
  await expect.poll(() => titles(laptop)).toEqual(moved);
  await expect.poll(() => titles(tablet)).toEqual(moved);
  // A room goes to no section of directs, and the favourites are there while one is dragged.
  await row(laptop, "kitchen").dragTo(heading("Direct messages"));
  expect(
    await section(laptop, "Rooms")
      .getByRole("link", { name: /kitchen/ })
      .count(),
  ).toBe(1);
  await row(laptop, "kitchen").hover();
  await laptop.mouse.down();
  await row(laptop, "attic").hover();
  await section(laptop, "Favourites").waitFor();
  await section(laptop, "Favourites").hover();
  await section(laptop, "Favourites").hover();
  await laptop.mouse.up();
  await section(tablet, "Favourites")
    .getByRole("link", { name: /kitchen/ })
    .waitFor();
});

test("the keyboard moves rooms between sections, and sections among each other", async () => {
  await makeSection(laptop, "Work");
  await row(laptop, "garden").focus();
  await laptop.keyboard.press("Control+Shift+ArrowUp");
  await section(laptop, "Work")
    .getByRole("link", { name: /garden/ })
    .waitFor();
  const focused = () =>
    laptop.evaluate(() => document.activeElement?.closest("a, button")?.textContent ?? "");
  await expect.poll(focused).toContain("garden");
  await laptop.keyboard.press("Control+Shift+ArrowUp");
  await section(tablet, "Favourites")
    .getByRole("link", { name: /garden/ })
    .waitFor();
  await expect.poll(focused).toContain("garden");
  const heading = section(laptop, "Work").getByRole("button", { name: "Work", exact: true });
  await heading.focus();
  await laptop.keyboard.press("Control+Shift+ArrowDown");
  const moved = ["Favourites", "Rooms", "Work", "Direct messages"];
  await expect.poll(() => titles(tablet)).toEqual(moved);
  await expect.poll(focused).toBe("Work");
  await heading.press("Shift+F10");
  await laptop.getByRole("menuitem", { name: "Move up" }).waitFor();
});

test("unread first, and by name, hold on all devices", async () => {
  await say("kitchen", "Soup");
  await say("garden", "Weeds");
  await say("attic", "Dust");
  await choose(laptop, "attic", "Mark as read");
  expect(await order(laptop, "Rooms")).toEqual(["attic", "garden", "kitchen"]);
  await laptop.getByRole("button", { name: "Sort and arrange" }).click();
  await laptop.getByRole("menuitemcheckbox", { name: "Unread first" }).click();
  for (const page of [laptop, tablet]) {
    await expect.poll(() => order(page, "Rooms")).toEqual(["garden", "kitchen", "attic"]);
  }
  await choose(tablet, "garden", "Mark as read");
  await tablet.getByRole("button", { name: "Sort and arrange" }).click();
  await tablet.getByRole("menuitemcheckbox", { name: "Sort by name" }).click();
  for (const page of [laptop, tablet]) {
    await expect.poll(() => order(page, "Rooms")).toEqual(["kitchen", "attic", "garden"]);
  }
  await tablet.getByRole("menuitemcheckbox", { name: "Unread first", checked: true }).click();
  await expect.poll(() => order(laptop, "Rooms")).toEqual(["attic", "garden", "kitchen"]);
});

test("what is not read is read room by room, with keys, and nothing of muted rooms", async () => {
  await choose(laptop, "attic", "Mute");
  await say("attic", "Hammering");
  await say("garden", "The **roses** are out");
  await say("kitchen", "Soup is ready");
  const views = laptop.getByRole("navigation", { name: "Overview" });
  await views.getByRole("link", { name: "Unreads 2" }).click();
  const main = laptop.getByRole("main");
  await main.getByText("Soup is ready").waitFor();
  await main.getByText("The roses are out").waitFor();
  expect(await main.getByText("Hammering").count()).toBe(0);
  // What comes while it is open is in it at once.
  await say("kitchen", "And bread");
  await main.getByText("And bread").waitFor();
  await main.getByRole("link", { name: /kitchen/ }).focus();
  await laptop.keyboard.press("ArrowDown");
  await laptop.keyboard.press("m");
  await main.getByText("Soup is ready").waitFor({ state: "detached" });
  await unreadOf(tablet, "kitchen").waitFor({ state: "detached" });
  const focused = () =>
    laptop.evaluate(() => document.activeElement?.closest("a, button")?.textContent ?? "");
  await expect.poll(focused).toContain("garden");
  await laptop.keyboard.press("ArrowDown");
  await laptop.keyboard.press("Enter");
  await laptop.waitForURL(`**/rooms/${ids.garden}/*`);
  await say("kitchen", "Cake");
  await tablet.goto("/unreads");
  await tablet.getByRole("button", { name: "Mark all as read" }).click();
  await tablet.getByText("All read", { exact: true }).waitFor();
  await views.getByRole("link", { name: "Unreads", exact: true }).waitFor();
});

test("many unread messages of a room come page by page", async () => {
  for (let number = 1; number <= 13; number += 1) await say("garden", `Note ${number}.`);
  await laptop.goto("/unreads");
  const main = laptop.getByRole("main");
  await main.getByText("Note 5.", { exact: true }).waitFor();
  expect(await main.getByText("Note 13.", { exact: true }).count()).toBe(0);
  await main.getByRole("button", { name: "Show more" }).click();
  await main.getByText("Note 13.", { exact: true }).waitFor();
  expect(await main.getByRole("button", { name: "Show more" }).count()).toBe(0);

  // What is written meanwhile comes to what was loaded, and many at once are asked for together.
  const asked: string[] = [];
  laptop.on("request", (request) => {
    if (/\/messages\?/.test(request.url())) asked.push(request.url());
  });
  const more = Array.from({ length: 6 }, (_, index) => `Note ${14 + index}.`);
  await Promise.all(more.map((body) => say("garden", body)));
  await main.getByText("Note 19.", { exact: true }).waitFor();
  expect(await main.getByText("Note 1.", { exact: true }).count()).toBe(1);
  // Two pages each time, and not for each of them.
  expect(asked.length).toBeLessThan(more.length);
});

test("on a phone, a finger that rests on a room opens its menu, and does not follow its link", async () => {
  const { page } = await visitAs(browser, server, name, { phone: true });
  await row(page, "garden").waitFor();
  await page.waitForLoadState("networkidle");
  const box = await row(page, "garden").boundingBox();
  const at = { x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) + 20 };
  const touch = await page.context().newCDPSession(page);
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  await page.getByRole("menuitem", { name: "Mute" }).waitFor();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.getByRole("menuitem", { name: "Mute" }).tap();
  await row(page, "garden").getByRole("img", { name: "Muted" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  await row(laptop, "garden").getByRole("img", { name: "Muted" }).waitFor();
});
