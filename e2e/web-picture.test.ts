import { pngOf } from "@roost/server/testing/images.ts";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { findings } from "./accessibility.ts";
import { visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

const choose = (page: Page, buffer: Buffer) =>
  page.locator("input[type=file]").setInputFiles({ name: "me.png", mimeType: "image/png", buffer });

/** Whether a picture of somebody is on a page, and drawn. */
const isDrawn = (page: Page) =>
  page
    .locator('img[src*="/pictures/"]')
    .first()
    .evaluate((image) => (image as HTMLImageElement).naturalWidth)
    .catch(() => 0);

/** The colour in the middle of the first picture on a page. */
const colourOf = (page: Page) =>
  page
    .locator('img[src*="/pictures/"]')
    .first()
    .evaluate((image) => {
      const context = document.createElement("canvas").getContext("2d");
      context?.drawImage(image as HTMLImageElement, 0, 0);
      return [...(context?.getImageData(128, 64, 1, 1).data ?? [])].map((part) => part > 128);
    });

test("PRO-2, PRO-3: somebody chooses a picture and crops it by keyboard, others see it, and it goes away again", async () => {
  await server.addPerson("ada", "Ada Byron");
  await server.addPerson("ben", "Ben Stone");
  const options = { path: "/settings/profile" };
  const { page, errors } = await visitAs(browser, server, "ada", options);
  const section = page.getByRole("region", { name: "Profile", exact: true });
  await section.getByRole("button", { name: "Choose a picture" }).waitFor();
  await choose(page, Buffer.from("no image"));
  await section.getByText("This is no image that can be read here.").waitFor();

  await choose(page, pngOf(600, 400));
  const dialog = page.getByRole("dialog", { name: "Your picture" });
  const larger = dialog.getByLabel("Larger");
  await expect.poll(() => larger.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press("ArrowRight");
  expect(Number(await larger.inputValue())).toBeGreaterThan(1);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByText("Your picture is saved").waitFor();
  await expect.poll(() => isDrawn(page)).toBe(256);
  // What was chosen is red.
  expect(await colourOf(page)).toEqual([true, false, false, true]);
  expect(await findings(page)).toEqual([]);

  const other = await visitAs(browser, server, "ben");
  await other.page.getByRole("button", { name: "People on this server" }).click();
  await expect.poll(() => isDrawn(other.page)).toBe(256);

  // After a new beginning, too.
  await page.reload();
  await expect.poll(() => isDrawn(page)).toBe(256);
  await section.getByRole("button", { name: "Remove the picture" }).click();
  await page.getByText("Your picture is gone").waitFor();
  await expect.poll(() => page.locator('img[src*="/pictures/"]').count()).toBe(0);
  expect([...errors, ...other.errors]).toEqual([]);
});

test("PRO-2: in German, on a phone, in the dark", async () => {
  await server.addPerson("eli", "Eli Stern");
  const options = {
    path: "/settings/profile",
    phone: true,
    locale: "de-DE",
    theme: "dark",
  } as const;
  const { page, errors } = await visitAs(browser, server, "eli", options);
  await page.getByRole("button", { name: "Bild auswählen" }).waitFor();
  await choose(page, pngOf(300, 500));
  const dialog = page.getByRole("dialog", { name: "Dein Bild" });
  await dialog.getByRole("img", { name: "Was andere sehen" }).waitFor();
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await page.getByText("Dein Bild ist gespeichert").waitFor();
  await expect.poll(() => isDrawn(page)).toBe(256);
  expect(errors).toEqual([]);
});
