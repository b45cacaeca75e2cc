import { expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

test("RPT-2: reports are resolved from their queue, by keys", async () => {
  // The first account owns the server, and is in no room with the others here.
  await server.addPerson("olga", "Olga Owner");
  const ada = await server.addPerson("ada", "Ada Byron");
  const ben = await server.addPerson("ben", "Ben Stone");
  const room = await ada.api.createRoom({ name: "bridge", kind: "private" });
  await ada.api.invite(room.id, [ben.me.get()?.id ?? ""]);
  const say = async (body: string) => {
    const { id } = await ada.api.post(room.id, { clientMessageId: crypto.randomUUID(), body });
    return id;
  };
  const eggs = await say("Buy my eggs");
  const hello = await say("Good morning");
  await ben.api.report(eggs, { reason: "spam", note: "The third time today" });
  await ben.api.report(hello, { reason: "other" });

  const { page } = await visitPanelAs(browser, server, "olga", "/reports");
  const table = page.getByRole("table", { name: "Reports" });
  const row = (body: string) => table.getByRole("row").filter({ hasText: body });
  await row("Buy my eggs").getByText("The third time today").waitFor();
  expect(await findings(page)).toEqual([]);
  await row("Buy my eggs")
    .getByRole("button", { name: /^Delete the message/ })
    .focus();
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog", { name: "Delete this message?" }).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Delete the message", exact: true }).focus();
  await page.keyboard.press("Enter");
  await row("Buy my eggs").waitFor({ state: "detached" });
  await expect.poll(async () => (await ada.api.getMessage(eggs)).deletedAt).not.toBeNull();

  await row("Good morning")
    .getByRole("button", { name: /^Dismiss the report/ })
    .focus();
  await page.keyboard.press("Enter");
  await page.getByText("Nothing is reported").waitFor();
  expect((await ada.api.getMessage(hello)).deletedAt).toBeNull();

  await page.getByLabel("State").selectOption("Resolved");
  await row("Buy my eggs").getByText("Deleted by Olga Owner").filter({ visible: true }).waitFor();
  await page.getByLabel("Reason").selectOption("Something else");
  await row("Buy my eggs").waitFor({ state: "detached" });
  await row("Good morning")
    .getByText("Dismissed by Olga Owner")
    .filter({ visible: true })
    .waitFor();
  for (const theme of ["light", "dark"] as const) {
    const phone = (
      await visitPanelAs(browser, server, "olga", "/reports?state=resolved", { theme, phone: true })
    ).page;
    await phone.getByText("Buy my eggs").waitFor();
    expect(await findings(phone, theme)).toEqual([]);
  }
});
