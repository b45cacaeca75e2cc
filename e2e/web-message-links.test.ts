import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let writer: Roost;
let page: Page;

setUpServerAndBrowser();
beforeAll(async () => {
  writer = await server.addPerson("freya", "Freya Lindqvist");
  page = (await visitAs(browser, server, "freya")).page;
});

const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n}`).join("\n");
const short = (index: number) => `message ${index}`;
const code = (index: number) => `\`\`\`\n${lines(1 + (index % 25))}\n\`\`\``;
const prose = (index: number) => "Terns over the quay. ".repeat(1 + ((index * 37) % 60));

const mixes: [name: string, bodies: string[]][] = [
  [
    "short ones, and a long one at the end",
    [...Array.from({ length: 20 }, (_, n) => short(n)), lines(30)],
  ],
  ["a huge one first", [lines(150), ...Array.from({ length: 24 }, (_, n) => short(n))]],
  ["a huge one last", [...Array.from({ length: 24 }, (_, n) => short(n)), lines(150)]],
  ["few", [short(0), lines(12), short(2)]],
  ["blocks of code", Array.from({ length: 40 }, (_, n) => code(n))],
  ["emoji alone, and prose", Array.from({ length: 60 }, (_, n) => (n % 3 ? "🐦🐣" : prose(n)))],
  [
    "huge ones between many short ones",
    Array.from({ length: 160 }, (_, n) => (n % 20 ? short(n) : lines(60))),
  ],
  [
    "long ones above, short ones below",
    Array.from({ length: 160 }, (_, n) => (n < 90 ? prose(n) : short(n))),
  ],
];

/** Whether a message can be read: all of it, or its beginning when it is higher than the list. */
const isShown = (number: number) =>
  page.getByRole("log").evaluate((list, number) => {
    const row = list.querySelector(`[data-number="${number}"]`)?.getBoundingClientRect();
    const box = list.getBoundingClientRect();
    if (row === undefined || row.top < box.top - 1) return false;
    return row.bottom <= box.bottom + 1 || (row.height > box.height && row.top < box.top + 60);
  }, number);

/** The height of all rows as the scroll bar shows it, and after each of them was on the screen. */
const heights = () =>
  page.getByRole("log").evaluate(async (list) => {
    const shown = list.scrollHeight;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (list.scrollTop = 0; ; list.scrollTop += list.clientHeight) {
      await frame();
      await frame();
      if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) break;
    }
    return { shown, measured: list.scrollHeight };
  });

async function open(path: string) {
  await page.goto(path);
  await messages(page).first().waitFor();
}

test.each(mixes)("a link to a message leads to it: %s", async (name, bodies) => {
  const room = await writer.api.createRoom({ name, kind: "public" });
  for (const body of bodies) await writer.sent(writer.send(room.id, body));
  const { messages: stored } = await writer.api.messages(room.id, {});
  const newest = stored[stored.length - 1]?.number ?? 0;
  const oldest = newest - bodies.length + 1;
  const middle = Math.floor((oldest + newest) / 2);
  for (const target of [oldest, oldest + 1, middle, newest - 1, newest]) {
    await open(`/rooms/${room.id}/${target}`);
    await expect.poll(() => isShown(target)).toBe(true);
  }
  // From the end, the way to the oldest leaves all pages there.
  await open(`/rooms/${room.id}`);
  await page.evaluate((path) => history.pushState({}, "", path), `/rooms/${room.id}/${oldest}`);
  await expect.poll(() => isShown(oldest)).toBe(true);
  const { shown, measured } = await heights();
  expect(shown / measured).toBeGreaterThan(0.67);
  expect(shown / measured).toBeLessThan(1.5);
});

test("back and forward lead to the message of each address", async () => {
  const room = await writer.api.createRoom({ name: "paths", kind: "public" });
  for (let n = 0; n < 70; n++)
    await writer.sent(writer.send(room.id, n % 9 ? short(n) : lines(40)));
  await open(`/rooms/${room.id}/12`);
  await expect.poll(() => isShown(12)).toBe(true);
  await send(page, `See ${server.url}/rooms/${room.id}/40`);
  await messages(page, "See ").getByRole("link").click();
  await expect.poll(() => isShown(40)).toBe(true);
  await page.goBack();
  await expect.poll(() => isShown(12)).toBe(true);
  await page.goForward();
  await expect.poll(() => isShown(40)).toBe(true);
});

test("a link to the message of the open address leads there again", async () => {
  const room = await writer.api.createRoom({ name: "again", kind: "public" });
  for (let n = 0; n < 60; n++) await writer.sent(writer.send(room.id, short(n)));
  await open(`/rooms/${room.id}/12`);
  await expect.poll(() => isShown(12)).toBe(true);
  await send(page, `See ${server.url}/rooms/${room.id}/12`);
  await messages(page, "See ").getByRole("link").click();
  await expect.poll(() => isShown(12)).toBe(true);
});

test("a message keeps the focus of the keyboard when it is acknowledged", async () => {
  const room = await writer.api.createRoom({ name: "focus", kind: "public" });
  await page.goto(`/rooms/${room.id}`);
  await composer(page).waitFor();
  await page.context().setOffline(true);
  await send(page, "on its way");
  const row = messages(page, "on its way");
  await row.focus();
  await page.context().setOffline(false);
  await row.and(page.locator("[data-number]")).waitFor();
  expect(await row.evaluate((element) => element === document.activeElement)).toBe(true);
});
