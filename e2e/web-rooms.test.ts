import { expect, test } from "vitest";
import {
  acknowledged,
  composer,
  messages,
  openMessageMenu,
  send,
  visit,
  visitAs,
} from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("an owner invites people, renames the room and removes somebody, who is told at once", async () => {
  const ines = await server.addPerson("ines", "Ines Albrecht");
  await server.addPerson("petra", "Petra Novák");
  const board = await ines.api.createRoom({ name: "board", kind: "private" });
  const owner = await visitAs(browser, server, "ines", { path: `/rooms/${board.id}` });
  const guest = await visitAs(browser, server, "petra", { path: `/rooms/${board.id}` });
  await guest.page.getByText("This room is not here").waitFor();

  await owner.page.getByRole("complementary", { name: "Members" }).getByText("@ines").waitFor();
  await owner.page.getByRole("button", { name: "Invite people" }).first().click();
  await owner.page.getByLabel("Search people by name").fill("petra");
  await owner.page.getByText("@petra").click();
  await owner.page.getByRole("button", { name: "Invite", exact: true }).click();
  await owner.page.getByText("Invited one person").waitFor();
  await owner.page.getByRole("complementary", { name: "Members" }).getByText("@petra").waitFor();
  await composer(guest.page).waitFor();
  await send(guest.page, "Thank you");
  await messages(owner.page, "Thank you").waitFor();

  await owner.page.getByRole("button", { name: "More about this room" }).click();
  await owner.page.getByRole("menuitem", { name: "Room settings" }).click();
  await owner.page.getByLabel("Name", { exact: true }).fill("council");
  await owner.page.getByLabel("Topic", { exact: true }).fill("Keys and money");
  await owner.page.getByRole("button", { name: "Save" }).click();
  await guest.page.getByRole("heading", { name: "council", level: 1 }).waitFor();
  await guest.page.getByText("Ines Albrecht renamed the room to “council”").first().waitFor();

  await owner.page.getByText("@petra").hover();
  await owner.page.getByRole("button", { name: "More about Petra Novák" }).click();
  await owner.page.getByRole("menuitem", { name: "Remove" }).click();
  await owner.page.getByRole("button", { name: "Remove", exact: true }).click();
  await guest.page.getByText("This room is not here").waitFor();
  expect(await guest.page.getByRole("link", { name: /council/ }).count()).toBe(0);
});

test("rooms are searched, joined and left", async () => {
  const mei = await server.addPerson("mei", "Mei Watanabe");
  await server.addPerson("tomas", "Tomás Rivera");
  const names = Array.from({ length: 60 }, (_, index) => `walk ${String(index).padStart(2, "0")}`);
  await Promise.all(names.map((name) => mei.api.createRoom({ name, kind: "public" })));
  await mei.api.createRoom({ name: "walk of secrets", kind: "private" });
  const { page } = await visitAs(browser, server, "tomas", { path: "/browse" });
  const join = page.getByRole("button", { name: /^Join walk/ });
  await join.first().waitFor();
  await join.last().scrollIntoViewIfNeeded();
  await page.getByRole("button", { name: "Join walk 59" }).waitFor();
  await page.getByLabel("Search rooms by name").fill("walk 4");
  await expect.poll(() => join.count()).toBe(10);
  await page.getByLabel("Search rooms by name").fill("secrets");
  await page.getByText("No room is called “secrets”").waitFor();
  await page.getByLabel("Search rooms by name").fill("walk 42");
  await page.getByRole("button", { name: "Join walk 42" }).click();
  await page.getByRole("heading", { name: "walk 42", level: 1 }).waitFor();

  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Leave room" }).click();
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  expect(await page.getByRole("link", { name: /walk 42/ }).count()).toBe(0);
});

