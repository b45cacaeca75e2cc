import { expect, test } from "vitest";
import { messages, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("a message is forwarded to a room and to a person, by keys, with a link for who may follow it", async () => {
  const ann = await server.addPerson("ann", "Ann Tern");
  const ben = await server.addPerson("ben", "Ben Marten");
  await server.addPerson("cleo", "Cleo Swift");
  const nest = await ann.api.createRoom({ name: "nest", kind: "private" });
  const beach = await ann.api.createRoom({ name: "beach", kind: "public" });
  await ann.api.invite(nest.id, [(await ben.api.me()).id]);
  await ben.api.joinRoom(beach.id);
  await ben.sent(ben.send(nest.id, "The *tern* is back"));

  const { page } = await visitAs(browser, server, "ann");
  await page.goto(`/rooms/${nest.id}`);
  await messages(page, "The tern is back").focus();
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog", { name: "Forward message" });
  await dialog.getByRole("combobox", { name: "Room or person" }).fill("beac");
  await dialog.getByRole("option", { name: /beach/ }).waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox", { name: "Add a comment" }).fill("look **here**");
  await page.keyboard.press("Enter");
  await page.getByText("Forwarded to beach").waitFor();

  const bens = await visitAs(browser, server, "ben");
  await bens.page.goto(`/rooms/${beach.id}`);
  const forwarded = messages(bens.page, "look here");
  await forwarded.getByRole("figure").locator("em", { hasText: "tern" }).waitFor();
  expect(await forwarded.getByRole("figure").textContent()).toContain("You");
  await forwarded.getByRole("figure").getByRole("link", { name: "nest" }).click();
  await bens.page.waitForURL(`**/rooms/${nest.id}/*`);

  await messages(page, "The tern is back").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Forward" }).click();
  await dialog.getByRole("combobox", { name: "Room or person" }).fill("Cleo");
  await dialog.getByRole("option", { name: /Cleo Swift/ }).click();
  await dialog.getByRole("button", { name: "Forward", exact: true }).click();
  await page.getByText("Forwarded to Cleo Swift").waitFor();

  const cleos = await visitAs(browser, server, "cleo");
  await cleos.page
    .getByRole("link", { name: /Ann Tern/ })
    .first()
    .click();
  const card = messages(cleos.page).getByRole("figure");
  await card.getByText("Ben Marten").waitFor();
  expect(await card.getByRole("link").count()).toBe(0);
});
