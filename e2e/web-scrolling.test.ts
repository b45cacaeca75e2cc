import type { Roost } from "@roost/sdk";
import type { Page, Route } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { composer, messages, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

/** Several pages, of messages that differ in height. */
const count = 260;

let writer: Roost;
let roomId: string;
let page: Page;

setUpServerAndBrowser();
beforeAll(async () => {
  writer = await server.addPerson("freya", "Freya Lindqvist");
  await server.addPerson("luca", "Luca Moretti");
  roomId = (await writer.api.createRoom({ name: "quay", kind: "public" })).id;
  const bodies = Array.from({ length: count }, (_, index) => bodyOf(index));
  await Promise.all(bodies.map((body) => writer.sent(writer.send(roomId, body))));
});

beforeEach(() => enter());

/** @param userAgent Of another browser than that which it is. */
async function enter(userAgent?: string) {
  await page?.context().close();
  const path = `/rooms/${roomId}`;
  const context = userAgent && (await browser.newContext({ baseURL: server.url, userAgent }));
  const opened = await visitAs(browser, server, "luca", { path, ...(context && { context }) });
  page = opened.page;
  const join = page.getByRole("button", { name: "Join room" });
  await join.or(composer(page)).first().waitFor();
  if (await join.isVisible()) await join.click();
  await messages(page).last().waitFor();
  await standsStill();
}

function bodyOf(index: number): string {
  if (index % 11 === 0) return `message ${index}.\n\n\`\`\`\n${"line\n".repeat(index % 7)}\`\`\``;
  return `message ${index}. ${"Terns over the quay. ".repeat(index % 9)}`;
}

const log = () => page.getByRole("log");
const scrollTop = () => log().evaluate((element) => element.scrollTop);
const distanceToEnd = () =>
  log().evaluate(
    ({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop,
  );

/** Where a message is on the screen, from the top of the list. */
const topOf = (number: number) =>
  page.locator(`[data-number="${number}"]`).evaluate((row) => {
    const list = row.closest("[role=log]");
    return row.getBoundingClientRect().top - (list?.getBoundingClientRect().top ?? 0);
  });

/**
 * Looks at a message in every frame from now on, as it is painted: an intersection observer is told
 * after all else that a frame does. Returns a function that ends that and tells how far the message
 * was ever from its place, in pixels.
 */
async function watchMoves(number: number): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle((selector) => {
    const row = document.querySelector(selector) as Element;
    const state = { on: true, tops: [] as number[] };
    const observer = new IntersectionObserver((entries) => {
      // Whoever is taken out of the list has no place at all.
      for (const { boundingClientRect: box } of entries) {
        state.tops.push(row.isConnected ? box.top : Number.NaN);
      }
    });
    return new Promise<typeof state>((resolve) => {
      function look() {
        if (state.tops.length > 0) resolve(state);
        // Whoever is observed anew is told of in this frame.
        observer.disconnect();
        if (!state.on) return;
        observer.observe(row);
        requestAnimationFrame(look);
      }
      requestAnimationFrame(look);
    });
  }, `[data-number="${number}"]`);
  return () =>
    watch.evaluate((state) => {
      state.on = false;
      return Math.max(...state.tops.map((top) => Math.abs(top - (state.tops[0] as number))));
    });
}

/** Turns the wheel over a list that can move that way, and waits until it stands still. */
async function wheel(deltaY: number) {
  await log().hover();
  const turned = await log().evaluateHandle((element, deltaY) => {
    const start = element.scrollTop;
    const ended = new Promise<void>((resolve) => {
      element.addEventListener("scrollend", function look() {
        // Another movement may have ended just now.
        if ((element.scrollTop - start) * deltaY <= 0) return;
        element.removeEventListener("scrollend", look);
        resolve();
      });
    });
    return { ended };
  }, deltaY);
  await page.mouse.wheel(0, deltaY);
  await turned.evaluate(({ ended }) => ended);
  await standsStill();
}

/** Waits until a movement of the list is over: nothing is under the pointer until then. */
async function standsStill() {
  await log().evaluate(
    (element) =>
      new Promise<void>((resolve) => {
        let last = Number.NaN;
        let same = 0;
        function look() {
          const moving = element.querySelector("[style*=pointer-events]") !== null;
          same = element.scrollTop === last && !moving ? same + 1 : 0;
          last = element.scrollTop;
          if (same >= 5) resolve();
          else requestAnimationFrame(look);
        }
        look();
      }),
  );
}

/** The number of a message in the upper half of the screen. */
const numberOnScreen = () =>
  log().evaluate((element) => {
    const box = element.getBoundingClientRect();
    const rows = [...element.querySelectorAll<HTMLElement>("[data-number]")];
    const row = rows.find((each) => each.getBoundingClientRect().top > box.top + 60);
    return Number(row?.dataset.number);
  });

test("the newest message is at the end of the screen", async () => {
  expect(await messages(page, `message ${count - 1}.`).isVisible()).toBe(true);
  expect(await distanceToEnd()).toBeLessThan(2);
  expect(await messages(page).count()).toBeLessThan(60);
});

const olderPage = /messages\?.*before=/;

/** Has each older page wait. Returns how to let the one come that is asked for. */
async function holdOlderPages(): Promise<() => Promise<void>> {
  const held: Route[] = [];
  await page.route(olderPage, (route) => void held.push(route));
  return async () => {
    await expect.poll(() => held.length).toBe(1);
    await held.shift()?.continue();
  };
}

/** Turns the wheel upwards. Tells whether an older page is asked for then. */
async function wheelUp(): Promise<boolean> {
  await wheel(-1_200);
  return (await log().getAttribute("aria-busy")) === "true";
}

/** Lets the older page come, and tells how far that moved what is on the screen. */
async function largestMoveOf(release: () => Promise<void>): Promise<number> {
  const largestMove = await watchMoves(await numberOnScreen());
  await release();
  await expect.poll(() => log().getAttribute("aria-busy")).toBe("false");
  await standsStill();
  return largestMove();
}

test("older pages come in above without moving what is on the screen, up to the beginning", async () => {
  const release = await holdOlderPages();
  let pages = 0;
  for (let turn = 0; turn < 40 && !(await beginning().isVisible()); turn++) {
    if (!(await wheelUp())) continue;
    expect(await largestMoveOf(release)).toBeLessThanOrEqual(1);
    pages += 1;
  }
  await beginning().waitFor();
  expect(pages).toBeGreaterThanOrEqual(4);
  await messages(page, "message 0.").waitFor();
});

test("a message further down that grows while an older page comes in moves nothing", async () => {
  const release = await holdOlderPages();
  while (!(await wheelUp()));
  await log().evaluate((list) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      const newest = [...list.querySelectorAll<HTMLElement>("[data-number]")].at(-1);
      if (newest) newest.style.paddingBottom = "80px";
    });
    observer.observe(list, { attributeFilter: ["aria-busy"] });
  });
  const newest = messages(page).last();
  const height = () => newest.evaluate((row) => row.clientHeight);
  const before = await height();
  expect(await largestMoveOf(release)).toBeLessThanOrEqual(1);
  expect(await height()).toBeGreaterThan(before + 70);
});

