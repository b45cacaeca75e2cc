import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, openMessageMenu, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
const panel = (page: Page) => page.getByRole("complementary", { name: "Pinned messages" });

async function openPins(page: Page): Promise<void> {
  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Pinned messages" }).click();
  await panel(page).waitFor();
}

test("what one pins, the other sees at the message, in the room and in the panel, and gets there from it", async () => {
  const una = await server.addPerson("una", "Una Holm");
  const viggo = await server.addPerson("viggo", "Viggo Ras");
  const room = await una.api.createRoom({ name: "harbour", kind: "private" });
  await una.api.invite(room.id, [viggo.me.get()?.id ?? ""]);
  await una.sent(una.send(room.id, "The code of the gate is **1234**"));
  for (let n = 0; n < 60; n++) await una.sent(una.send(room.id, `tide ${n}`));
  const path = `/rooms/${room.id}`;
  const theirs = await visitAs(browser, server, "viggo", { path });
  const mine = await visitAs(browser, server, "una", { path: `${path}/4` });

  // The button in the header opens and closes the panel, and says how many there are.
  const button = theirs.page.getByRole("button", { name: /pinned messages?$/i });
  await button.click();
  await panel(theirs.page).waitFor();
  expect([await button.textContent(), await button.getAttribute("aria-pressed")]).toEqual([
    ...["", "true"],
  ]);
  await button.click();
  await panel(theirs.page).waitFor({ state: "detached" });
  await openPins(theirs.page);
  await panel(theirs.page).getByText("Nothing pinned").waitFor();
  await openMessageMenu(mine.page, "The code of the gate");
  await mine.page.getByRole("menuitem", { name: "Pin in this room" }).click();
  await messages(mine.page, "The code of the gate").getByText("Pinned by you").waitFor();

  await theirs.page.getByRole("log").getByText("Una Holm pinned a message").waitFor();
  await panel(theirs.page).getByText("The code of the gate is 1234").waitFor();
  await theirs.page.getByRole("button", { name: "One pinned message" }).getByText("1").waitFor();
  // Who may not pin is not offered it.
  await openMessageMenu(theirs.page, "tide 59");
  await theirs.page.getByRole("menuitem", { name: "Copy text" }).waitFor();
  expect(await theirs.page.getByRole("menuitem", { name: "Pin in this room" }).count()).toBe(0);
  await theirs.page.keyboard.press("Escape");
  expect(await messages(theirs.page, "The code of the gate").count()).toBe(0);
  await panel(theirs.page).getByRole("link", { name: "Jump to the message of Una Holm" }).click();
  await messages(theirs.page, "The code of the gate").getByText("Pinned by Una Holm").waitFor();
  // Beside the messages, the panel stays.
  await panel(theirs.page).waitFor();

  await messages(mine.page, "The code of the gate").hover();
  await mine.page.getByRole("button", { name: "Edit", exact: true }).click();
  await mine.page
    .getByRole("textbox", { name: "Edit message" })
    .fill("The code of the gate is 5678");
  await mine.page.keyboard.press("Enter");
  await panel(theirs.page).getByText("The code of the gate is 5678").waitFor();

  await openPins(mine.page);
  await panel(mine.page).getByRole("listitem").hover();
  await mine.page.getByRole("button", { name: "Unpin the message of Una Holm" }).click();
  await panel(theirs.page).getByText("Nothing pinned").waitFor();
  await expect.poll(() => button.textContent()).toBe("");
  await messages(theirs.page, "5678").getByText("Pinned by").waitFor({ state: "detached" });
  expect([...mine.errors, ...theirs.errors]).toEqual([]);
});

test("a deleted message is pinned no more, and the line that tells of a pin leads to its message", async () => {
  const walt = await server.addPerson("walt", "Walt Ness");
  const room = await walt.api.createRoom({ name: "dock", kind: "private" });
  await walt.sent(walt.send(room.id, "First things first"));
  for (let n = 0; n < 60; n++) await walt.sent(walt.send(room.id, `wave ${n}`));
  await walt.api.pin(`${room.id}.2`);
  const { page } = await visitAs(browser, server, "walt", { path: `/rooms/${room.id}` });
  await page.getByRole("log").getByRole("link", { name: "You pinned a message" }).click();
  await messages(page, "First things first").waitFor();
  await openPins(page);
  await panel(page).getByText("First things first").waitFor();
  await walt.api.deleteMessage(`${room.id}.2`);
  await panel(page).getByText("Nothing pinned").waitFor();
});

test("in a direct both may pin, on a phone too, where the panel is a page that a jump leaves", async () => {
  const xena = await server.addPerson("xena", "Xena Blom");
  const yuri = await server.addPerson("yuri", "Yuri Falk");
  const { room } = await xena.api.openDirect([yuri.me.get()?.id ?? ""]);
  await xena.sent(xena.send(room.id, "Meet at seven"));
  const { page } = await visitAs(browser, server, "yuri", { phone: true });
  await page.getByRole("link", { name: /Xena Blom/ }).tap();
  const box = await messages(page, "Meet at seven").boundingBox();
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: (box?.x ?? 0) + 120, y: (box?.y ?? 0) + 30 }];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  const sheet = page.getByRole("dialog", { name: "Message" });
  await sheet.waitFor();
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await sheet.getByRole("button", { name: "Pin in this room" }).tap();
  await messages(page, "Meet at seven").getByText("Pinned by you").waitFor();
  await page.getByRole("button", { name: "More about this room" }).tap();
  await page.getByRole("menuitem", { name: "Pinned messages" }).tap();
  await panel(page).getByText("Meet at seven").waitFor();
  await panel(page)
    .getByRole("link", { name: /^Jump to/ })
    .tap();
  await panel(page).waitFor({ state: "detached" });
  await composer(page).waitFor();
  await page.goBack();
  await panel(page).waitFor();
  await page.goBack();
  await panel(page).waitFor({ state: "detached" });
  await xena.sent(xena.send(room.id, "Good"));
  await acknowledged(page, "Good");
});
