import { expect, test } from "vitest";
import { acknowledged, composer, messages, openMessageMenu, send, visitAs } from "./browser.ts";
import { networkOf } from "./network.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("SND-5: what others wrote while I was offline is unread, although a message of mine came behind it", async () => {
  const ada = await server.addPerson("ada", "Ada Brandt");
  const gil = await server.addPerson("gil", "Gil Ruiz");
  const quay = await ada.api.createRoom({ name: "quay", kind: "public" });
  await gil.api.joinRoom(quay.id);
  await ada.sent(ada.send(quay.id, "before"));
  const opened = await visitAs(browser, server, "gil");
  const network = await networkOf(opened.context);
  const { page } = opened;
  await page.goto(`/rooms/${quay.id}`);
  await messages(page, "before").waitFor();

  await network.cut();
  await page.getByText("Reconnecting…").waitFor();
  await send(page, "written in the tunnel");
  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  for (const word of ["one", "two", "three", "four", "five"]) {
    await ada.sent(ada.send(quay.id, word));
  }
  network.restore();

  const link = page.getByRole("link", { name: /quay/ });
  await link.getByText("5 unread").waitFor();
  await expect
    .poll(async () => (await gil.api.rooms()).rooms[0]?.lastMessage?.body)
    .toBe("written in the tunnel");
  await link.getByText("5 unread").waitFor();
  await link.click();
  await acknowledged(page, "written in the tunnel");
  const divider = page.getByText("New messages", { exact: true });
  await divider.waitFor();
  const tops = await Promise.all(
    [messages(page, "before"), divider, messages(page, "one")].map(
      async (row) => (await row.boundingBox())?.y ?? Number.NaN,
    ),
  );
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  await link.getByText("5 unread").waitFor({ state: "detached" });
});

test("READ-3: a message that was deleted before I came leaves neither a count nor a line", async () => {
  const bo = await server.addPerson("bo", "Bo Lind");
  await server.addPerson("cleo", "Cleo Marsh");
  const shed = await bo.api.createRoom({ name: "shed", kind: "public" });
  const { page } = await visitAs(browser, server, "cleo", { path: `/rooms/${shed.id}` });
  await page.getByRole("button", { name: "Join room" }).click();
  await composer(page).waitFor();
  await bo.sent(bo.send(shed.id, "stays"));
  await messages(page, "stays").waitFor();
  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();

  const link = page.getByRole("link", { name: /shed/ });
  const slip = await bo.sent(bo.send(shed.id, "a slip"));
  const good = await bo.sent(bo.send(shed.id, "said well"));
  await link.getByText("2 unread").waitFor();
  await bo.api.deleteMessage(slip.id);
  await link.getByText("1 unread").waitFor();
  await link.click();
  await messages(page, "said well").waitFor();
  expect(await page.getByText("New messages", { exact: true }).count()).toBe(1);
  expect(await messages(page, "Message deleted").count()).toBe(0);

  // What I saw leaves a line.
  await bo.api.deleteMessage(good.id);
  await messages(page, "Message deleted").waitFor();
});

test("READ-5: who joins makes nothing unread, and the room stays where it is in the list", async () => {
  const dora = await server.addPerson("dora", "Dora Vale");
  const barn = await dora.api.createRoom({ name: "barn", kind: "public" });
  await server.addPerson("emil", "Emil Holm");
  const { page } = await visitAs(browser, server, "emil", { path: `/rooms/${barn.id}` });
  await page.getByRole("button", { name: "Join room" }).click();
  await composer(page).waitFor();
  const loft = await dora.api.createRoom({ name: "loft", kind: "public" });
  await page.goto(`/rooms/${loft.id}`);
  await page.getByRole("button", { name: "Join room" }).click();
  await page.getByRole("textbox", { name: "Message loft" }).waitFor();

  const finn = await server.addPerson("finn", "Finn Aker");
  await finn.api.joinRoom(barn.id);
  const link = page.getByRole("link", { name: /barn/ });
  await link.getByText("Finn Aker joined").waitFor();
  expect(await link.getByText("unread").count()).toBe(0);
  const names = await page
    .getByRole("navigation", { name: "Rooms" })
    .getByRole("link")
    .allTextContents();
  const place = (name: string) => names.findIndex((text) => text.includes(name));
  expect(place("loft")).toBeLessThan(place("barn"));
});

test("by keys: from one unread room to the next, and everything read at once", async () => {
  const una = await server.addPerson("una", "Una Falk");
  const olaf = await server.addPerson("olaf", "Olaf Lind");
  const made: string[] = [];
  for (const name of ["alder", "birch", "cedar", "dogwood"]) {
    const { id } = await una.api.createRoom({ name, kind: "public" });
    await olaf.api.joinRoom(id);
    await una.sent(una.send(id, `hello ${name}`));
    made.push(id);
  }
  const { page } = await visitAs(browser, server, "olaf");
  const heading = (name: string) => page.getByRole("heading", { name, level: 1 });
  await page.goto(`/rooms/${made[3]}`);
  await heading("dogwood").waitFor();
  await page
    .getByRole("link", { name: /dogwood/ })
    .getByText("unread")
    .waitFor({ state: "detached" });
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await heading("cedar").waitFor();
  await messages(page, "hello cedar").waitFor();
  await page
    .getByRole("link", { name: /cedar/ })
    .getByText("unread")
    .waitFor({ state: "detached" });
  await page.keyboard.press("Shift+Escape");
  await page.getByText("Everything is marked as read").waitFor();
  await page
    .getByRole("link", { name: /birch/ })
    .getByText("unread")
    .waitFor({ state: "detached" });
  await expect
    .poll(async () => (await olaf.api.rooms()).rooms.map(({ unread }) => unread))
    .toEqual([0, 0, 0, 0, 0]);
});

test("READ-6: a room stays unread from the message on that I say, on all my devices, until I write or come back", async () => {
  const flo = await server.addPerson("flo", "Flo Ekman");
  await server.addPerson("mia", "Mia Stone");
  const dock = await flo.api.createRoom({ name: "dock", kind: "public" });
  const path = `/rooms/${dock.id}`;
  const { page, context } = await visitAs(browser, server, "mia", { path });
  await page.getByRole("button", { name: "Join room" }).click();
  await composer(page).waitFor();
  for (const word of ["one", "two", "three"]) await flo.sent(flo.send(dock.id, word));
  await send(page, "mine");
  await acknowledged(page, "mine");
  const other = (await visitAs(browser, server, "mia")).page;
  const link = (on: typeof page) => on.getByRole("link", { name: /dock/ });
  await link(other).waitFor();

  await openMessageMenu(page, "two");
  await page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  for (const each of [page, other]) await link(each).getByText("2 unread").waitFor();
  const divider = page.getByText("New messages", { exact: true });
  await divider.waitFor();
  await flo.sent(flo.send(dock.id, "four"));
  await messages(page, "four").waitFor();
  await link(other).getByText("3 unread").waitFor();

  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  await link(page).click();
  await messages(page, "four").waitFor();
  for (const each of [page, other])
    await link(each).getByText("unread").waitFor({ state: "detached" });

  // By key, and what I write ends it.
  await messages(page, "four").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  await link(other).getByText("1 unread").waitFor();
  await send(page, "on it");
  for (const each of [page, other])
    await link(each).getByText("unread").waitFor({ state: "detached" });
  await context.close();
});
