import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { acknowledged, composer, messages, visitAs } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let freya: Roost;
let nils: Roost;
let her: Page;
let herNetwork: Awaited<ReturnType<typeof networkOf>>;
let him: Page;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  nils = await server.addPerson("nils", "Nils Holm");
  const hers = await visitAs(browser, server, "freya");
  her = hers.page;
  herNetwork = await networkOf(hers.context);
  him = (await visitAs(browser, server, "nils")).page;
});

let question: string;
let root: number;
let count = 0;
beforeEach(async () => {
  count += 1;
  question = `Shall we fly south? (${count})`;
  roomId = (await freya.api.createRoom({ name: `nest ${count}`, kind: "public" })).id;
  await nils.api.joinRoom(roomId);
  root = (await freya.sent(freya.send(roomId, question))).number;
  await Promise.all([her.goto(`/rooms/${roomId}`), him.goto(`/rooms/${roomId}`)]);
  await acknowledged(her, question);
  await acknowledged(him, question);
});

const panel = (page: Page) => page.getByRole("complementary", { name: "Thread" });
const inThread = (page: Page, text: string) =>
  panel(page).getByRole("article").filter({ hasText: text });
const inRoom = (page: Page, text: string) =>
  page
    .getByRole("log", { name: /^Messages/ })
    .getByRole("article")
    .filter({ hasText: text });
const field = (page: Page) => panel(page).getByRole("textbox", { name: "Reply in the thread" });
const line = (page: Page) => messages(page, question).locator("[data-thread]");
const threadsLink = (page: Page) => page.getByRole("link", { name: /^Threads/ });

async function openThread(page: Page) {
  await inRoom(page, question).hover();
  await inRoom(page, question).getByRole("button", { name: "Reply in thread" }).click();
  await field(page).waitFor();
}

async function answer(page: Page, text: string) {
  await field(page).fill(text);
  await field(page).press("Enter");
  await inThread(page, text).and(page.locator("[data-number]")).waitFor();
}

test("THR-1, THR-3: two people: answers stand in the thread beside the room, and their number at its root", async () => {
  await openThread(him);
  await answer(him, "Rather north");
  await expect.poll(() => line(her).textContent()).toMatch(/1 reply/);
  expect(await inRoom(her, "Rather north").count()).toBe(0);
  await line(her).click();
  await inThread(her, "Rather north").waitFor();
  expect(await inThread(her, question).count()).toBe(1);
  await answer(her, "North is cold");
  await inThread(him, "North is cold").waitFor();
  await expect.poll(() => line(him).textContent()).toMatch(/2 replies/);
  await her.reload();
  await inThread(her, "North is cold").waitFor();
  await expect.poll(() => line(her).textContent()).toMatch(/2 replies/);
  // Escape leads back into the room.
  await field(her).press("Escape");
  await her.keyboard.press("Escape");
  await expect.poll(() => panel(her).count()).toBe(0);
});

test("an answer that is also sent to the room stands there, too, and leads to its thread", async () => {
  await openThread(him);
  await panel(him)
    .getByRole("checkbox", { name: /^Also send to/ })
    .check();
  await answer(him, "Everybody should see this");
  await inRoom(her, "Everybody should see this").waitFor();
  const lead = inRoom(her, "Everybody should see this").getByRole("button", {
    name: /^Replied in a thread/,
  });
  expect(await lead.textContent()).toMatch(/Shall we fly south/);
  expect(await panel(him).getByRole("checkbox").isChecked()).toBe(false);
  await lead.click();
  await inThread(her, "Everybody should see this").waitFor();
});

