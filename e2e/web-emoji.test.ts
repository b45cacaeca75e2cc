import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { acknowledged, composer, messages, send, visitAs } from "./browser.ts";
import { browser, server, setUpServerAndBrowser } from "./server-and-browser.ts";

let page: Page;

setUpServerAndBrowser();
beforeAll(async () => {
  const freya = await server.addPerson("freya", "Freya Lindqvist");
  const room = await freya.api.createRoom({ name: "nest", kind: "public" });
  page = (await visitAs(browser, server, "freya")).page;
  await page.goto(`/rooms/${room.id}`);
});

const options = () => page.getByRole("listbox", { name: "Emoji" }).getByRole("option");
const picker = () => page.getByRole("dialog", { name: "Emoji" });

test("a colon and two letters offer emoji; Enter takes one and sends nothing", async () => {
  await composer(page).focus();
  await page.keyboard.type("Hooray :tad");
  await expect.poll(() => options().count()).toBeGreaterThan(0);
  expect(await options().first().textContent()).toContain(":tada:");
  await page.keyboard.press("Enter");
  expect(await composer(page).inputValue()).toBe("Hooray 🎉 ");
  expect(await options().count()).toBe(0);
  await page.keyboard.type(":pengui");
  await expect.poll(() => options().count()).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  expect(await options().count()).toBe(0);
  expect(await composer(page).inputValue()).toBe("Hooray 🎉 :pengui");
  await page.keyboard.press("Enter");
  await expect.poll(() => messages(page, "Hooray 🎉 :pengui").count()).toBe(1);
});

test("the arrow keys and the pointer choose among them, and what was used comes first", async () => {
  await composer(page).fill("");
  await composer(page).pressSequentially(":cat");
  await expect.poll(() => options().count()).toBeGreaterThan(2);
  const third = await options().nth(2).locator("[aria-hidden]").textContent();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await options().nth(2).getAttribute("aria-selected")).toBe("true");
  const described = await composer(page).getAttribute("aria-activedescendant");
  expect(await options().nth(2).getAttribute("id")).toBe(described);
  await page.keyboard.press("Tab");
  expect(await composer(page).inputValue()).toBe(`${third} `);
  await composer(page).pressSequentially(":cat");
  await expect.poll(() => options().count()).toBeGreaterThan(2);
  await options().nth(1).click();
  expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await composer(page).inputValue()).not.toContain(":");
  await composer(page).fill("");
});

test("a closed shortcode becomes its emoji, undo brings it back, and times stay", async () => {
  await composer(page).pressSequentially("At 12:30: :+1:");
  await expect.poll(() => composer(page).inputValue()).toBe("At 12:30: 👍️");
  await page.keyboard.press("Control+z");
  expect(await composer(page).inputValue()).toBe("At 12:30: :+1:");
  await composer(page).fill("");
  await composer(page).pressSequentially(":no_such_emoji: ");
  expect(await composer(page).inputValue()).toBe(":no_such_emoji: ");
  await composer(page).fill("");
});

test("the edit box completes too, and its Escape closes the list first", async () => {
  await send(page, "to be edited");
  await acknowledged(page, "to be edited");
  await page.keyboard.press("ArrowUp");
  const box = page.getByRole("textbox", { name: "Edit message" });
  await box.pressSequentially(" :rock");
  await expect.poll(() => options().count()).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  expect(await options().count()).toBe(0);
  await box.fill("to be edited ");
  await box.pressSequentially(":rocke");
  await expect.poll(() => options().count()).toBeGreaterThan(0);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect.poll(() => messages(page, /to be edited 🚀/u).count()).toBe(1);
});

test("the picker: by keyboard alone, with a skin tone, into the text where the caret was", async () => {
  await composer(page).fill("ab");
  await composer(page).press("ArrowLeft");
  const button = page.getByRole("button", { name: "Emoji" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("wave");
  await picker().getByRole("button", { name: "waving hand" }).waitFor();
  await picker().getByTitle("Medium", { exact: true }).click();
  await picker().getByRole("textbox").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => composer(page).inputValue()).toBe("a👋🏽b");
  expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await button.click();
  await picker().getByRole("heading", { name: "Recently used" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => picker().count()).toBe(0);
  await composer(page).fill("");
});
