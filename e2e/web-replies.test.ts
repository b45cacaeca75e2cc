import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let freya: Roost;
let her: Page;
let network: Awaited<ReturnType<typeof networkOf>>;
let him: Page;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  const nils = await server.addPerson("nils", "Nils Holm");
  roomId = (await freya.api.createRoom({ name: "nest", kind: "public" })).id;
  await nils.api.joinRoom(roomId);
  const hers = await visitAs(browser, server, "freya");
  her = hers.page;
  network = await networkOf(hers.context);
  him = (await visitAs(browser, server, "nils")).page;
  await Promise.all([her.goto(`/rooms/${roomId}`), him.goto(`/rooms/${roomId}`)]);
});

let count = 0;
let question: string;
let answer: string;
beforeEach(async () => {
  count += 1;
  question = `Shall we fly south? (${count})`;
  answer = `Rather north (${count})`;
  await send(her, question);
  await acknowledged(her, question);
  await acknowledged(him, question);
});

const asked = (page: Page) => messages(page, question).filter({ hasNotText: "Rather north" });
const quoted = (page: Page) => messages(page, answer).getByRole("link", { name: /^Reply to/ });
const bar = (page: Page) => page.getByText(/^Replying to/);
const stored = async () => {
  const { messages: rows } = await freya.api.messages(roomId, { limit: 200 });
  const number = rows.find(({ body }) => body === question)?.number ?? 0;
  return { number, id: `${roomId}.${number}`, reply: rows.find(({ body }) => body === answer) };
};

async function startReply(page: Page) {
  await asked(page).hover();
  await asked(page)
    .getByRole("toolbar")
    .getByRole("button", { name: "Reply", exact: true })
    .click();
  await bar(page).waitFor();
}

test("two people: a reply shows whom and what it answers, and follows an edit and a deletion", async () => {
  await startReply(him);
  expect(await bar(him).textContent()).toMatch(/Freya Lindqvist/);
  await him.keyboard.type(answer);
  await him.keyboard.press("Enter");
  await expect.poll(() => bar(him).count()).toBe(0);
  const name = (who: string, text: string) => `Reply to ${who}: ${text}`;
  await expect
    .poll(() => quoted(him).getAttribute("aria-label"))
    .toBe(name("Freya Lindqvist", question));
  await expect.poll(() => quoted(her).getAttribute("aria-label")).toBe(name("you", question));
  const { id, number, reply } = await stored();
  expect(reply?.replyTo).toBe(number);
  await freya.api.editMessage(id, "Shall we stay?");
  await expect.poll(() => quoted(him).textContent()).toMatch(/Shall we stay\?/);
  await freya.api.deleteMessage(id);
  await expect.poll(() => quoted(him).textContent()).toMatch(/Message deleted/);
  await him.reload();
  await expect.poll(() => quoted(him).textContent()).toMatch(/Message deleted/);
});

test("the quoted line leads to a message that is not loaded, and follows it all the same", async () => {
  const { id, number } = await stored();
  for (let index = 0; index < 120; index += 1) {
    await freya.sent(freya.send(roomId, `Something else ${count} ${index}`));
  }
  await freya.sent(freya.send(roomId, answer, { replyTo: number }));
  await him.goto(`/rooms/${roomId}`);
  await quoted(him).waitFor();
  expect(await asked(him).count()).toBe(0);
  await freya.api.editMessage(id, `${question} Or not?`);
  await expect.poll(() => quoted(him).textContent()).toMatch(/Or not\?/);
  await quoted(him).click();
  await asked(him).waitFor();
  await expect.poll(() => him.url()).toMatch(new RegExp(`/${number}$`));
  await him.goto(`/rooms/${roomId}`);
});

test("by keyboard: q replies, Escape does not; the draft keeps it over a reload and another room", async () => {
  await asked(him).focus();
  await him.keyboard.press("q");
  await bar(him).waitFor();
  expect(await composer(him).evaluate((field) => field === document.activeElement)).toBe(true);
  await him.keyboard.press("Escape");
  await expect.poll(() => bar(him).count()).toBe(0);
  await asked(him).focus();
  await him.keyboard.press("q");
  await him.keyboard.type(answer);
  await him.reload();
  await bar(him).waitFor();
  await expect.poll(() => bar(him).textContent()).toMatch(/Freya Lindqvist/);
  await him.getByRole("link", { name: "general" }).click();
  await him.getByRole("textbox", { name: "Message general" }).waitFor();
  expect(await bar(him).count()).toBe(0);
  await him.goto(`/rooms/${roomId}`);
  await bar(him).waitFor();
  await composer(him).press("Enter");
  await quoted(her).waitFor();
  expect((await stored()).reply?.replyTo).toBe((await stored()).number);
});

test("a reply that is written while cut off says what it answers, and is sent with it later", async () => {
  await network.cut();
  await her.getByText("Reconnecting…").waitFor();
  await startReply(her);
  expect(await bar(her).textContent()).toBe("Replying to your message");
  await her.keyboard.type(answer);
  await her.keyboard.press("Enter");
  await messages(her, answer).getByLabel("Sending").waitFor();
  await expect.poll(() => quoted(her).textContent()).toMatch(/Shall we fly south/);
  await network.restore();
  await quoted(him).waitFor();
  await acknowledged(her, answer);
  await expect.poll(() => quoted(her).textContent()).toMatch(/Shall we fly south/);
  expect((await stored()).reply?.replyTo).toBe((await stored()).number);
});
