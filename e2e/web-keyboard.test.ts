import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, visit, visitAs } from "./browser.ts";
import { password } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

const focused = (page: Page) => page.locator(":focus");

/** Waits until keys go into something of this role. A dialog takes the focus after it is drawn. */
const hasFocus = (page: Page, role: "alertdialog" | "combobox") =>
  page.getByRole(role).and(page.locator(":focus-within")).waitFor();

/** Waits until keys go into the composer of a room. */
const writesIn = (page: Page, room: string) =>
  expect.poll(() => focused(page).getAttribute("aria-label")).toBe(`Message ${room}`);

/** Presses a key until what has the focus has this name. */
async function pressUntil(page: Page, key: string, name: RegExp, most = 40) {
  for (let presses = 0; presses < most; presses++) {
    const label = await focused(page).evaluate(
      (element) => element.getAttribute("aria-label") ?? element.textContent ?? "",
    );
    if (name.test(label)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${most} times ${key} did not lead to ${name}.`);
}

test("everything from signing in to signing out goes without a mouse", async () => {
  const ines = await server.addPerson("ines", "Ines Albrecht");
  await server.addPerson("jonah", "Jonah Okafor");
  const quay = await ines.api.createRoom({ name: "quay", kind: "public", topic: "Terns" });
  const { page, errors } = await visit(browser, server);
  const keyboard = page.keyboard;

  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await keyboard.type("jonah");
  await keyboard.press("Tab");
  await keyboard.type(password);
  await keyboard.press("Enter");

  // To the directory, and into a room.
  await writesIn(page, "general");
  await keyboard.press("Control+k");
  await hasFocus(page, "combobox");
  await keyboard.type("browse");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Public rooms" }).waitFor();
  await page.getByRole("button", { name: "Join quay" }).waitFor();
  await pressUntil(page, "Tab", /^Join quay$/);
  await keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Message quay" }).waitFor();

  // Writing, changing and deleting.
  await writesIn(page, "quay");
  await keyboard.type("Two trens");
  await keyboard.press("Enter");
  await messages(page, "Two trens").waitFor();
  await keyboard.press("ArrowUp");
  await page.getByRole("textbox", { name: "Edit message" }).waitFor();
  await keyboard.press("Control+a");
  await keyboard.type("Two terns");
  await keyboard.press("Enter");
  await messages(page, "Two terns").getByText("edited").waitFor();
  await writesIn(page, "quay");

  await keyboard.type("A second one");
  await keyboard.press("Enter");
  await acknowledged(page, "A second one");
  await keyboard.press("Shift+Tab");
  await expect.poll(() => focused(page).textContent()).toContain("A second one");
  await keyboard.press("ArrowUp");
  await expect.poll(() => focused(page).textContent()).toContain("Two terns");
  await keyboard.press("c");
  await page.getByText("Copied the text").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Two terns");
  await keyboard.press("Delete");
  await hasFocus(page, "alertdialog");
  await pressUntil(page, "Tab", /^Delete$/);
  await keyboard.press("Enter");
  await messages(page, "Message deleted").waitFor();
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
  await expect.poll(() => focused(page).textContent()).toContain("Message deleted");
  await keyboard.press("Escape");
  await writesIn(page, "quay");

  // From room to room. The text of a link begins with the letter on its leaf.
  await keyboard.press("Alt+ArrowDown");
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  await keyboard.press("Alt+ArrowUp");
  await page.getByRole("heading", { name: "quay", level: 1 }).waitFor();
  await writesIn(page, "quay");
  await pressUntil(page, "Shift+Tab", /^Qquay/);
  await keyboard.press("ArrowDown");
  expect(await focused(page).textContent()).toContain("general");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
  await writesIn(page, "general");

  // The sheet of keys, and out.
  await keyboard.press("Escape");
  await keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await keyboard.press("Control+k");
  await hasFocus(page, "combobox");
  await keyboard.type("sign out");
  await keyboard.press("Enter");
  await hasFocus(page, "alertdialog");
  await pressUntil(page, "Tab", /^Sign out$/);
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(errors).toEqual([]);
  expect(ines.room(quay.id).get()?.memberCount).toBe(2);
});

test("the focus returns to where it was when a dialog closes", async () => {
  await server.addPerson("freya", "Freya Lindqvist");
  const { page } = await visitAs(browser, server, "freya");
  await composer(page).waitFor();
  for (const name of ["Create a room", "Invite people", /^Jump to/]) {
    const button = page.getByRole("button", { name }).first();
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect
      .poll(() => button.evaluate((element) => element === document.activeElement))
      .toBe(true);
  }
  const menu = page.getByRole("button", { name: "More about this room" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await expect.poll(() => focused(page).getAttribute("aria-label")).toBe("More about this room");
});

test("what arrives is read out, and the letters somebody just types go into the composer", async () => {
  const luca = await server.addPerson("luca", "Luca Moretti");
  await server.addPerson("noor", "Noor Haddad");
  const { page } = await visitAs(browser, server, "noor");
  await writesIn(page, "general");
  await luca.sent(luca.send(luca.rooms.get()[0]?.id ?? "", "The **van** is back"));
  await page
    .locator("[aria-live=polite]", { hasText: "Luca Moretti: The van is back" })
    .waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await page.keyboard.type("hello");
  expect(await composer(page).inputValue()).toBe("hello");
});

test("Enter takes what the switcher highlights: people found for fewer letters do not come before it", async () => {
  await server.addPerson("bruno", "Bruno Albrecht");
  await server.addPerson("petra", "Petra Vogt");
  const { page } = await visitAs(browser, server, "petra");
  await writesIn(page, "general");
  const held: (() => void)[] = [];
  await page.route("**/api/users?*", async (route) => {
    const query = new URL(route.request().url()).searchParams.get("query") ?? "";
    if (/^bro|^ro/.test(query)) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  const release = () => {
    for (const resolve of held) resolve();
  };
  const options = page.getByRole("listbox").getByRole("option");
  await page.keyboard.press("Control+k");
  await hasFocus(page, "combobox");
  await page.keyboard.type("br");
  await options.filter({ hasText: "Bruno" }).waitFor();
  await page.keyboard.type("owse");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Public rooms" }).waitFor();
  release();

  // People who are found later stand above the action, which stays what Enter takes.
  await server.addPerson("rowsby", "Ann Rowsby");
  await page.keyboard.press("Control+k");
  await hasFocus(page, "combobox");
  await page.keyboard.type("rows");
  const browse = options.filter({ hasText: "Browse public rooms" });
  await browse.waitFor();
  await expect.poll(() => held.length).toBeGreaterThan(6);
  release();
  await options.filter({ hasText: "Ann Rowsby" }).waitFor();
  expect(await browse.getAttribute("aria-selected")).toBe("true");
});
