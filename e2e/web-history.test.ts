import { createTestDatabase, type TestDatabase } from "@roost/server/testing/test-database.ts";
import { launchBrowser } from "@roost/stage/browser.ts";
import { openSeed, type Seed } from "@roost/stage/seed.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composer, messages, send, visitAs } from "./browser.ts";
import { startTestServer, type TestServer } from "./server.ts";

const COUNT = 100_000;

let database: TestDatabase;
let server: TestServer;
let seed: Seed;
let browser: Browser;
let page: Page;
let roomId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  [server, browser] = await Promise.all([
    startTestServer({ DATABASE_URL: database.url }),
    launchBrowser(),
  ]);
  const me = await server.addPerson("freya", "Freya Lindqvist");
  const him = await server.addPerson("nils", "Nils Holm");
  const [myId, hisId] = [me, him].map((person) => person.me.get()?.id ?? "") as [string, string];
  seed = await openSeed(database.url);
  roomId = await seed.addRoom("archive", [myId, hisId]);
  await seed.addMessages(roomId, hisId, COUNT, new Date("2026-01-01T00:00:00Z"));
  await seed.query("UPDATE members SET read_number = $2 WHERE room_id = $1", [roomId, COUNT]);
  page = (await visitAs(browser, server, "freya")).page;
});

afterAll(async () => {
  await browser?.close();
  await seed?.close();
  await server?.close();
  await database?.drop();
});

/** How often pages of messages were asked for. */
function countPages(): () => number {
  let count = 0;
  page.on("request", (request) => {
    if (request.url().includes(`${roomId}/messages`)) count += 1;
  });
  return () => count;
}

const log = () => page.getByRole("log");
const row = (number: number) => log().locator(`[data-number="${number}"]`);
/** The numbers of the messages on the screen. */
const drawn = () =>
  log().evaluate((list) => {
    const { top, bottom } = list.getBoundingClientRect();
    return [...list.querySelectorAll<HTMLElement>("[data-number]")]
      .filter((row) => row.getBoundingClientRect().bottom > top)
      .filter((row) => row.getBoundingClientRect().top < bottom)
      .map((row) => Number(row.dataset.number));
  });
const latest = () => page.getByRole("button", { name: "Latest" });

test("a link leads to a message among 100,000 at once, and back to the newest", async () => {
  const pages = countPages();
  await page.goto(`/rooms/${roomId}/50000`);
  await expect.poll(() => row(50_000).count()).toBe(1);
  await expect.poll(() => log().getAttribute("aria-busy")).toBe("false");
  // One around it; the ends of that are near enough to ask for the next ones.
  expect(pages()).toBeLessThanOrEqual(3);
  await latest().click();
  await expect.poll(() => row(COUNT).count()).toBe(1);
  expect(await latest().count()).toBe(0);
});

test("from there people read on in both directions, and stay where they are", async () => {
  await page.goto(`/rooms/${roomId}/50000`);
  await expect.poll(() => row(50_000).count()).toBe(1);
  const scrollTo = (isThere: (drawn: number[]) => boolean, deltaY: number) =>
    expect
      .poll(
        async () => {
          await page.mouse.wheel(0, deltaY);
          return isThere(await drawn());
        },
        { timeout: 30_000, interval: 50 },
      )
      .toBe(true);
  await log().hover();
  await scrollTo((numbers) => Math.max(...numbers) > 50_200, 600);
  await scrollTo((numbers) => Math.min(...numbers) < 49_800, -600);
  const numbers = await drawn();
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  expect(await latest().count()).toBe(1);
});

test("a page that could not be had keeps nobody from the newest", async () => {
  await page.goto(`/rooms/${roomId}/50000`);
  await expect.poll(() => row(50_000).count()).toBe(1);
  await expect.poll(() => log().getAttribute("aria-busy")).toBe("false");
  await page.route("**/messages?before=*", (route) => route.abort());
  await log().hover();
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, -600);
        return page.getByRole("alert").count();
      },
      { timeout: 30_000, interval: 50 },
    )
    .toBe(1);
  await page.unroute("**/messages?before=*");
  await latest().click();
  await expect.poll(() => row(COUNT).count()).toBe(1);
});

test("who writes among old messages is brought to the end", async () => {
  await page.goto(`/rooms/${roomId}/1`);
  await expect.poll(() => row(1).count()).toBe(1);
  await send(page, "back again");
  await expect.poll(() => messages(page, "back again").count()).toBe(1);
  expect(await row(COUNT).count()).toBe(1);
});

test("a day is jumped to from the menu of the room, and a day behind the last one leads to the newest", async () => {
  await page.goto(`/rooms/${roomId}`);
  await composer(page).waitFor();
  const dialog = page.getByRole("dialog", { name: "Jump to a date" });
  async function jumpTo(day: string) {
    await page.getByRole("button", { name: "More about this room" }).click();
    await page.getByRole("menuitem", { name: "Jump to a date" }).click();
    await dialog.getByLabel("Day").fill(day);
    await dialog.getByRole("button", { name: "Jump" }).click();
  }
  // One a minute, from the beginning of the year in UTC; the day is that of the reader.
  const minutes = await page.evaluate(
    () => (new Date("2026-02-02T00:00").getTime() - Date.parse("2026-01-01T00:00:00Z")) / 60_000,
  );
  const first = minutes + 1;
  await jumpTo("2026-02-02");
  await page.waitForURL(`**/rooms/${roomId}/${first}`);
  await expect.poll(drawn).toContain(first);
  const [room] = await seed.query<{ newest: number }>(
    `SELECT last_number AS newest FROM rooms WHERE id = '${roomId}'`,
  );
  await jumpTo("2027-01-01");
  await page.waitForURL(`**/rooms/${roomId}/${room?.newest}`);
  await expect.poll(drawn).toContain(room?.newest);
});
