import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

const fold = (page: Page) => page.getByRole("log").getByRole("button", { name: /you blocked/ });

async function fromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

async function confirmBlock(page: Page): Promise<void> {
  await page.getByRole("alertdialog").getByRole("button", { name: "Block", exact: true }).click();
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
}

test("BLK-3: a direct is closed from its menu for both, who are told why, and opened again", async () => {
  const ada = await server.addPerson("ada", "Ada Byron");
  await server.addPerson("bo", "Bo Lind");
  const { users } = await ada.api.users({ query: "bo" });
  const { room } = await ada.api.openDirect([users[0]?.id ?? ""]);
  await ada.sent(ada.send(room.id, "Hello Bo"));
  const path = `/rooms/${room.id}`;
  const { page: first } = await visitAs(browser, server, "ada", { path });
  const { page: bo } = await visitAs(browser, server, "bo", { path });
  await send(bo, "Hello Ada");
  await messages(first, "Hello Ada").waitFor();

  await fromMenu(first, "Block");
  await first.getByRole("heading", { name: "Block Bo Lind?" }).waitFor();
  await confirmBlock(first);
  await first.getByText("You have blocked Bo Lind.").waitFor();
  await bo.getByText("Ada Byron takes no messages from you.").waitFor();
  for (const page of [first, bo]) expect(await composer(page).count()).toBe(0);
  // What Bo wrote is folded for Ada alone.
  await fold(first).waitFor();
  expect(await messages(first, "Hello Ada").count()).toBe(0);
  await messages(bo, "Hello Bo").waitFor();
  expect(await fold(bo).count()).toBe(0);
  // Nor is anything done with messages but what reads them.
  await messages(bo, "Hello Ada").click({ button: "right" });
  await bo.getByRole("menuitem", { name: "Copy text" }).waitFor();
  expect(await bo.getByRole("menuitem", { name: "Edit" }).count()).toBe(0);
  await bo.keyboard.press("Escape");

  await first.getByRole("button", { name: "Unblock" }).click();
  await composer(first).waitFor();
  await composer(bo).waitFor();
  await messages(first, "Hello Ada").waitFor();
  await send(bo, "There you are");
  await messages(first, "There you are").waitFor();
});

test("BLK-5: what a blocked person writes in a room is folded wherever it would show, until it is opened", async () => {
  const cleo = await server.addPerson("cleo", "Cleo Marsh");
  const dan = await server.addPerson("dan", "Dan Okoro");
  const room = await cleo.api.createRoom({ name: "reeds", kind: "public" });
  await dan.api.joinRoom(room.id);
  const { page } = await visitAs(browser, server, "cleo", { path: `/rooms/${room.id}` });
  const secret = await dan.sent(dan.send(room.id, "First secret"));
  await dan.sent(dan.send(room.id, "Second secret"));
  await messages(page, "Second secret").waitFor();
  await page.getByRole("button", { name: "Dan Okoro" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Block", exact: true }).click();
  await confirmBlock(page);

  await expect.poll(() => fold(page).count()).toBe(1);
  await fold(page).getByText("2 messages from people you blocked").waitFor();
  await cleo.sent(cleo.send(room.id, "An answer", { replyTo: secret.number }));
  const answer = messages(page, "An answer");
  await answer.getByText("Message from somebody you blocked").waitFor();
  await dan.sent(dan.send(room.id, "@cleo third secret"));
  const link = page.getByRole("link", { name: /reeds/ });
  await link.getByText("From somebody you blocked").waitFor();
  await expect.poll(() => fold(page).count()).toBe(2);
  // Nowhere in the page: not in what is read out, nor in the list of rooms, nor as a title.
  expect((await page.content()).includes("secret")).toBe(false);
  await page.goto("/mentions");
  await page.getByText("Message from somebody you blocked").first().waitFor();
  expect((await page.content()).includes("secret")).toBe(false);
  const other = await cleo.api.createRoom({ name: "sedge", kind: "public" });
  await dan.api.joinRoom(other.id);
  await dan.sent(dan.send(other.id, "A secret elsewhere"));
  await page.goto("/unreads");
  const elsewhere = page.getByRole("region", { name: "sedge" });
  await elsewhere.getByText("Message from somebody you blocked").waitFor();
  expect((await page.content()).includes("secret")).toBe(false);
  await elsewhere.getByText("Message from somebody you blocked").click();
  await elsewhere.getByText("A secret elsewhere").waitFor();
  await page.goto(`/rooms/${room.id}`);

  // By keys: the fold is a row of the list, once that is there again.
  await expect.poll(() => fold(page).count()).toBe(2);
  const last = fold(page).last();
  const hasFocus = () => last.evaluate((element) => element === document.activeElement);
  await composer(page).focus();
  for (let presses = 0; presses < 8 && !(await hasFocus()); presses += 1) {
    await page.keyboard.press("Shift+Tab");
  }
  expect(await hasFocus()).toBe(true);
  expect(await last.getAttribute("aria-expanded")).toBe("false");
  await page.keyboard.press("Enter");
  await messages(page, "third secret").waitFor();
  expect(await last.getAttribute("aria-expanded")).toBe("true");
  expect(await messages(page, "First secret").count()).toBe(0);
  await page.keyboard.press("ArrowDown");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ""))
    .toContain("third secret");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await messages(page, "third secret").waitFor({ state: "detached" });

  // The list of them, from Ctrl+K, ends it.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("people you have blocked");
  await page.getByRole("option", { name: "People you have blocked" }).waitFor();
  await page.keyboard.press("Enter");
  const list = page.getByRole("dialog", { name: "Blocked people" });
  await list.getByRole("button", { name: "Unblock Dan Okoro" }).click();
  await list.getByText("You have blocked nobody.").waitFor();
  await page.keyboard.press("Escape");
  await messages(page, "First secret").first().waitFor();
});

test("BLK-2: no new conversation with somebody is opened, and each is told what it is", async () => {
  const eva = await server.addPerson("eva", "Eva Stone");
  await server.addPerson("finn", "Finn Ray");
  const { users } = await eva.api.users({ query: "finn" });
  await eva.api.block(users[0]?.id ?? "");
  const { page: finn } = await visitAs(browser, server, "finn");
  await finn.keyboard.press("Control+k");
  await finn.keyboard.type("eva");
  await finn.getByRole("option", { name: /Eva Stone/ }).click();
  await finn.getByText("This person takes no messages from you.").waitFor();
  const { page: hers } = await visitAs(browser, server, "eva");
  await hers.keyboard.press("Control+k");
  await hers.keyboard.type("finn");
  await hers.getByRole("option", { name: /Finn Ray/ }).click();
  await hers.getByText("You have blocked this person. Unblock them first.").waitFor();
});