test("a room that is archived is read by everybody and written in by nobody, until it is restored", async () => {
  const dagny = await server.addPerson("dagny", "Dagny Lindqvist");
  const bram = await server.addPerson("bram", "Bram Okafor");
  const room = await dagny.api.createRoom({ name: "festival", kind: "public" });
  await bram.api.joinRoom(room.id);
  const owner = await visitAs(browser, server, "dagny", { path: `/rooms/${room.id}` });
  const guest = await visitAs(browser, server, "bram", { path: `/rooms/${room.id}` });
  await send(guest.page, "That was fine");
  await messages(owner.page, "That was fine").waitFor();
  await composer(guest.page).fill("Half a sentence");

  await owner.page.getByRole("button", { name: "More about this room" }).click();
  await owner.page.getByRole("menuitem", { name: "Archive room" }).click();
  await owner.page.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await owner.page.getByText("This room is archived.").waitFor({ state: "detached" });
  await composer(owner.page).waitFor();
  await owner.page.getByRole("button", { name: "More about this room" }).click();
  await owner.page.getByRole("menuitem", { name: "Archive room" }).click();
  for (const { page } of [owner, guest]) {
    await page.getByText("This room is archived.").waitFor();
    await expect.poll(() => composer(page).count()).toBe(0);
    await page.getByRole("link", { name: /festival.*Archived/s }).waitFor();
  }
  await openMessageMenu(guest.page, "That was fine");
  await guest.page.getByRole("menuitem", { name: "Delete" }).waitFor();
  expect(await guest.page.getByRole("menuitem", { name: "Edit" }).count()).toBe(0);
  await guest.page.keyboard.press("Escape");
  expect(await guest.page.getByRole("button", { name: "Restore" }).count()).toBe(0);
  const links = guest.page.getByRole("navigation", { name: "Rooms" }).getByRole("link");
  expect(await links.last().textContent()).toContain("festival");

  await owner.page.getByRole("button", { name: "Restore" }).click();
  await guest.page.getByText("Dagny Lindqvist restored the room").first().waitFor();
  expect(await composer(guest.page).inputValue()).toBe("Half a sentence");
  expect(await links.first().textContent()).toContain("festival");
});

test("MEM-12: an owner deletes a room, which is gone for all who have it open", async () => {
  const sanna = await server.addPerson("sanna", "Sanna Virtanen");
  const otto = await server.addPerson("otto", "Otto Brandt");
  const room = await sanna.api.createRoom({ name: "rehearsal", kind: "public" });
  await otto.api.joinRoom(room.id);
  const owner = await visitAs(browser, server, "sanna", { path: `/rooms/${room.id}` });
  const guest = await visitAs(browser, server, "otto", { path: `/rooms/${room.id}` });
  await send(guest.page, "See you there");
  await guest.page.getByRole("button", { name: "More about this room" }).click();
  await guest.page.getByRole("menuitem", { name: "Leave room" }).waitFor();
  expect(await guest.page.getByRole("menuitem", { name: "Delete room" }).count()).toBe(0);
  await guest.page.keyboard.press("Escape");

  await owner.page.getByRole("button", { name: "More about this room" }).click();
  await owner.page.getByRole("menuitem", { name: "Delete room" }).click();
  await owner.page.getByText("is gone for all 2 members, for good.").waitFor();
  await owner.page.getByRole("button", { name: "Cancel" }).click();
  await messages(owner.page, "See you there").waitFor();
  await owner.page.getByRole("button", { name: "More about this room" }).click();
  await owner.page.getByRole("menuitem", { name: "Delete room" }).click();
  await owner.page.getByRole("button", { name: "Delete for good" }).click();
  await owner.page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  await guest.page.getByText("This room is not here").waitFor();
  for (const { page } of [owner, guest]) {
    expect(await page.getByRole("link", { name: /rehearsal/ }).count()).toBe(0);
  }
});

test("a private room's link is no way in, and its last member hears what leaving means", async () => {
  const birgit = await server.addPerson("birgit", "Birgit Holm");
  const attic = await birgit.api.createRoom({ name: "attic", kind: "private" });
  const { page } = await visitAs(browser, server, "birgit", { path: `/rooms/${attic.id}` });
  await page.getByRole("button", { name: "Invite people" }).first().click();
  await page.getByText("Invite them here first.").waitFor();
  await page.getByText("This address works on this computer only.").waitFor();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("It works for people who are in the room.").waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Leave room" }).click();
  await page.getByText("You are the last one here. Nobody can open it afterwards.").waitFor();
});

test("signing out in one tab calmly signs the other one out, and its draft stays", async () => {
  await server.addPerson("noor", "Noor Haddad");
  const first = await visitAs(browser, server, "noor");
  const second = await visit(browser, server, { context: first.context });
  await composer(second.page).fill("Not finished");
  await first.page.getByRole("button", { name: /^Account of/ }).click();
  await first.page.getByRole("menuitem", { name: "Sign out" }).click();
  await first.page.getByRole("button", { name: "Sign out" }).click();
  await first.page.getByRole("heading", { name: "Sign in" }).waitFor();
  await second.page.getByText("You were signed out.").waitFor();
  expect(second.errors).toEqual([]);

  await second.page.getByLabel("User name or e-mail").fill("noor");
  await second.page.getByLabel("Password", { exact: true }).fill("wrong password");
  await second.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await second.page.getByText("The name or the password is wrong.").waitFor();
  await second.page.getByLabel("Password", { exact: true }).fill("a nest of twigs");
  await second.page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect.poll(() => composer(second.page).inputValue()).toBe("Not finished");
});

