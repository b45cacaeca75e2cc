import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
async function roomOf(owner: string, member: string) {
  const [mine, theirs] = [
    await server.addPerson(owner, `${owner} Ost`),
    await server.addPerson(member, `${member} West`),
  ];
  const room = await mine.api.createRoom({ name: "lighthouse", kind: "private" });
  const memberId = theirs.me.get()?.id ?? "";
  await mine.api.invite(room.id, [memberId]);
  return { mine, theirs, memberId, roomId: room.id, path: `/rooms/${room.id}` };
}

const slowNote = (page: Page) => page.getByText(/^Slow mode: 1 minute between messages$/);

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Room settings" }).click();
  await page.getByLabel(field).selectOption({ label: option });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

test("an owner keeps writing to owners and moderators: the other reads, reacts, and is told why", async () => {
  const { mine, memberId, roomId, path } = await roomOf("astrid", "bjarne");
  const owner = await visitAs(browser, server, "astrid", { path });
  const member = await visitAs(browser, server, "bjarne", { path });
  await send(member.page, "From before");
  await acknowledged(member.page, "From before");
  await choose(owner.page, "Who can write", "Owners and moderators");
  await member.page.getByText("Only owners and moderators write here").waitFor();
  await composer(member.page).waitFor({ state: "detached" });
  await member.page
    .getByRole("log")
    .getByText("limited writing to owners and moderators")
    .waitFor();

  await send(owner.page, "Storm tonight");
  await messages(member.page, "Storm tonight").hover();
  await member.page.getByRole("toolbar").waitFor();
  expect(await member.page.getByRole("button", { name: /^Reply/ }).count()).toBe(0);
  await member.page.getByRole("toolbar").getByRole("button", { name: "React" }).click();
  await member.page.keyboard.type("thumbs up");
  const picker = member.page.getByRole("dialog", { name: "Emoji" });
  await picker.getByRole("button", { name: "thumbs up", exact: true }).click();
  await messages(owner.page, "Storm tonight").getByRole("button", { name: /👍/ }).waitFor();
  // What was written before can be mended.
  await messages(member.page, "From before").hover();
  await member.page.getByRole("button", { name: "Edit", exact: true }).click();
  await member.page.getByRole("textbox", { name: "Edit message" }).fill("From before, mended");
  await member.page.keyboard.press("Enter");
  await messages(owner.page, "From before, mended").waitFor();

  await mine.api.setRole(roomId, memberId, "moderator");
  await composer(member.page).waitFor();
  await send(member.page, "I may now");
  await messages(owner.page, "I may now").waitFor();
  expect([...owner.errors, ...member.errors]).toEqual([]);
});

test("in slow mode the composer counts the pause down, keeps what is typed, and edits go on", async () => {
  const { path } = await roomOf("disa", "egil");
  const owner = await visitAs(browser, server, "disa", { path });
  const member = await visitAs(browser, server, "egil", { path });
  await choose(owner.page, "Slow mode", "1 minute");
  await slowNote(member.page).waitFor();
  expect(await slowNote(owner.page).count()).toBe(0);
  await send(member.page, "My one message");
  await acknowledged(member.page, "My one message");
  await member.page
    .getByRole("timer")
    .getByText(/write again in (1:00|0:\d\d)/)
    .waitFor();
  await send(member.page, "Too soon");
  expect(await composer(member.page).inputValue()).toBe("Too soon");
  expect(await member.page.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(
    true,
  );

  await messages(member.page, "My one message").hover();
  await member.page.getByRole("button", { name: "Edit", exact: true }).click();
  await member.page.getByRole("textbox", { name: "Edit message" }).fill("My one message, mended");
  await member.page.keyboard.press("Enter");
  await messages(owner.page, "My one message, mended").waitFor();
  for (const words of ["As many", "as I like"]) {
    await send(owner.page, words);
    await messages(member.page, words).waitFor();
  }
  await member.page.reload();
  await member.page
    .getByRole("timer")
    .getByText(/write again in/)
    .waitFor();

  await choose(owner.page, "Slow mode", "Off");
  await slowNote(member.page).waitFor({ state: "detached" });
  await expect.poll(() => composer(member.page).inputValue()).toBe("Too soon");
  await composer(member.page).press("Enter");
  await messages(owner.page, "Too soon").waitFor();
  expect([...owner.errors, ...member.errors]).toEqual([]);
});

test("MEM-11: what a program sends into a room in slow mode waits, none is lost, and the order stays", async () => {
  const { mine, theirs, roomId } = await roomOf("frida", "gorm");
  await mine.api.updateRoom(roomId, { slowSeconds: 1 });
  const sent = ["one", "two", "three"].map((body) => theirs.sent(theirs.send(roomId, body)));
  const stored = await Promise.all(sent);
  const numbers = stored.map(({ number }) => number);
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  const times = stored.map(({ createdAt }) => Date.parse(createdAt));
  for (const [index, time] of times.slice(1).entries()) {
    expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(1_000);
  }
  await mine.api.updateRoom(roomId, { announcement: true });
  await expect(theirs.sent(theirs.send(roomId, "four"))).rejects.toMatchObject({
    code: "room.announcement",
  });
});
