import { expect, test } from "vitest";
import { acknowledged, messages, openMessageMenu, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("a message between two people is sent, delivered and read, and who does not show it does not see it", async () => {
  const ada = await server.addPerson("ada", "Ada Byron");
  const bo = await server.addPerson("bo", "Bo Lind");
  const { room } = await ada.api.openDirect([bo.me.get()?.id ?? ""]);
  await bo.close();
  await ada.close();
  const { page } = await visitAs(browser, server, "ada", { path: `/rooms/${room.id}` });
  await send(page, "Are you there?");
  await acknowledged(page, "Are you there?");
  const mark = (text: string, name: string) =>
    messages(page, text).getByRole("img", { name, exact: true });
  await mark("Are you there?", "Sent").waitFor();

  const other = (await visitAs(browser, server, "bo")).page;
  await mark("Are you there?", "Delivered").waitFor();
  await other.getByRole("link", { name: /Ada Byron/ }).click();
  await messages(other, "Are you there?").waitFor();
  await mark("Are you there?", "Read").waitFor();
  // The newest of mine alone has the mark.
  await send(page, "Good");
  await mark("Good", "Read").waitFor();
  expect(await messages(page, "Are you there?").getByRole("img", { name: "Read" }).count()).toBe(0);

  await other.goto("/settings/privacy");
  await other.getByRole("switch", { name: /^What I have read/ }).uncheck();
  await mark("Good", "Sent").waitFor();
  await other.goto(`/rooms/${room.id}`);
  await send(other, "And you?");
  await acknowledged(other, "And you?");
  await messages(page, "And you?").waitFor();
  await messages(other, "And you?").getByRole("img", { name: "Sent" }).waitFor();
});

test("who has read a message of a small room is listed", async () => {
  const cleo = await server.addPerson("cleo", "Cleo Marsh");
  const dan = await server.addPerson("dan", "Dan Okoro");
  await server.addPerson("eve", "Eve Holm");
  const shed = await cleo.api.createRoom({ name: "shed", kind: "public" });
  await dan.api.joinRoom(shed.id);
  const message = await cleo.sent(cleo.send(shed.id, "The shed is open"));
  const { page } = await visitAs(browser, server, "cleo", { path: `/rooms/${shed.id}` });
  await openMessageMenu(page, "The shed is open");
  await page.getByRole("menuitem", { name: "Read by" }).click();
  await page.getByText("Nobody else yet.").waitFor();
  await page.keyboard.press("Escape");
  await dan.api.markRead(shed.id, message.number);
  await openMessageMenu(page, "The shed is open");
  await page.getByRole("menuitem", { name: "Read by" }).click();
  const dialog = page.getByRole("dialog", { name: "Read by" });
  await dialog.getByText("Dan Okoro").waitFor();
  expect(await dialog.getByRole("listitem").count()).toBe(1);
});
