import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

setUpServerAndBrowser();

/** The key that ends a composition, as Safari reports it: the composition is over already. */
async function endComposition(field: Locator, key: string) {
  await field.dispatchEvent("compositionstart", {});
  await field.dispatchEvent("compositionend", {});
  await field.dispatchEvent("keydown", { key, keyCode: 229, isComposing: false, bubbles: true });
}

test("the Enter and the Escape that end a composition in Safari send, save and open nothing", async () => {
  await server.addPerson("rin", "Rin Sato");
  const { page, errors } = await visitAs(browser, server, "rin");
  await send(page, "にほん");
  await acknowledged(page, "にほん");

  await composer(page).fill("とう");
  await endComposition(composer(page), "Enter");
  await endComposition(composer(page), "Escape");
  expect(await composer(page).inputValue()).toBe("とう");
  expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await composer(page).fill("");
  await endComposition(composer(page), "ArrowUp");
  expect(await page.getByRole("textbox", { name: "Edit message" }).count()).toBe(0);

  await composer(page).press("ArrowUp");
  const editBox = page.getByRole("textbox", { name: "Edit message" });
  await editBox.fill("にほんご");
  await endComposition(editBox, "Enter");
  await endComposition(editBox, "Escape");
  expect(await editBox.inputValue()).toBe("にほんご");
  await editBox.press("Enter");
  await messages(page, "にほんご").getByText("edited").waitFor();

  await page.keyboard.press("Control+k");
  const switcher = page.getByRole("combobox");
  await switcher.fill("browse");
  await endComposition(switcher, "Enter");
  await endComposition(switcher, "Escape");
  expect(await switcher.inputValue()).toBe("browse");
  await switcher.press("Enter");
  await page.getByRole("heading", { name: "Public rooms" }).waitFor();
  expect(errors).toEqual([]);
});
