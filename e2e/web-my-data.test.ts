import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
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
