import type { Roost } from "@roost/sdk";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { acknowledged, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let freya: Roost;
let her: Page;
let him: Page;
let roomId: string;

setUpServerAndBrowser();
beforeAll(async () => {
  freya = await server.addPerson("freya", "Freya Lindqvist");
  const nils = await server.addPerson("nils", "Nils Holm");
  roomId = (await freya.api.createRoom({ name: "nest", kind: "public" })).id;
  await nils.api.joinRoom(roomId);
  her = (await visitAs(browser, server, "freya")).page;
  him = (await visitAs(browser, server, "nils")).page;
  await Promise.all([her.goto(`/rooms/${roomId}`), him.goto(`/rooms/${roomId}`)]);
});

let count = 0;
let text: string;
beforeEach(async () => {
  count += 1;
  text = `Shall we fly south? (${count})`;
  await send(her, text);
  await acknowledged(her, text);
  await acknowledged(him, text);
});

const row = (page: Page) => messages(page, text);
const chip = (page: Page, name: RegExp) => row(page).getByRole("button", { name });
const picker = (page: Page) => page.getByRole("dialog", { name: "Emoji" });

async function pick(page: Page, word: string, name: string) {
  await row(page).hover();
  await row(page).getByRole("toolbar").getByRole("button", { name: "React" }).click();
  await page.keyboard.type(word);
  await picker(page).getByRole("button", { name, exact: true }).click();
}

test("two people react; each sees the other's at once, and who it was", async () => {
  await pick(him, "tada", "party popper");
  await chip(him, /🎉, one person/).waitFor();
  await chip(her, /🎉, one person/).click();
  await chip(him, /🎉, 2 people/).waitFor();
  expect(await chip(her, /🎉/).getAttribute("aria-pressed")).toBe("true");
  await chip(him, /🎉/).hover();
  const tooltip = row(him).getByRole("tooltip");
  await tooltip.waitFor();
  expect(await tooltip.textContent()).toMatch(/You.*Freya Lindqvist.* reacted with .*🎉/);
  await chip(her, /🎉/).click();
  await chip(him, /🎉, one person/).waitFor();
  await chip(him, /🎉/).click();
  await expect.poll(() => chip(her, /🎉/).count()).toBe(0);
});

test("reactions are there after a reload, and go with the message", async () => {
  await pick(her, "rocket", "rocket");
  await chip(him, /🚀/).waitFor();
  await him.reload();
  await chip(him, /🚀, one person/).waitFor();
  expect(await chip(him, /🚀/).getAttribute("aria-pressed")).toBe("false");
  const { messages: stored } = await freya.api.messages(roomId);
  await freya.api.deleteMessage(stored.at(-1)?.id ?? "");
  await expect.poll(() => him.getByRole("button", { name: /🚀/ }).count()).toBe(0);
});

test("by keyboard alone: r on the message opens the emoji, and the focus comes back", async () => {
  await row(her).focus();
  await her.keyboard.press("r");
  await her.keyboard.type("thumbsup");
  await picker(her).getByRole("button", { name: "thumbs up", exact: true }).waitFor();
  await her.keyboard.press("Enter");
  await chip(him, /👍, one person/).waitFor();
  await expect
    .poll(() => row(her).evaluate((one) => one.contains(document.activeElement)))
    .toBe(true);
});

test("a reaction shows before the server knows, and is undone where it cannot be reached", async () => {
  await pick(him, "eyes", "eyes");
  await chip(her, /👀/).waitFor();
  const held = Promise.withResolvers<void>();
  await her.route("**/reactions/**", async (route) => {
    await held.promise;
    await route.abort();
  });
  await chip(her, /👀/).click();
  await chip(her, /👀, 2 people/).waitFor();
  held.resolve();
  await her.getByText(/Your reaction was not saved/).waitFor();
  await chip(her, /👀, one person/).waitFor();
  expect(await chip(her, /👀/).getAttribute("aria-pressed")).toBe("false");
  await her.unroute("**/reactions/**");
});

test("on a phone, a long press offers a few emoji", async () => {
  const { page: phone } = await visitAs(browser, server, "nils", { phone: true });
  await phone.goto(`/rooms/${roomId}`);
  await row(phone).waitFor();
  await row(phone).dispatchEvent("pointerdown", { pointerType: "touch", clientX: 60, clientY: 60 });
  await phone.getByRole("button", { name: /React with .*👍/ }).click();
  await chip(her, /👍, one person/).waitFor();
  await phone.close();
});