test("ACC-9: a session can be signed out from another place, and all others at once", async () => {
  await server.addPerson("aylin", "Aylin Demir");
  const desk = await visitAs(browser, server, "aylin");
  const phone = await visitAs(browser, server, "aylin", { phone: true });
  await desk.page.getByRole("button", { name: /^Account of/ }).click();
  await desk.page.getByRole("menuitem", { name: "Settings" }).click();
  const settings = desk.page.getByRole("main");
  await settings.getByRole("link", { name: "Where I am signed in" }).click();
  const places = settings
    .getByRole("region", { name: "Where I am signed in" })
    .getByRole("listitem");
  await expect.poll(() => places.count()).toBe(3);
  // The newest one that is not this.
  await places
    .nth(1)
    .getByRole("button", { name: /^Sign out/ })
    .click();
  await phone.page.getByText("You were signed out.").waitFor();
  await expect.poll(() => places.count()).toBe(2);
  await places.filter({ hasText: "This one" }).getByText("active now").waitFor();
  const third = await visitAs(browser, server, "aylin");
  await settings.getByRole("button", { name: "Sign out everywhere else" }).click();
  await desk.page.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
  await third.page.getByText("You were signed out.").waitFor();
  await expect.poll(() => places.count()).toBe(1);
  await desk.page.getByRole("link", { name: /general/ }).click();
  await composer(desk.page).waitFor();
});

test("an account that cannot be made says why, field by field", async () => {
  await server.addPerson("sam", "Sam Whitlock");
  const { page } = await visit(browser, server, { path: "/sign-up" });
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Tell people what to call you.").waitFor();
  await expect.poll(() => page.locator(":focus").getAttribute("name")).toBe("name");
  await page.getByLabel("Your name").fill("Sam");
  await page.getByLabel("User name").fill("sam!");
  await page.getByText("Use the letters a–z, digits, dots, dashes or underscores.").waitFor();
  await page.getByLabel("User name").fill("sam");
  await page.getByLabel("E-mail").fill("sam2@example.org");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Use at least 8 characters").waitFor();
  await page.getByLabel("Password", { exact: true }).fill("long enough");
  await page.getByRole("button", { name: "Show the password" }).click();
  expect(await page.getByLabel("Password", { exact: true }).getAttribute("type")).toBe("text");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Somebody has this user name already.").waitFor();
});

test("the theme is chosen without a flash, and kept", async () => {
  await server.addPerson("brandt", "Ada Brandt");
  const { page } = await visitAs(browser, server, "brandt", { theme: "light" });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe("light");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByRole("main").getByText("Dark", { exact: true }).click();
  await expect.poll(theme).toBe("dark");
  // Without its program the page still has the theme: it does not wait for it.
  await page.route(/assets\/.*\.js$/, (route) => route.abort());
  await page.reload();
  expect(await theme()).toBe("dark");
});

test("on a phone the rooms and a room are two screens, and a long press shows the actions", async () => {
  await server.addPerson("luca", "Luca Moretti");
  const { page } = await visitAs(browser, server, "luca", { phone: true });
  expect(await composer(page).count()).toBe(0);
  await page.getByRole("link", { name: /general/ }).tap();
  await composer(page).waitFor();
  expect(await page.getByRole("navigation", { name: "Rooms" }).isVisible()).toBe(false);
  await composer(page).fill("From the path");
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  const sent = messages(page, "From the path");
  await acknowledged(page, "From the path");

  const box = await sent.boundingBox();
  const finger = await page.context().newCDPSession(page);
  const touchPoints = [{ x: (box?.x ?? 0) + 120, y: (box?.y ?? 0) + 20 }];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await page.getByRole("dialog", { name: "Message" }).waitFor();
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.getByRole("button", { name: "Edit", exact: true }).tap();
  await page.getByRole("textbox", { name: "Edit message" }).fill("From the cliff path");
  await page.getByRole("button", { name: "Save" }).tap();
  await messages(page, "From the cliff path").getByText("edited").waitFor();

  await page.getByRole("link", { name: "Back to the rooms" }).tap();
  await page.getByRole("navigation", { name: "Rooms" }).waitFor();
});
