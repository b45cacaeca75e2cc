import { pngOf } from "@roost/server/testing/images.ts";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitPanelAs } from "./panel.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();
beforeAll(async () => {
  // The first account owns the server.
  await server.addPerson("olga", "Olga Owner");
});

const table = (page: Page) => page.getByRole("table", { name: "Emoji" });
const rowOf = (page: Page, name: string) => table(page).getByRole("row", { name: `:${name}:` });

async function choose(page: Page, name: string, buffer: Buffer) {
  const file = { name, mimeType: "image/png", buffer };
  await page.getByRole("dialog").locator("input[type=file]").setInputFiles(file);
}

test("EMO-7, EMO-8: emoji are added by keys, within the bounds that are told, found, and deleted, several at once", async () => {
  const { page, errors } = await visitPanelAs(browser, server, "olga", "/emoji");
  await page.getByText("No emoji was added yet").waitFor();
  await page.getByRole("button", { name: "Add emoji" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Add emoji" });
  await dialog.getByText(/up to 256 KB and 512 × 512 pixels/).waitFor();
  await choose(page, "large.png", pngOf(600));
  await dialog.getByText(/more than 512/).waitFor();
  for (const name of ["crow", "auk", "bittern"]) {
    await choose(page, `${name}.png`, pngOf(32));
    const field = dialog.getByLabel("Short name");
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByText(`:${name}: is there for everybody.`).waitFor();
  }
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await rowOf(page, "crow").locator("img").waitFor();
  const names = () =>
    table(page)
      .getByText(/^:\w+:$/)
      .allTextContents();
  await expect.poll(names).toEqual([":auk:", ":bittern:", ":crow:"]);
  await page.getByRole("button", { name: "Added", exact: true }).press("Enter");
  await expect.poll(names).toEqual([":bittern:", ":auk:", ":crow:"]);
  expect(page.url()).toContain("sort=newest");
  expect(await findings(page)).toEqual([]);

  await page.getByRole("button", { name: "Delete :auk:" }).press("Enter");
  const confirm = page.getByRole("alertdialog");
  await confirm.getByText("Where people used it, its name is shown.").waitFor();
  await confirm.getByRole("button", { name: "Delete" }).press("Enter");
  await expect.poll(names).toEqual([":bittern:", ":crow:"]);
  await page.getByRole("checkbox", { name: "Select all that are shown" }).press("Space");
  const bar = page.getByRole("region", { name: "What to do with them" });
  await bar.getByRole("button", { name: "Delete" }).press("Enter");
  await page
    .getByRole("alertdialog", { name: "Delete 2 emoji?" })
    .getByRole("button", { name: "Delete" })
    .press("Enter");
  await page.getByText("No emoji was added yet").waitFor();
  await page.getByRole("link", { name: "Audit log" }).click();
  await page.getByText("Olga Owner deleted the emoji :crow:.").waitFor();
  expect(errors).toEqual([]);
});

test("on a phone, in German and in the dark theme", async () => {
  const { page, errors } = await visitPanelAs(browser, server, "olga", "/emoji", {
    ...{ phone: true, locale: "de-DE", theme: "dark" },
  });
  await page.getByRole("button", { name: "Emoji hinzufügen" }).tap();
  await choose(page, "smew.png", pngOf(32));
  await page.getByRole("dialog").getByRole("button", { name: "Emoji hinzufügen" }).tap();
  await page.getByText(":smew: ist jetzt für alle da.").waitFor();
  await page.keyboard.press("Escape");
  await rowOf(page, "smew").waitFor();
  expect(await findings(page, "dark")).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Als CSV exportieren" }).click({ force: true }),
  ]);
  expect(download.suggestedFilename()).toMatch(/^emoji-.*\.csv$/);
  expect(errors).toEqual([]);
});