test("on iOS, a message further up that grows after that, under the finger, moves nothing", async () => {
  await enter("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15");
  const release = await holdOlderPages();
  while (!(await wheelUp()));
  // While a finger moves it, the list does not scroll by itself there, and draws its rows elsewhere.
  await log().dispatchEvent("touchstart");
  await wheel(-40);
  const largestMove = await watchMoves(await numberOnScreen());
  const before = await distanceToEnd();
  await release();
  await expect.poll(distanceToEnd).toBeGreaterThan(before + 500);
  await standsStill();
  const grown = await log().evaluate((list) => {
    const { top } = list.getBoundingClientRect();
    const rows = [...list.querySelectorAll<HTMLElement>("[data-number]")];
    const above = rows.findLast((row) => row.getBoundingClientRect().bottom <= top);
    above?.style.setProperty("padding-bottom", "80px");
    return above !== undefined;
  });
  expect(grown).toBe(true);
  await standsStill();
  expect(await largestMove()).toBeLessThanOrEqual(1);
  // The reader is far from the top of what came, although the list has not scrolled.
  expect(await log().getAttribute("aria-busy")).toBe("false");
});

const beginning = () => page.getByText("This is where the room begins.");

test("what arrives keeps the end on the screen, but not for somebody who reads above", async () => {
  await writer.sent(writer.send(roomId, `Pinned. ${"Long enough for lines. ".repeat(40)}`));
  await messages(page, "Pinned.").waitFor();
  await standsStill();
  expect(await distanceToEnd()).toBeLessThan(2);

  await wheel(-900);
  const place = await scrollTop();
  await writer.sent(writer.send(roomId, "While you read above"));
  await page.getByRole("button", { name: "1 new" }).waitFor();
  await standsStill();
  expect(Math.abs((await scrollTop()) - place)).toBeLessThanOrEqual(1);

  await page.getByRole("button", { name: "1 new" }).click();
  await messages(page, "While you read above").waitFor();
  await standsStill();
  expect(await distanceToEnd()).toBeLessThan(2);
  await page.getByRole("button", { name: /new|Latest/ }).waitFor({ state: "detached" });
});

