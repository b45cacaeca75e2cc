import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { acknowledged, messages, send, visitAs } from "./browser.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  const mona = await server.addPerson("mona", "Mona Field");
  const { id } = await mona.api.createRoom({ name: "loft", kind: "private" });
  await mona.sent(mona.send(id, "Swifts are back"));
});

test("DAT-1, DAT-2: all of one's data are put together and downloaded in the settings, by keyboard, in German, too", async () => {
  const { page, context, errors } = await visitAs(browser, server, "mona", {
    path: "/settings/data",
  });
  const section = page.getByRole("region", { name: "My data" });
  await section.getByText("Nothing is put together yet").waitFor();
  expect(await findings(page)).toEqual([]);
  await section.getByRole("button", { name: "Put my data together" }).focus();
  await page.keyboard.press("Enter");
  // Just signed in: the password is not asked for.
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Put together" }).waitFor();
  expect(await dialog.getByLabel("Present password").count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Put together" }).focus();
  await page.keyboard.press("Enter");
  await section.getByText("Your data are ready").waitFor();
  await section.getByText(/You can download them until/).waitFor();
  expect(await section.getByRole("button", { name: "Put my data together" }).count()).toBe(0);
  expect(await findings(page)).toEqual([]);
  await section.getByRole("button", { name: "Download" }).click();
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^roost-data-mona-.*\.zip$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  expect(bytes.includes("roost-data/messages.json")).toBe(true);
  await page.getByText("The download has begun").waitFor();
  const phone = await visitAs(browser, server, "mona", {
    ...{ path: "/settings/data", phone: true, theme: "dark", locale: "de-DE" },
  });
  await phone.page.getByText("Deine Daten liegen bereit").waitFor();
  expect(await findings(phone.page)).toEqual([]);
  expect([...errors, ...phone.errors]).toEqual([]);
  await context.close();
});

test("DEL-1: an account is deleted in the settings, and kept by a sign-in in time", async () => {
  await server.addPerson("nils", "Nils Brook");
  const { page, errors } = await visitAs(browser, server, "nils", { path: "/settings/data" });
  const other = await visitAs(browser, server, "nils", { locale: "de-DE" });
  await page.getByRole("button", { name: "Delete my account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/In 14 days the account is gone/).waitFor();
  await dialog.getByText(/stays where it is/).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await page.getByText(/Your account is deleted on/).waitFor();
  await other.page.getByRole("button", { name: "Anmelden" }).waitFor();
  const back = await visitAs(browser, server, "nils", { path: "/settings/data" });
  await back.page.getByRole("button", { name: "Put my data together" }).waitFor();
  expect([...errors, ...other.errors, ...back.errors]).toEqual([]);
});

test("DEL-2, DEL-4: others see at once that who wrote is gone, and whom a mention means, in German, too", async () => {
  const mona = await visitAs(browser, server, "mona", {
    ...{ locale: "de-DE", phone: true, path: "/settings/data" },
  });
  const olga = await server.addPerson("olga", "Olga Reed");
  const { id } = await olga.api.createRoom({ name: "reeds", kind: "public" });
  await olga.sent(olga.send(id, "Hello from the reeds"));
  const here = await visitAs(browser, server, "mona");
  await here.page.request.post(`/api/rooms/${id}/join`, { headers: { origin: server.url } });
  await here.page.goto(`/rooms/${id}`);
  await messages(here.page, "Hello from the reeds").waitFor();
  await send(here.page, "Thank you, @olga, and @nobody");
  await acknowledged(here.page, "Thank you");
  await mona.page.goto(`/rooms/${id}`);
  await messages(mona.page, "Thank you").getByText("@Olga Reed").waitFor();
  const userId = olga.me.get()?.id;
  // What can be done without the days in between, by those who manage people.
  const panel = await visitPanelAs(browser, server, "mona", `/people/${userId}`);
  await panel.page.getByRole("button", { name: "Actions" }).click();
  await panel.page.getByRole("menuitem", { name: "Delete the account" }).click();
  const asked = panel.page.getByRole("dialog");
  await asked.getByLabel("When").selectOption("now");
  await asked.getByText("Nobody can take that back.").waitFor();
  expect(await findings(panel.page)).toEqual([]);
  await asked.getByRole("button", { name: "Delete the account" }).click();
  await panel.page.getByText("The account is being deleted").waitFor();

  const line = messages(here.page, "Hello from the reeds");
  await line.getByRole("button", { name: "Deleted account" }).first().waitFor();
  await mona.page.reload();
  // What they were called is known to nobody any more, so a name that was nobody's looks the same there.
  const gone = messages(mona.page, "Thank you").getByText("@Gelöschtes Konto");
  await gone.first().waitFor();
  expect(await gone.count()).toBe(2);
  await line.getByRole("button", { name: "Deleted account" }).first().click();
  await here.page.getByRole("dialog").getByText("This account was deleted.").waitFor();
  expect(await findings(here.page)).toEqual([]);
  // And who comes later.
  await here.page.reload();
  await messages(here.page, "Thank you").getByText("@Deleted account").first().waitFor();
  expect(await here.page.getByText("Olga Reed").count()).toBe(0);
  await panel.page.reload();
  await panel.page.getByText("This account was deleted").waitFor();
  expect(await findings(panel.page)).toEqual([]);
  expect([...here.errors, ...mona.errors, ...panel.errors]).toEqual([]);
});

test("DEL-1: an administrator has an account deleted after some days, and keeps it", async () => {
  const pip = await server.addPerson("pip", "Pip Marsh");
  const { page, errors } = await visitPanelAs(
    ...([browser, server, "mona", `/people/${pip.me.get()?.id}`] as const),
  );
  const choose = async (action: string) => {
    await page.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  await choose("Delete the account");
  await page.getByRole("dialog").getByRole("button", { name: "Delete the account" }).click();
  await page.getByText(/^This account is deleted /).waitFor();
  expect(await findings(page)).toEqual([]);
  await choose("Keep the account");
  await page.getByRole("alertdialog").getByRole("button", { name: "Keep the account" }).click();
  await page.getByText("The account is kept").waitFor();
  await expect.poll(() => page.getByText(/^This account is deleted /).count()).toBe(0);
  await page.getByText(/has the account of/).waitFor();
  expect(errors).toEqual([]);
});

test("DEL-3: who owns the server is told to hand it on first", async () => {
  const { page } = await visitAs(browser, server, "mona", { path: "/settings/data" });
  await page.getByRole("button", { name: "Delete my account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete my account" }).click();
  await dialog.getByText("The server is yours: hand it on to somebody else first.").waitFor();
});
