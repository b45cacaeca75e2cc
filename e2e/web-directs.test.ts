import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

const directs = (page: Page) => page.getByRole("region", { name: "Direct messages" });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });

async function fromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("somebody is found by keyboard and written to, and has the conversation with the first message", async () => {
  await server.addPerson("ada", "Ada Byron");
  await server.addPerson("bo", "Bo Lind");
  const ada = (await visitAs(browser, server, "ada")).page;
  const bo = (await visitAs(browser, server, "bo")).page;
  await directs(ada).getByRole("button", { name: "New message" }).click();
  const field = ada.getByRole("combobox", { name: "Name or user name" });
  // An Enter that comes before those who are found is for them.
  const asked = Promise.withResolvers<void>();
  await ada.route(/\/api\/users\?/, async (route) => {
    await asked.promise;
    await route.continue();
  });
  await field.pressSequentially("bo li");
  await field.press("Enter");
  expect(await ada.getByRole("button", { name: /^Remove / }).count()).toBe(0);
  asked.resolve();
  await ada.getByRole("button", { name: "Remove Bo Lind" }).waitFor();
  await field.press("Enter");
  await heading(ada, "Bo Lind").waitFor();
  await ada.getByText("@bo").first().waitFor();
  await directs(ada)
    .getByRole("link", { name: /Bo Lind/ })
    .waitFor();
  expect(await directs(bo).getByRole("link").count()).toBe(0);

  await send(ada, "Shall we look at the herons?");
  const link = directs(bo).getByRole("link", { name: /Ada Byron/ });
  await link.getByText("1 unread").waitFor();
  await link.click();
  await heading(bo, "Ada Byron").waitFor();
  await messages(bo, "Shall we look at the herons?").waitFor();
  await send(bo, "At seven");
  await messages(ada, "At seven").waitFor();

  // What does not go with a direct is not offered.
  await bo.getByRole("button", { name: "More about this room" }).click();
  await bo.getByRole("menuitem", { name: "Hide" }).waitFor();
  const offered = await bo.getByRole("menuitem").allTextContents();
  expect(offered).toEqual(expect.arrayContaining(["Profile", "Copy link", "Hide"]));
  for (const foreign of ["Invite people", "Room settings", "Archive room", "Leave room"]) {
    expect(offered).not.toContain(foreign);
  }
  await bo.keyboard.press("Escape");
  expect(await bo.getByRole("button", { name: "Invite people" }).count()).toBe(0);
});

test("a hidden conversation is gone on all devices, also after a resume, and comes back with the next message", async () => {
  await server.addPerson("cleo", "Cleo Marsh");
  const dan = await server.addPerson("dan", "Dan Okoro");
  const { page: cleo, context } = await visitAs(browser, server, "cleo");
  const other = (await visitAs(browser, server, "cleo")).page;
  const { room } = await dan.api.openDirect([await idOf("cleo")]);
  await dan.sent(dan.send(room.id, "Hello"));
  const link = (page: Page) => directs(page).getByRole("link", { name: /Dan Okoro/ });
  await link(other).waitFor();
  await link(cleo).click();
  await messages(cleo, "Hello").waitFor();
  await fromMenu(cleo, "Hide");
  await link(cleo).waitFor({ state: "detached" });
  await cleo.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await link(cleo).click();
  await fromMenu(cleo, "Hide");
  await link(cleo).waitFor({ state: "detached" });
  await link(other).waitFor({ state: "detached" });
  await other.reload();
  await other.getByRole("link", { name: /general/ }).waitFor();
  expect(await link(other).count()).toBe(0);
  await context.setOffline(true);
  await context.setOffline(false);

  await dan.sent(dan.send(room.id, "Still there?"));
  await link(cleo).getByText("Still there?").waitFor();
  await link(other).getByText("Still there?").waitFor();

  async function idOf(username: string): Promise<string> {
    const { users } = await dan.api.users({ query: username });
    return users[0]?.id ?? "";
  }
});

test("a group is called by the names of the others, until somebody names it; notes are one's own", async () => {
  await server.addPerson("eva", "Eva Stone");
  await server.addPerson("finn", "Finn Ray");
  await server.addPerson("gus", "Gus Hall");
  const eva = (await visitAs(browser, server, "eva")).page;
  await directs(eva).getByRole("button", { name: "New message" }).click();
  for (const name of ["Finn Ray", "Gus Hall"]) {
    await eva.getByRole("combobox").fill(name);
    await eva.getByRole("option", { name: new RegExp(name) }).click();
  }
  await eva.getByRole("button", { name: "Open", exact: true }).click();
  await heading(eva, "Finn Ray, Gus Hall").waitFor();
  await send(eva, "Lunch?");
  await acknowledged(eva, "Lunch?");
  const gus = (await visitAs(browser, server, "gus")).page;
  await directs(gus)
    .getByRole("link", { name: /Eva Stone, Finn Ray/ })
    .click();
  await fromMenu(gus, "Name of this group");
  await gus.getByLabel("Name", { exact: true }).fill("Lunch club");
  await gus.getByRole("button", { name: "Save" }).click();
  await heading(eva, "Lunch club").waitFor();

  // Ctrl+K finds rooms, people and one's notes.
  await eva.keyboard.press("Control+k");
  await eva.getByRole("combobox").fill("Notes");
  await eva.keyboard.press("Enter");
  await heading(eva, "Notes").waitFor();
  await send(eva, "Buy bread");
  await acknowledged(eva, "Buy bread");
  await eva.keyboard.press("Control+k");
  await eva.getByRole("combobox").fill("finn");
  await eva.getByRole("group", { name: "People" }).getByText("Finn Ray").click();
  await heading(eva, "Finn Ray").waitFor();
  await composer(eva).waitFor();
});

test("the sections of the list collapse, stay so, and show what is new all the same", async () => {
  const hana = await server.addPerson("hana", "Hana Lee");
  const ivo = await server.addPerson("ivo", "Ivo Berg");
  const { page } = await visitAs(browser, server, "hana");
  const rooms = page.getByRole("region", { name: "Rooms" });
  await rooms.getByRole("link", { name: /general/ }).click();
  const { users } = await ivo.api.users({ query: "hana" });
  const { room } = await ivo.api.openDirect(users.map(({ id }) => id));
  await ivo.sent(ivo.send(room.id, "Hi"));
  const link = directs(page).getByRole("link", { name: /Ivo Berg/ });
  await link.click();
  await messages(page, "Hi").waitFor();
  await expect.poll(() => hana.room(room.id).get()?.unread).toBe(0);
  await rooms.getByRole("link", { name: /general/ }).click();
  const collapse = directs(page).getByRole("button", { name: "Direct messages", exact: true });
  await collapse.click();
  await link.waitFor({ state: "detached" });
  await page.reload();
  await rooms.getByRole("link", { name: /general/ }).waitFor();
  expect(await collapse.getAttribute("aria-expanded")).toBe("false");
  expect(await link.count()).toBe(0);
  await ivo.sent(ivo.send(room.id, "Are you there?"));
  await link.getByText("1 unread").waitFor();
});