test("who writes is brought to the end, and who edits to the message", async () => {
  await composer(page).fill("mine, to be edited");
  await composer(page).press("Enter");
  await messages(page, "mine, to be edited").waitFor();
  for (let index = 0; index < 25; index++) writer.send(roomId, `after mine ${index}.`);
  await messages(page, "after mine 24.").waitFor();
  await wheel(-2_000);
  expect(await distanceToEnd()).toBeGreaterThan(500);
  await composer(page).fill("from further up");
  await composer(page).press("Enter");
  await messages(page, "from further up").waitFor();
  await expect.poll(distanceToEnd).toBeLessThan(2);

  for (let index = 0; index < 25; index++) writer.send(roomId, `after that ${index}.`);
  await messages(page, "after that 24.").waitFor();
  await composer(page).press("ArrowUp");
  const edit = page.getByRole("textbox", { name: "Edit message" });
  await edit.waitFor();
  await standsStill();
  await expect(edit.inputValue()).resolves.toBe("from further up");
  const box = await edit.boundingBox();
  const list = await log().boundingBox();
  expect(box?.y).toBeGreaterThan(list?.y ?? 0);
  expect(box?.y).toBeLessThan((list?.y ?? 0) + (list?.height ?? 0));
  await edit.press("Escape");
});

test("who turns the wheel in the frame in which messages come stays where they went", async () => {
  await log().evaluate((list) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      list.dispatchEvent(new WheelEvent("wheel", { deltaY: -400, bubbles: true }));
      list.scrollBy({ top: -400, behavior: "instant" });
    });
    observer.observe(list, { childList: true, subtree: true });
  });
  await writer.sent(writer.send(roomId, `In that frame. ${"Long enough for lines. ".repeat(40)}`));
  await page.getByRole("button", { name: "1 new" }).waitFor();
  await standsStill();
  expect(await distanceToEnd()).toBeGreaterThan(350);
});

test("a composer that grows does not cover the newest message", async () => {
  const last = await log().evaluate((element) => element.clientHeight);
  await composer(page).fill("line\n".repeat(12));
  await expect
    .poll(() => log().evaluate((element) => element.clientHeight))
    .toBeLessThan(last - 100);
  await standsStill();
  expect(await distanceToEnd()).toBeLessThan(2);
  const height = await composer(page).evaluate((field) => field.clientHeight);
  await composer(page).fill("line\n".repeat(200));
  const tallest = await composer(page).evaluate((field) => field.clientHeight);
  expect(tallest).toBeGreaterThan(height);
  expect(tallest).toBeLessThanOrEqual(800 * 0.4 + 1);
  await composer(page).fill("");
});

test("a link to an old message leads there, and shows it", async () => {
  const target = 30;
  await page.goto(`/rooms/${roomId}/${target}`);
  const row = page.locator(`[data-number="${target}"]`);
  await row.waitFor();
  await expect
    .poll(async () => {
      const top = await topOf(target);
      const height = await log().evaluate((element) => element.clientHeight);
      return top > 0 && top < height;
    })
    .toBe(true);
  await page.getByRole("button", { name: "Latest" }).click();
  await expect.poll(distanceToEnd).toBeLessThan(2);
});

test("new messages above the screen can be jumped to", async () => {
  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  for (let index = 0; index < 60; index++) writer.send(roomId, `unread ${index}.`);
  await page.getByRole("link", { name: /quay/ }).getByText("60 unread").waitFor();
  await page.getByRole("link", { name: /quay/ }).click();
  await page.getByRole("button", { name: "60 new messages" }).click();
  await page.getByText("New messages", { exact: true }).waitFor();
  await messages(page, "unread 0.").waitFor();
  await page.getByRole("button", { name: "60 new messages" }).waitFor({ state: "detached" });
});
