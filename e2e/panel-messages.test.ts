import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

beforeAll(async () => {
  // The first account owns the server, and is in no room with the others here.
  await server.addPerson("olga", "Olga Owner");
});

test("HIS-1, HIS-4, HIS-6, HIS-7: messages are found, seen where they stand, deleted and brought back, by keys", async () => {
  const ada = await server.addPerson("ada", "Ada Byron");
  const ben = await server.addPerson("ben", "Ben Stone");
  const room = await ada.api.createRoom({ name: "bridge", kind: "public" });
  await ben.api.joinRoom(room.id);
  const say = async (who: typeof ada, body: string) => {
    const { id } = await who.api.post(room.id, { clientMessageId: crypto.randomUUID(), body });
    return id;
  };
  const morning = await say(ada, "Good morning");
  await ada.api.editMessage(morning, "Good morning, all");
  const eggs = await say(ben, "Buy my eggs");
  const more = await say(ben, "Buy more eggs");
  await ada.api.deleteMessage(morning);
  const isDeleted = async (id: string) => (await ada.api.getMessage(id)).deletedAt !== null;

  const { page } = await visitPanelAs(browser, server, "olga", "/messages");
  const table = page.getByRole("table", { name: "Messages" });
  const row = (body: string) => table.getByRole("row").filter({ hasText: body });
  await row("Good morning, all").getByText("Deleted by who wrote it").waitFor();
  expect(await findings(page)).toEqual([]);

  // Words narrow the list; all that are found are deleted together.
  await page.getByLabel("Words of a message").fill("EGGS");
  await row("Good morning").waitFor({ state: "detached" });
  await page.getByLabel("Select all that are shown").focus();
  await page.keyboard.press("Space");
  const bar = page.getByRole("region", { name: "The messages that are selected" });
  await bar.getByText("2 selected").waitFor();
  expect(await findings(page)).toEqual([]);
  await bar.getByRole("button", { name: "Delete" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Delete 2 messages?" });
  await dialog.waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Delete" }).focus();
  await page.keyboard.press("Enter");
  await row("Buy my eggs").getByText("Deleted by Olga Owner").waitFor();
  expect(await isDeleted(eggs)).toBe(true);

  // One comes back by its own button, all others as a job.
  await row("Buy my eggs")
    .getByRole("button", { name: "Bring back the message of Ben Stone" })
    .focus();
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Bring back" }).click();
  await expect.poll(() => isDeleted(eggs)).toBe(false);
  await page.getByLabel("State").selectOption("Deleted");
  await page.getByRole("button", { name: "Bring all of these back" }).click();
  await page
    .getByRole("alertdialog", { name: "Bring all messages back that are found?" })
    .getByRole("button", { name: "Bring all of these back" })
    .click();
  await expect.poll(() => isDeleted(more)).toBe(false);

  // Where it stands, with what it said before.
  await page.getByLabel("State").selectOption("Deleted or not");
  await page.getByLabel("Words of a message").fill("morning");
  await row("Good morning, all").getByRole("link", { name: "Show it where it stands" }).click();
  const around = page.getByRole("list", { name: "The message, and those around it" });
  await around.getByText("Buy my eggs").waitFor();
  await page
    .getByRole("region", { name: "What it said before" })
    .getByText("Good morning", { exact: true })
    .waitFor();
  expect(await findings(page)).toEqual([]);

  for (const theme of ["light", "dark"] as const) {
    const phone = (await visitPanelAs(browser, server, "olga", "/messages", { theme, phone: true }))
      .page;
    await phone.getByText("Buy my eggs").waitFor();
    expect(await findings(phone, theme)).toEqual([]);
  }
});

test("HIS-3, HIS-5: the settings say how long what is deleted is kept, and whether private rooms tell", async () => {
  const { page } = await visitPanelAs(browser, server, "olga", "/settings");
  const form = page.getByRole("form", { name: "Messages" });
  const days = form.getByLabel("Days for which what was deleted can come back");
  await days.fill("400");
  await form.getByText("A whole number from 0 to 365.").waitFor();
  await days.fill("7");
  await form.getByRole("switch").click();
  expect(await findings(page)).toEqual([]);
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("It was changed here.").waitFor();
  await page.reload();
  await expect.poll(() => days.inputValue()).toBe("7");
  expect(await form.getByRole("switch").isChecked()).toBe(false);
});
