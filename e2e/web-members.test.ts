import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { composer, messages, openMessageMenu, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
let rooms = 0;

/** A room of `owner`, with somebody else in it. */
async function roomOfTwo(owner: string, ownerName: string, other: string, otherName: string) {
  const [mine, theirs] = [
    await server.addPerson(owner, ownerName),
    await server.addPerson(other, otherName),
  ];
  rooms += 1;
  const { id } = await mine.api.createRoom({ name: `quay ${rooms}`, kind: "private" });
  await mine.api.invite(id, [theirs.me.get()?.id ?? ""]);
  return { mine, id, path: `/rooms/${id}` };
}

const panel = (page: Page) => page.getByRole("complementary", { name: "Members" });
const row = (page: Page, name: string) =>
  panel(page).getByRole("listitem").filter({ hasText: name });
const more = (page: Page, name: string) =>
  page.getByRole("button", { name: `More about ${name}`, exact: true });

/** A line of the room that says what happened. */
const told = (page: Page, text: string) => page.getByRole("log").getByText(text);

async function choose(page: Page, name: string, item: string): Promise<void> {
  await row(page, name).hover();
  await more(page, name).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("an owner makes somebody a moderator, who may then do more, and takes it back: both see it at once", async () => {
  const { path } = await roomOfTwo("iris", "Iris Vale", "ola", "Ola Berg");
  const iris = await visitAs(browser, server, "iris", { path });
  const ola = await visitAs(browser, server, "ola", { path });
  await send(iris.page, "The keys are with me");
  await openMessageMenu(ola.page, "The keys are with me");
  await ola.page.getByRole("menuitem", { name: "Copy text" }).waitFor();
  expect(await ola.page.getByRole("menuitem", { name: "Delete" }).count()).toBe(0);
  await ola.page.keyboard.press("Escape");
  expect(await ola.page.getByRole("button", { name: /^More about (Iris|Ola)/ }).count()).toBe(0);

  await choose(iris.page, "Ola Berg", "Make moderator");
  await row(iris.page, "Ola Berg").getByText("Moderator").waitFor();
  await told(iris.page, "You made Ola Berg a moderator").waitFor();
  await row(ola.page, "Ola Berg").getByText("Moderator").waitFor();
  await told(ola.page, "Iris Vale made you a moderator").waitFor();
  await ola.page.getByRole("button", { name: "More about this room" }).click();
  await ola.page.getByRole("menuitem", { name: "Room settings" }).waitFor();
  await ola.page.keyboard.press("Escape");
  // What a moderator may delete, the menu offers.
  await openMessageMenu(ola.page, "The keys are with me");
  await ola.page.getByRole("menuitem", { name: "Delete" }).click();
  await ola.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await messages(iris.page, "Message deleted").waitFor();

  await choose(iris.page, "Ola Berg", "Make member");
  await told(ola.page, "Iris Vale made you a member").waitFor();
  await ola.page.getByRole("button", { name: "More about this room" }).click();
  await ola.page.getByRole("menuitem", { name: "About this room" }).waitFor();
  expect([...iris.errors, ...ola.errors]).toEqual([]);
});

test("a room is handed on: another owner is made, and then the first one can step down", async () => {
  const { path } = await roomOfTwo("jana", "Jana Moss", "kofi", "Kofi Addo");
  const jana = await visitAs(browser, server, "jana", { path });
  const kofi = await visitAs(browser, server, "kofi", { path });
  await row(jana.page, "Kofi Addo").waitFor();
  // The only owner has nothing to choose of their own.
  expect(await more(jana.page, "Jana Moss").count()).toBe(0);

  await choose(jana.page, "Kofi Addo", "Make owner");
  await jana.page.getByRole("alertdialog", { name: "Make Kofi Addo an owner?" }).waitFor();
  await jana.page.getByRole("button", { name: "Make owner" }).click();
  await told(kofi.page, "Jana Moss made you an owner").waitFor();

  await choose(jana.page, "Jana Moss", "Step down to member");
  await jana.page.getByRole("alertdialog", { name: "Step down?" }).waitFor();
  await jana.page.getByRole("button", { name: "Step down" }).click();
  await told(kofi.page, "Jana Moss is a member now").waitFor();
  await row(kofi.page, "Kofi Addo").getByText("Owner").waitFor();
  await expect.poll(() => more(jana.page, "Kofi Addo").count()).toBe(0);

  await choose(kofi.page, "Jana Moss", "Remove");
  await kofi.page.getByRole("button", { name: "Remove", exact: true }).click();
  await jana.page.getByText("This room is not here").waitFor();
});

test("by keyboard alone: the menu of a member opens, moves and gives the focus back", async () => {
  const { mine, id, path } = await roomOfTwo("lena", "Lena Frost", "mika", "Mika Saar");
  // A moderator's row stands above this one, and a member's below it.
  const adam = await server.addPerson("adam", "Adam Roy");
  await mine.api.invite(id, [adam.me.get()?.id ?? ""]);
  const { page } = await visitAs(browser, server, "lena", { path });
  const button = more(page, "Mika Saar");
  await composer(page).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  for (const [item, role] of [
    ["Make moderator", "Moderator"],
    ["Make member", null],
  ] as const) {
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: item }).waitFor();
    const highlighted = page.locator("[role=menuitem][data-highlighted]");
    await expect
      .poll(async () => {
        if ((await highlighted.textContent({ timeout: 1_000 }).catch(() => null)) === item)
          return true;
        await page.keyboard.press("ArrowDown");
        return false;
      })
      .toBe(true);
    await page.keyboard.press("Enter");
    if (role === null)
      await expect.poll(() => row(page, "Mika").getByText("Moderator").count()).toBe(0);
    else await row(page, "Mika").getByText(role).waitFor();
    await expect.poll(focused).toBe("More about Mika Saar");
  }
});

test("on a phone the members are a page of their own, with the same menu", async () => {
  const { path } = await roomOfTwo("nils", "Nils Holt", "petra", "Petra Lind");
  const nils = await visitAs(browser, server, "nils", { phone: true });
  await nils.page.getByRole("link", { name: /quay/ }).tap();
  const petra = await visitAs(browser, server, "petra", { path });
  await send(petra.page, "From Petra");
  await nils.page.getByRole("button", { name: "2 members" }).tap();
  await more(nils.page, "Petra Lind").tap();
  await nils.page.getByRole("menuitem", { name: "Make moderator" }).tap();
  await told(petra.page, "Nils Holt made you a moderator").waitFor();
  await row(nils.page, "Petra Lind").getByText("Moderator").waitFor();
  await nils.page.getByRole("button", { name: "Back to the messages" }).tap();

  // A long press offers what a message of somebody else may have done to it.
  const box = await messages(nils.page, "From Petra").boundingBox();
  const finger = await nils.page.context().newCDPSession(nils.page);
  const touchPoints = [{ x: (box?.x ?? 0) + 120, y: (box?.y ?? 0) + 20 }];
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  const sheet = nils.page.getByRole("dialog", { name: "Message" });
  await sheet.waitFor();
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  expect(await sheet.getByRole("button", { name: "Edit", exact: true }).count()).toBe(0);
  await sheet.getByRole("button", { name: "Delete" }).tap();
  await nils.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).tap();
  await messages(petra.page, "Message deleted").waitFor();
});