test("THR-6, THR-7: whoever was answered follows the thread: it is counted, listed, and read once it was shown", async () => {
  // What an earlier test may have left.
  for (const id of freya.threads.mine.get().keys()) await freya.api.markThreadRead(id, 1_000);
  await her.goto("/");
  expect(await threadsLink(her).textContent()).toBe("Threads");
  await nils.sent(nils.send(roomId, "Rather north", { threadNumber: root }));
  await expect.poll(() => threadsLink(her).textContent()).toBe("Threads1");
  // Also for a page that begins now.
  await her.reload();
  await expect.poll(() => threadsLink(her).textContent()).toBe("Threads1");
  await threadsLink(her).click();
  const entry = her.getByRole("main").getByRole("link", { name: /Rather north/ });
  await entry.waitFor();
  expect(await entry.textContent()).toMatch(/New/);
  await entry.click();
  await inThread(her, "Rather north").waitFor();
  await expect.poll(() => threadsLink(her).textContent()).toBe("Threads");
  const read = () => freya.threads.mine.get().get(`${roomId}.${root}`)?.value?.read;
  await expect.poll(read).toBe(root + 1);
  // Who stops following is not told of more.
  await panel(her).getByRole("button", { name: "Following" }).click();
  await panel(her).getByRole("button", { name: "Follow", exact: true }).waitFor();
  await her.goto("/");
  const last = await nils.sent(nils.send(roomId, "Once more", { threadNumber: root }));
  const known = () => freya.threads.of(roomId).get().get(root)?.lastNumber;
  await expect.poll(known).toBe(last.number);
  expect(await threadsLink(her).textContent()).toBe("Threads");
});

test("marking everything as read marks threads, too", async () => {
  await her.goto("/");
  await nils.sent(nils.send(roomId, "Rather north", { threadNumber: root }));
  await nils.sent(nils.send(roomId, "And soon"));
  await expect.poll(() => threadsLink(her).textContent()).toBe("Threads1");
  await her.keyboard.press("Shift+Escape");
  await her.getByText("Everything is marked as read").waitFor();
  await expect.poll(() => threadsLink(her).textContent()).toBe("Threads");
  const read = () => freya.threads.mine.get().get(`${roomId}.${root}`)?.value?.read;
  await expect.poll(read).toBe(root + 1);
  await expect
    .poll(async () => (await freya.api.rooms()).rooms.find(({ id }) => id === roomId)?.unread)
    .toBe(0);
});

test("a link to an answer opens the thread at it, among many", async () => {
  const numbers: number[] = [];
  for (let index = 0; index < 70; index += 1) {
    const sent = nils.send(roomId, `Answer ${index}.`, { threadNumber: root });
    numbers.push((await nils.sent(sent)).number);
  }
  await her.goto(`/rooms/${roomId}/${numbers[20]}`);
  await inThread(her, "Answer 20.").waitFor();
  await expect.poll(() => new URL(her.url()).search).toBe(`?panel=thread.${root}.${numbers[20]}`);
  // The room shows no answers, and all else of it.
  expect(await inRoom(her, "Answer").count()).toBe(0);
  await expect.poll(() => inRoom(her, question).count()).toBe(1);
});

test("what is written into a thread without a connection is sent once it is back, also over a reload", async () => {
  await openThread(her);
  await herNetwork.cut();
  await field(her).fill("From the cellar");
  await field(her).press("Enter");
  await inThread(her, "From the cellar").waitFor();
  await field(her).fill("Half a thought");
  await herNetwork.restore();
  await her.reload();
  await inThread(her, "From the cellar").and(her.locator("[data-number]")).waitFor();
  expect(await field(her).inputValue()).toBe("Half a thought");
  expect(await composer(her).inputValue()).toBe("");
  await expect.poll(() => line(him).textContent()).toMatch(/1 reply/);
});

test("by the keyboard alone: T opens the thread of the message that has the focus", async () => {
  await composer(him).focus();
  await him.keyboard.press("Shift+Tab");
  await expect
    .poll(() => inRoom(him, question).evaluate((row) => row === document.activeElement))
    .toBe(true);
  await him.keyboard.press("t");
  await field(him).waitFor();
  await expect.poll(() => field(him).evaluate((one) => one === document.activeElement)).toBe(true);
  await him.keyboard.type("By hand");
  await him.keyboard.press("Enter");
  await inThread(him, "By hand").and(him.locator("[data-number]")).waitFor();
});

test("on a phone the thread is a page, and back leads to the room", async () => {
  const { page } = await visitAs(browser, server, "nils", { phone: true });
  await page.goto(`/rooms/${roomId}`);
  await nils.sent(nils.send(roomId, "Rather north", { threadNumber: root }));
  await line(page).click();
  await inThread(page, "Rather north").waitFor();
  const box = await panel(page).boundingBox();
  expect(box?.width).toBe(390);
  await page.goBack();
  await expect.poll(() => panel(page).count()).toBe(0);
  await composer(page).fill("Back in the room");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await acknowledged(page, "Back in the room");
});
