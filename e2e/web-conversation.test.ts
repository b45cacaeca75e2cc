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
import { password } from "./server.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("somebody signs up, makes a room and sends its link to a friend, and they talk", async () => {
  const ines = await visit(browser, server);
  await ines.page.getByRole("link", { name: "Create an account" }).click();
  await ines.page.getByLabel("Your name").fill("Ines Albrecht");
  expect(await ines.page.getByLabel("User name").inputValue()).toBe("ines.albrecht");
  await ines.page.getByLabel("E-mail").fill("ines@example.org");
  await ines.page.getByLabel("Password", { exact: true }).fill(password);
  await ines.page.getByRole("button", { name: "Create account" }).click();

  await ines.page.getByRole("button", { name: "Create a room" }).click();
  await ines.page.getByLabel("Name").fill("harbour");
  await ines.page.getByLabel("Topic").fill("Counting terns");
  await ines.page.getByRole("button", { name: "Create", exact: true }).click();
  await ines.page.getByRole("heading", { name: "harbour", level: 1 }).waitFor();
  await send(ines.page, "Is **anybody** here?");
  await messages(ines.page, "Is anybody here?").waitFor();

  await ines.page.getByRole("button", { name: "More about this room" }).click();
  await ines.page.getByRole("menuitem", { name: "Copy link" }).click();
  await ines.page.getByText("Copied the link to this room").waitFor();
  const link = await ines.page.evaluate(() => navigator.clipboard.readText());

  const jonah = await visit(browser, server, { path: new URL(link).pathname });
  await jonah.page.getByText("Sign in to open the room you were sent.").waitFor();
  await jonah.page.getByRole("link", { name: "Create an account" }).click();
  await jonah.page.getByLabel("Your name").fill("Jonah Okafor");
  await jonah.page.getByLabel("E-mail").fill("jonah@example.org");
  await jonah.page.getByLabel("Password", { exact: true }).fill(password);
  await jonah.page.getByRole("button", { name: "Create account" }).click();
  await jonah.page.getByText("Counting terns").waitFor();
  await jonah.page.getByText("1 member").waitFor();
  await jonah.page.getByRole("button", { name: "Join room" }).click();
  await messages(jonah.page, "Is anybody here?").waitFor();
  expect(await messages(jonah.page).locator("strong").textContent()).toBe("anybody");

  await send(jonah.page, "Yes, on the quay");
  await messages(ines.page, "Yes, on the quay").waitFor();
  await ines.page.getByText("Jonah Okafor joined").first().waitFor();
  expect(ines.errors).toEqual([]);
  expect(jonah.errors).toEqual([]);
});

test("unread messages are counted in the list, in the title and on the icon, until they are read", async () => {
  const freya = await server.addPerson("freya", "Freya Lindqvist");
  await server.addPerson("luca", "Luca Moretti");
  const quay = await freya.api.createRoom({ name: "quay", kind: "public" });
  const { page } = await visitAs(browser, server, "luca", { path: `/rooms/${quay.id}` });
  await page.getByRole("button", { name: "Join room" }).click();
  await composer(page).waitFor();
  await page.getByRole("link", { name: "general" }).click();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();

  for (const body of ["one", "two", "three"]) await freya.sent(freya.send(quay.id, body));
  const link = page.getByRole("link", { name: /quay/ });
  await link.getByText("3 unread").waitFor();
  expect(await link.textContent()).toContain("Freya: three");
  await expect.poll(() => page.title()).toMatch(/^\(3\) general · Roost$/);
  const icon = page.locator("link[rel=icon]");
  expect(await icon.getAttribute("href")).toBe("/favicon-unread.svg");

  await link.click();
  await page.getByText("New messages", { exact: true }).waitFor();
  await link.getByText("3 unread").waitFor({ state: "detached" });
  await expect.poll(() => page.title()).toBe("quay · Roost");
  expect(await icon.getAttribute("href")).toBe("/favicon.svg");
});

test("an edit and a deletion reach the other side", async () => {
  await server.addPerson("mei", "Mei Watanabe");
  await server.addPerson("tomas", "Tomás Rivera");
  const [mei, tomas] = await Promise.all([
    visitAs(browser, server, "mei"),
    visitAs(browser, server, "tomas"),
  ]);
  await send(mei.page, "Fifty-six terns");
  await messages(tomas.page, "Fifty-six terns").waitFor();

  await composer(mei.page).press("ArrowUp");
  const edit = mei.page.getByRole("textbox", { name: "Edit message" });
  await edit.fill("Fifty-seven terns");
  await edit.press("Enter");
  await messages(tomas.page, "Fifty-seven terns").getByText("edited").waitFor();

  await openMessageMenu(mei.page, "Fifty-seven terns");
  await mei.page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = mei.page.getByRole("alertdialog");
  await dialog.getByText("Fifty-seven terns").waitFor();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await messages(tomas.page, "Message deleted").waitFor();
  expect(await messages(tomas.page, "Fifty-seven").count()).toBe(0);
  expect(await messages(tomas.page, "Message deleted").last().getByRole("toolbar").count()).toBe(0);
});

test("code can be copied with the toolbar of its message in sight", async () => {
  await server.addPerson("coder", "Cora Derwent");
  const { page } = await visitAs(browser, server, "coder");
  await send(page, "Look:");
  await send(page, "```\nlet egg = 1;\n```");
  await acknowledged(page, "let egg");
  await messages(page, "let egg").hover();
  await page.getByRole("toolbar", { name: "Message" }).waitFor();
  await page.getByRole("button", { name: "Copy the code" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("let egg = 1;");
});

test("a long message is edited from its end", async () => {
  await server.addPerson("longin", "Longin Duda");
  const { page } = await visitAs(browser, server, "longin");
  await send(page, Array.from({ length: 60 }, (_, index) => `Line ${index}`).join("\n"));
  await acknowledged(page, "Line 59");
  await composer(page).press("ArrowUp");
  const box = page.getByRole("textbox", { name: "Edit message" });
  await box.waitFor();
  const below = () => box.evaluate((el) => el.scrollHeight - el.clientHeight - el.scrollTop);
  await expect.poll(below).toBeLessThan(2);
  expect(await box.evaluate((el) => el.scrollTop)).toBeGreaterThan(0);
});
